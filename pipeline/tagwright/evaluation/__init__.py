"""Evaluate: what the base mapping alone says of a tagged report, held against the concepts that its filer used.

In: real Inline reports, their tags hidden from the mapping.
Out: coverage, precision, top-1 and top-5 by statement, a confusion list, and the picture of how far confidences hold.
Never: lets a tag decide how a table is read or mapped.
"""
