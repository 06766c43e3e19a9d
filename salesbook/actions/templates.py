"""`templates`: the texts of letters listed, checked against a workbook, or copied to be changed."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from salesbook.actions.base import Action, option
from salesbook.actions.outcome import Outcome
from salesbook.actions.session import Session


def _templates(session: Session, options: Namespace) -> Outcome:
    from salesbook.actions.mail.templates import check_templates, copy_template, list_templates

    if options.what == "copy":
        return copy_template(session.book, options.name, dry_run=session.dry_run)
    if options.what == "list":
        return list_templates(session.book)
    return check_templates(session, options.name)


TEMPLATES = Action(
    "templates",
    "List the texts of letters, check them, or copy one to change it.",
    run=_templates,
    takes_book=False,  # what to do is said before it
    options=(
        option("what", "what to do", choices=("check", "list", "copy")),
        option("book", "the workbook", type=Path, metavar="BOOK"),
        option("name", "one text, such as news or letters/thank-you", nargs="?", default="", metavar="NAME"),
    ),
    usage=(
        ("templates list\\|check\\|copy BOOK [NAME]",
         "lists the texts, checks them against this workbook, or copies one to change it"),
    ),
)  # fmt: skip
