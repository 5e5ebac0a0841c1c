"""Pre-check: a report package or file comes in, findings go out, before a validator is asked.

In: what a report says, ours or another's: its page, schemas, linkbases and package. Out: findings, each with a rule,
the place, the figure of the source where it is known, and the remedy.
Never: changes a file; follows a reference out of the package; takes what it cannot know (a concept of a taxonomy that
is not at hand) for a mistake.
"""
