"""Prove: figures come in, the arithmetic that holds over them goes out.

In: an ``Extraction``. Out: the identities of the document, each with its operands and difference; what each
figure is proven by; values that a broken identity shows to be misread, restored where only one reading fits.
Never: knows a concept or a mapping; takes a hint for a proof; changes a figure that no identity contradicts.
"""
