"""What makes the workbook's buttons work."""
