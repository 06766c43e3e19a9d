"""What of xlwings is covered here, and where LibreOffice differs from Excel. A test holds the list true.

Covered is all that xlwings asks of Apps, App, Books, Book, Sheets, Sheet, Range, Font, Tables, Table,
Names and Name, but for what NOT_COVERED names, for copying to the clipboard, for copying a sheet within its
workbook, for writing formula2, for saving with a password, and for what books.open can be told besides
read_only and password: these raise NotImplementedError with a sentence. Whatever LibreOffice's bridge throws
comes as an OfficeError, whose text is a sentence; after a crash each call says so.

Where it differs from Excel:

- A text stays the text that was assigned: Excel makes a number of "007" in a General cell. Only a
  leading "=" makes a formula. A leading apostrophe is dropped, as in Excel.
- A truth value is a number with a number format. Its number_format reads General, as in Excel.
- A date gives its cell a date format wherever there is none, not in General cells only.
- LibreOffice knows fewer errors: what it does not tell apart reads #VALUE!.
- With calculation "manual" a new formula is worked out at once, as in Excel, and with it all else that
  waits; other formulas keep their old values until calculate().
- A held range follows what is inserted and deleted through xlwings, as in Excel. Where a person at the
  window, or a script through .api, has inserted or deleted rows or columns, it raises CellsGone; so it
  does where cells of it were deleted sideways. Single cells that others shift are noticed only by a
  range that was read or written before.
- end() stops at hidden rows and columns as well. Under a merged cell nothing can be written, and merging
  keeps the first content alone. Cells of a table are not merged, and shifting cells never tears a table.
- A file is saved in its own format or not at all: .xlsb, .xltx and other formats that LibreOffice would
  change are refused. A read-only workbook cannot be changed. Of a .csv one sheet is saved, as in Excel.
- A name for relative cells ("=Sheet1!A1") is meant from A1.
- LibreOffice 7.4 cannot work out Table[#All], [#Data] and [#Headers] of a file, and loses which it was
  when it recalculates; written from here as Table[[#All]], they work.
- Table.resize never takes in another table, nor moves totals over filled cells.
- enable_events, display_alerts and interactive keep what they are set to, and have no effect: nothing
  is asked either way. visible is settled when LibreOffice starts.
- Writing over a cell with a link takes the link with the text.
- A sheet that comes from another workbook, or is deleted, empties LibreOffice's own Undo. Of its formulas and lists those
  over tables or names that are not there yet come broken; cells come without their column's width.
- A book that is opened while screen_updating is off is not shown.
- A workbook saved by LibreOffice 7.4 keeps its tables, formulas, validations, conditional formats,
  names, charts, shapes and macros; it loses table styles, which macro a shape starts (Excel gives salesbook's
  buttons theirs again when it opens the workbook), and form buttons when LibreOffice reads it again (`host`
  draws salesbook's own anew).
"""

from __future__ import annotations

NOT_COVERED: dict[str, frozenset[str]] = {
    "App": frozenset({"cut_copy_mode", "path", "run", "startup_path"}),
    "Book": frozenset({"json"}),
    "Sheet": frozenset({
        "charts", "comments", "freeze_panes", "page_setup", "pictures", "shapes",
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
