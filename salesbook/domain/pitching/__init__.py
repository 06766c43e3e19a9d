"""What follows from campaigns for whoever plans calls, letters or the campaigns' own sheets.

`approvers` and `gate` say which propositions may be pitched, `campaigns` which campaigns are live, `cohorts` whom they
are for, `pitched` what happened, `reach` who cannot be reached, and `states` how far each decision maker is.
"""
