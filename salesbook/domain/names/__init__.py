"""Names beside IDs: what an ID in a table means, for people to read, and the ID of whom they named."""
