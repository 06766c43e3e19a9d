"""What `add` and `upgrade` are made of: a new book as the donor, and the way into a closed workbook."""
