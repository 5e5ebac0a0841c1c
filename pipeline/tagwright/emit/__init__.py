"""Emit: a Report comes in, files go out.

In: one ``Report``. Out: Inline XBRL, XBRL 2.1 XML, xBRL-JSON, xBRL-CSV, the extension taxonomy, a report package.
Never: looks behind the Report; decides a value; leaves half-written files (all or nothing).
"""
