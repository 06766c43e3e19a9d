"""Tables of a workbook as values: cells, frames, plans of changes, and what is wrong with them."""
