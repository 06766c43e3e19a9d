"""Workbooks as files: reading them fast, and writing them without harm."""
