"""A pretend MitID, staff login and inbox, for trying the portal and for tests. Never for real people.

A small web server of its own, on this machine alone, that speaks OpenID Connect as a real provider does.
Whoever opens it picks a pretend person from a list; there is no password, and everything is forgotten when
it stops. Must never: run off this machine, or know anything of the portal but its settings.
"""
