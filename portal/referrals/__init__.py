"""A family asks for help itself: what it wrote waits, private, until the family sends it.

Words: a *referral* (en henvendelse) is begun, *sent*, *taken* by a caseworker with a promised date, and ends
in a workspace, in an answer, or by being *taken back*. Must never: show anybody of the municipality a word
before it is sent, or let an invitation leave before custody is confirmed (there is no case until then).
"""
