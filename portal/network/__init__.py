"""Who is around the child, and the permissions that let a person of the network join.

Words: a *network person* is somebody a member named, in one of three *circles*; a *consent* is one custody
holder's permission, a sentence with a date, kept as it was read; the caseworker's *approval* is a consent to
the person alone.
How far a person has come is never stored: it follows from consents, the seat and its invitation.
Must never: let one parent answer for another, or an invitation leave before every needed yes is in.
"""
