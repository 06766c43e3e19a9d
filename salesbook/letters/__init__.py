"""Newsletters and letters: Markdown templates with fields, made into one letter for each contact."""

from __future__ import annotations

from salesbook.letters.faults import Fault, LetterFault, TemplateFault
from salesbook.letters.library import Library
from salesbook.letters.records import Filled, Record, RecordTable, Trace
from salesbook.letters.template import Answer, Letter, Template

__all__ = [
    "Answer", "Fault", "Filled", "Letter", "LetterFault", "Library", "Record", "RecordTable", "Template", "TemplateFault",
    "Trace",
]  # fmt: skip
