"""What happened, never changed afterwards.

`record` writes an event in the same transaction as the change, linked to the one before it (one hash chain
per case). `Look` is who opened what, and who was refused; it is written after the request and sealed in
batches. Triggers in the database refuse to change or remove either.
"""
