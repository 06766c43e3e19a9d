"""Run every action once, so that a process forked from here has all it needs in memory already.

What is there by then is no more looked through for garbage: the processes that are forked would each copy all
the memory that they share, by noting what they saw.
"""

from __future__ import annotations

import contextlib
import gc
import io
import tempfile

from phonenumbers import SUPPORTED_REGIONS, PhoneMetadata

from salesbook.cli import main

with tempfile.TemporaryDirectory() as _folder, contextlib.redirect_stderr(io.TextIOWrapper(io.BytesIO())):
    _book = f"{_folder}/book.xlsx"
    for _line in (
        "new {} --sample --contacts 5 --activities 20 --today 2026-06-01",
        "today {} --today 2026-06-02",
        "undo {}",
    ):
        main.main(_line.format(_book).split())

for _region in SUPPORTED_REGIONS:  # read from files when the first number of each is looked at
    PhoneMetadata.metadata_for_region(_region)

gc.collect()
gc.freeze()
