"""Two full families in which every text that somebody must not see says so itself.

Each is `KANARIE-<what>-<whose>-<family>`. `family` and `together` tell their story by the verbs that people
use; beside each text stands, by hand, who may see it (`canaries`). What the rule of visibility says is never
asked: a test compares the two. `acts` is what has no verb yet. `filling` fills an empty database, and says
how to be each person.
Must never: run where real people could reach it.
"""
