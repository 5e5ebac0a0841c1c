"""Extract: a Document comes in, Figures go out.

In: a ``Document``, and a ``Vocabulary`` of the wordings that rows can have (it tells squeezed labels apart).
Out: one ``Figure`` for each number printed: value, scale, unit, period, row path, column path, place.
Never: decides what a figure means; repairs a damaged one; leaves a digit of the document without a Figure.
"""
