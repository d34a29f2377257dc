"""What is sent, who answers, and by when.

Words: *Send til Karin* is a *submission* with a *promise* (a date, and a stand-in); *Venter på mig* lists
what waits, the oldest promise first; the caseworker answers item by item. Must never: change a text, or let
a promise pass in silence.
"""
