"""Who somebody is: two doors in, one session at a time, one way out.

A person is a `Person`; each provider knows that person under an `Identity` (issuer and subject). `oidc`
asks the provider and checks every answer against `policy`; `service` welcomes, refuses and says goodbye,
each with a line in the sign-in audit; `sessions` keeps who is signed in, on the server, so that a session
can be ended; `signed_in` is what the rest of the portal sees of it. Must never: know a case, keep a token
in the browser, or let in an answer that failed one check.
"""
