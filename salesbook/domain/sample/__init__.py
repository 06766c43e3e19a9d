"""A made-up firm, the same for the same seed."""
