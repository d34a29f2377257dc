"""The safety plan: who does what, who has said yes to which words, and what applies now.

Words: an *agreement* is one rule in plain words, with the *doers* it binds; a *proposal* is another's wish to
word it differently or to take it out; an *item* is what any other section holds; a *version* is an
unchangeable list of agreements and items as they stood when it was sent out; a person's *part* is the lines
of a version that are shown to that person, and a *yes* is tied to the hash of that part; an *observation* is
one dated line of the network log.
Must never: let a form change another's words, count a yes to other words, or tell of what is not shown.
"""
