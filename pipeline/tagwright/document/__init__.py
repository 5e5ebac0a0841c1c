"""Read: a source file comes in, a Document goes out.

In: the path of a file that a person published. Each format has an adapter, which is found as an entry point.
Out: a ``Document``: headings, paragraphs and tables of cells in reading order, each with its place.
Never: interprets a number, a date or a unit; drops a character that holds a digit; reads the network.
"""
