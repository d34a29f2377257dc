"""Børnelinealen: each says alone how a child is doing, and sees the others' answers when all have answered.

Words: a *ruler* has *versions*, each with 2-10 *steps* from good to bad and their texts per audience and
language; a *score* is one person's answer about one child in one *dimension* (the child, or the care the
adults give); a *round* keeps the answers sealed until they are *revealed* together.
Must never: edit a score, mix answers into an average, share an axis with the safety scale (which runs the
other way), seal a high step from the caseworker, or send a notification.
"""
