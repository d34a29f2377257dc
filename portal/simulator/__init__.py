"""A pretend MitID, staff login and inbox, for trying the portal and for tests. Never for real people.

A small web server of its own, on this machine alone, that speaks OpenID Connect as a real provider does.
Whoever opens it picks a pretend person from a list; there is no password, and everything is forgotten when
it stops. Must never: run off this machine, or know anything of the portal but its settings.
"""

import os

from portal.settings import is_loopback

if (told := os.environ.get("PORTAL_BASE_URL")) and not is_loopback(told):
    raise ImportError(f"There is no pretend MitID at {told}: real people come there.")
