"""Sources of what comes with the workbook; `python -m workbook` makes the rest."""
