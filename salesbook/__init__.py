"""Customer relationships in an Excel workbook that acts."""

__version__ = "0.1.0"
