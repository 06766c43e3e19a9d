"""Importing: from the files that people have to the tables of the book. What headers and words of other programs mean stands in headers.toml."""
