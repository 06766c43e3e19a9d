"""Sentences that are put together from pieces have no seams: one full stop each, no gaps, no halves of quotes."""

from __future__ import annotations

import errno

import pytest

from salesbook.errors import BadInput, CannotChange, CannotRead, CannotSend, CannotWrite, explain, sentence
from salesbook.util.atomic_write import write_errors_explained
from tests.wording import seams


@pytest.mark.parametrize(("text", "becomes"), [
    ("the server takes 300 at most.", "the server takes 300 at most."),
    ("the server takes 300 at most..", "the server takes 300 at most."),
    ("it said: No such user", "it said: No such user."),
    ("it said: Why?.", "it said: Why?"),
    ("it said: .", "it said."),
    ("it said: ", "it said."),
    ("it said: wait...", "it said: wait..."),
    ("it is full .", "it is full."),
    ("First name is blank:", "First name is blank."),
    ("They said “no.”", "They said “no.”"),
    ("", ""),
])  # fmt: skip
def test_a_sentence_has_one_end(text, becomes):
    assert sentence(text) == becomes


SAID = (
    "550 5.4.5 Daily limit exceeded.",
    "Try later",
    "Why?",
    "",
    "Wait ...",
    "nobody here :",
    "No space left on device",
)


@pytest.mark.parametrize("said", SAID)
def test_what_others_say_ends_in_one_full_stop(said):
    for error in (
        CannotSend(
            f"mail.example takes no letters from ana@x.example: {said}.",
            "See what it objects to, then send again.",
        ),
        CannotSend(f"mail.example lets Ana put nothing into Drafts: {said}", "Try again."),
        BadInput(f"The file: {said}."),
        CannotRead("book.xlsx", said),
        CannotWrite("book.xlsx", said),
        CannotChange("book.xlsx", said, "Do it by hand."),
    ):
        assert seams(explain(error).replace("Wait ...", "Wait")) == []


@pytest.mark.parametrize(("text", "found"), [
    ("at most.. See", 1), ("Say it . Then", 1), ("two  blanks", 1), ("He said “so", 1), ("None letters", 1), ("Why?. So", 1),
    ("It is blank. give a fallback, such as", 1), ("All 4 of them left, at 10:30 (3 later). It waits.", 0), ("Wait ... done", 0),
])  # fmt: skip
def test_seams_are_seen(text, found):
    assert len(seams(text)) == found


def test_only_of_a_file_that_was_there_it_is_said_that_it_is_as_it_was(tmp_path):
    there, new = tmp_path / "there.xlsx", tmp_path / "new.xlsx"
    there.touch()
    said = {}
    for path in (there, new):
        with pytest.raises(CannotWrite) as caught, write_errors_explained(path):
            raise PermissionError(errno.EACCES, "Permission denied")
        said[path] = explain(caught.value).removeprefix(f"{path} could not be written: ")
    assert said[there] == "you may not write in its folder. It is as it was. Put that right, then try again."
    assert said[new] == "you may not write in its folder. Put that right, then try again."
