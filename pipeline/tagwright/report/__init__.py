"""Model: resolved figures come in, one Report and one Ledger go out.

In: figures, and the concept, period, unit and dimensions that the mapping gave each.
Out: a ``Report``, the one model that every file is emitted from, and the ``Ledger`` of all numbers.
Never: emits a file; lets two values stand for one concept, period, unit and dimension set.
"""
