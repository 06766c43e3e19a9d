"""What mails that came in mean for the workbook."""
