"""The case: its children, its members and their roles, custody, invitations; the front page and the story.

Words: a *case* has *children* and *members*; a *membership* is one person's seat in one case, held also for
one who is named but has not joined yet; *custody* ties a seat to a child, with dates; an *invitation* is
the link that fills a seat; an *answer* stands beside another's words and changes none of them. Must never:
know what its rooms hold. The front page prints what rooms offer.
"""
