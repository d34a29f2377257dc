"""The outbox: short messages that say nothing but that there is something new. Knows no case.

Words: a *message* is a row that is written in the transaction of whoever has something to tell; the worker
(`portal work`) sends it later. *News* is one message however much happened meanwhile; a *reminder* is sent
once for each thing that waits; a *letter* is an invitation with its one link. A *wish* is what a person has
chosen: a channel, an address, hours.

What other rooms use, and nothing else:

- `outbox.tell(people)`: there is something new for these people;
- `outbox.remind(person, key)`: this still waits for this person;
- `outbox.send_letter(letter)`: an invitation with its one link, to an address that the inviter typed;
  `outbox.state_of(message)` and `outbox.state_beside(column)` tell how far it has come,
  `outbox.take_back(message)` keeps it here;
- `wishes`: what a person has chosen, for that person alone.

Who is told of what is worked out in `cases`, by the one rule of who sees what. Must never: carry a word of a
case, a name (but in a letter) or a link (but in a letter); show an address to anybody but its owner; lose a
message in silence.
"""
