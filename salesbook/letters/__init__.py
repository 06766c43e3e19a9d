"""Newsletters and letters: Markdown templates with fields, made into one letter for each contact."""

from __future__ import annotations

from salesbook.letters.check import check
from salesbook.letters.faults import Fault, LetterFault, TemplateFault
from salesbook.letters.library import Library
from salesbook.letters.records import Filled, ForColleagues, Record, RecordTable, Trace
from salesbook.letters.template import EasyAnswer, Letter, Template

__all__ = [
    "EasyAnswer", "Fault", "Filled", "ForColleagues", "Letter", "LetterFault", "Library", "Record", "RecordTable", "Template", "TemplateFault",
    "Trace", "check",
]  # fmt: skip
