"""What makes the buttons work: in Excel, and in LibreOffice."""
