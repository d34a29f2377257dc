"""May this person do this, and may this person see this.

`permissions` names every verb; each room's `policy` says who may; `decisions` answers; `guard` stands at
every door. `visibility` is the one function that decides what a person sees, in two forms; `models` owns
the columns that decide. Must never: know a room, or decide by who somebody is in general. Roles are per
case.
"""
