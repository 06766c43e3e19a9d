"""What follows from introductions for whoever plans calls, letters or the sheets of referrals.

`claims` says who introduced whom by Referrals, `links` who came through whom, `tree` what that brought.
"""
