"""Validate: emitted files come in, a Verdict goes out.

In: a report (package) and the taxonomy packages to validate against. Out: valid, invalid or not validated,
with messages that name the source line and cell; and the facts that Arelle read, to compare with the Report.
Never: passes in silence what did not run. Arelle is imported here alone, in a child process, offline.
"""
