"""Who has looked, and who looks after that: a family's own list, opening without a seat, the leader's round.

Words: a *look* is one page opened or refused; an *opening* lets a caseworker without a seat read one case for
a while, for a reason the family reads and with words the leader reads; a *sample* is some of a month's looks
by staff, chosen by a stored seed; a *sign-off* says that a leader has gone through an opening or a look.
Must never: show a look of somebody hidden, nor count it; let anybody browse cases; show a leader the words of
a case; tell a family which of them the municipality has talked to.
"""
