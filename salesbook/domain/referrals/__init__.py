"""The action `referrals`: rows and names of Referrals, whom to ask, the tree, and what is owed."""
