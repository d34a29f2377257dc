"""How fast the portal is, as ratios: each page against the same page made from memory on the same server.

`make bench` prints one table. It is no part of the suite: figures of a busy machine are no verdict.
`server` is the portal as it is measured, `family` the case that is asked for, `load` asks and reads what the
processes used, `writers` writes from many hands at once, `phone` weighs the first load.
"""
