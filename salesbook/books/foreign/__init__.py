"""Files of other programs, read to import from: text, workbooks and vCards."""
