"""The network: naming, permissions one by one, the link, and leaving."""
