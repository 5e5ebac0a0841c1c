"""Taxonomy: the table of concept facts comes in, what may be reported goes out.

In: taxonomy/concepts.csv, our own table of concept facts; taxonomy packages that a user adds.
Out: ``ConceptFacts`` by name and year; the built-in core package that validation runs against; of an added package an
index of its concepts, to be asked by words and by name.
Never: ships a line of an official taxonomy; fetches anything.
"""
