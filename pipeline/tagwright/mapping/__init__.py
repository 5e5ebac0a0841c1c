"""Map: figures come in, each leaves with a concept and dimensions, or with the reason why not.

In: ``Figure`` objects, the base mapping (mapping/ifrs/*.yaml), the filing's own mapping, the concept table.
Out: a decision a figure: assigned (with the rule's file and line), left out, unmapped, or doubtful.
Never: holds a value or a place of a document; guesses between two rules that claim one figure.
"""
