"""Pages to print or read in a browser."""
