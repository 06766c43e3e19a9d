"""The cells of a file as values: numbers, dates, units, blanks."""
