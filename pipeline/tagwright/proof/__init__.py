"""Prove: figures come in, the arithmetic that holds over them goes out.

In: an ``Extraction``. Out: the identities of the document, each with its operands and difference; what each
figure is proven by; the damage of a scan undone (``repair.py`` has the order): second readings put aside, amounts
put in their lines, damaged ones restored where the sums leave one reading, doubted where they do not.
Never: knows a concept or a mapping; takes a hint for a proof; changes a figure that no identity contradicts.
"""
