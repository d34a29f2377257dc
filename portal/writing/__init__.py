"""Many hands on one text, and no words lost.

`drafts` keeps what is not yet sent (encrypted), per person and place; `once` makes sending twice harmless;
`wording` keeps every earlier wording; `moved` says when the text changed under the writer.
"""
