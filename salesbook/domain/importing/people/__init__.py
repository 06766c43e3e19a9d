"""People and organisations of a file: their names, and whether the book knows them."""
