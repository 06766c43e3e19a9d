"""What of xlwings is covered here, and where LibreOffice differs from Excel. A test holds the list true.

Covered is all that xlwings asks of Apps, App, Books, Book, Sheets, Sheet, Range, Font, Tables, Table,
Names and Name, but for what NOT_COVERED names, for copying to the clipboard and for saving with a
password: these raise NotImplementedError.

Where it differs from Excel:

- A text stays the text that was assigned: Excel makes a number of "007" in a General cell. Only a
  leading "=" makes a formula. A leading apostrophe is dropped, as in Excel.
- A truth value is a number with a number format. Its number_format reads General, as in Excel.
- A date gives its cell a date format wherever there is none, not in General cells only.
- LibreOffice knows fewer errors: what it does not tell apart reads #VALUE!.
- With calculation "manual" a new formula too has no value until calculate().
- LibreOffice 7.4 cannot work out Table[#All], [#Data] and [#Headers] of a file, and loses which it was
  when it recalculates; written from here as Table[[#All]], they work.
- Table.resize never takes in another table, nor moves totals over filled cells.
- enable_events, display_alerts and interactive keep what they are set to, and have no effect: nothing
  is asked either way. visible is settled when LibreOffice starts.
- Writing over a cell with a link takes the link with the text.
- A workbook saved by LibreOffice 7.4 keeps its tables, formulas, validations, conditional formats,
  names, charts and macros; it loses table styles, and buttons when LibreOffice reads it again (`host`
  draws salesbook's own anew).
"""

from __future__ import annotations

NOT_COVERED: dict[str, frozenset[str]] = {
    "App": frozenset({"cut_copy_mode", "path", "run", "startup_path"}),
    "Book": frozenset({"json"}),
    "Sheet": frozenset({
        "charts", "comments", "copy", "freeze_panes", "page_setup", "pictures", "shapes",
        "show_gridlines", "to_html",
    }),
    "Range": frozenset({
        "add_comment", "add_note", "adjust_indent", "autofilter", "borders", "characters", "comment",
        "conditional_formats", "copy_from", "copy_picture", "data_validation", "find",
        "get_special_cells", "group", "height", "horizontal_alignment", "left", "move", "name", "note", "paste",
        "remove_duplicates", "replace_all", "set_colors", "sort", "to_pdf", "to_png", "top", "ungroup",
        "vertical_alignment", "width",
    }),
    "Table": frozenset({
        "autofilter", "columns", "rows", "show_table_style_column_stripes", "show_table_style_first_column",
        "show_table_style_last_column", "show_table_style_row_stripes", "sort", "table_style",
    }),
}  # fmt: skip
