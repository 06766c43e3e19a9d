"""Staff changes: whose people, accounts and duties become whose."""
