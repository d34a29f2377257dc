"""Paper: plain data in, a tagged PDF (PDF/UA-1) out.

`letters` makes text printable, `press` prints. A layout (`layouts/*.typ`) says how a sheet looks and holds no
words of its own; every word comes as data, so nothing anybody wrote is ever read as a command. The fonts are
the portal's own, so that the same words give the same bytes on every machine.
Must never: know a case, decide who reads what, or put words of a sheet into a log.
"""
