"""Text files that are no table, by their first bytes: what they are, and the next step."""

from __future__ import annotations

import re

_TABLE = "Export it as .csv or .xlsx, and import that."
_SAVE_AS = "Open it in Excel or LibreOffice, save it as an Excel workbook (.xlsx), and import that."
_MAIL = re.compile(
    rb"(?:Return-Path|Received|Delivered-To|MIME-Version|From|Date|Message-ID|Subject|X-[\w-]+): ?[^\r\n]*\r?\n(?:[\t ][^\r\n]*\r?\n|[\w-]+: ?[^\r\n]*\r?\n){2,}"
)
_SIGNATURES = (
    (b"BEGIN:VCALENDAR", "a calendar (.ics)", "Export its events from your calendar as .csv, and import that into Activities."),
    (b"{\\rtf", "a text document (.rtf)", _TABLE),
    (b"\x89PNG", "a picture", _TABLE),
    (b"\xff\xd8\xff", "a picture", _TABLE),
    (b"GIF8", "a picture", _TABLE),
    (b"\x1f\x8b", "a compressed file (.gz)", "Unpack it first."),
    (b"7z\xbc\xaf", "a compressed file (.7z)", "Unpack it first."),
    (b"Rar!", "a compressed file (.rar)", "Unpack it first."),
    (b"SQLite format 3\0", "a database (SQLite)", _TABLE),
    (b"PAR1", "a Parquet file", _TABLE),
    (b"\0\1\0\0Standard ", "an Access database", _TABLE),
    (b"dn: ", "an address book of a directory (.ldif)", _TABLE),
)  # fmt: skip


def other_kind(head: bytes) -> tuple[str, str]:
    """What a file is that begins so, and the next step; two blanks for what may be a table."""
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    for beginning, what, todo in _SIGNATURES:
        if head.removeprefix(b"\xef\xbb\xbf").lstrip(b" \r\n").startswith(beginning) and (
            beginning != b"PAR1" or b"\0" in head
        ):
            return what, todo
    if b"urn:schemas-microsoft-com:office:spreadsheet" in start:
        return "an XML spreadsheet of Excel 2003", _SAVE_AS
    if start.startswith((b"<!doctype html", b"<html", b"<table", b"<meta", b"<head", b"<div")):
        return "a web page, whatever its name says", _SAVE_AS
    if start.startswith(b"<?xml"):
        return "an XML file", _TABLE
    if re.match(rb'[\[{]\s*["{\[\]}]', start):
        return "a JSON file", _TABLE
    if _MAIL.match(head.lstrip()):
        return "a mail", "Save its attachment, or what it holds, as .csv or .xlsx, and import that."
    return "", ""
