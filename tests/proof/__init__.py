"""The plan is told by the verbs in every order, by many at once, and while the ground is pulled away.

Nothing is lost, and nothing is said yes to but what somebody was shown.
"""
