"""An open workbook, in Excel, in LibreOffice or in a browser: whatever xlwings can reach."""

from salesbook.books.live.book import LiveBook

__all__ = ["LiveBook"]
