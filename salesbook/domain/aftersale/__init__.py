"""What follows from the part aftersale for whoever plans calls, letters, cards, reports or the part's own sheets.

`part` says whether a book has it, `since` from which day on its events count; `accounts` gathers orders, touches and open deals
by account, from which `stages`, `paces` and `left_alone` say how each account stands; `costs` what that took.
"""
