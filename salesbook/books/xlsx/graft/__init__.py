"""What a new workbook has, the donor, put into one that people use: nothing of theirs changes its place or its look."""
