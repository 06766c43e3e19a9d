"""The call list: who is due, who is held, who calls, in which order, and what to talk about."""
