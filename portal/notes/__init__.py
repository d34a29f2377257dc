"""Professional notes: what the family is not shown here, for a reason, and until a day.

Words: a *note* carries its reason, who decided it, and the day it is looked at again; looking again makes a
new note that *follows* the old one: kept, closed, or opened to the family. Must never: show a family or its
people anything of it, not a count, a time or a message; promise that a note does not exist (a party may have
a right to the file); or notify anybody by itself.
"""
