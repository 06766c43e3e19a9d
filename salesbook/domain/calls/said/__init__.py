"""What a line of the call list says: the table of situations, filled in for one person and the rep who calls."""
