"""The ledger of a workbook: which letters are queued, left, and were answered, and who said no."""
