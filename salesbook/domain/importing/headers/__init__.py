"""Which column of the book a header means."""
