"""The actions from a terminal: `salesbook ACTION BOOK [options]`.

Messages go to standard error; with --json, one object goes to standard output. Exit status: 0
done; 1 done, with problems in rows; 2 wrong usage; 3 nothing done, or what was to leave still waits.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from salesbook import __version__
from salesbook.actions import commands, show
from salesbook.cli import grammar_mail
from salesbook.errors import BadInput, SalesbookError, WrongUsage, explain
from salesbook.util import logfile

DONE, WITH_PROBLEMS, WRONG_USAGE, NOTHING_DONE = range(4)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    options = parser().parse_args(argv)
    try:
        outcome = commands.COMMANDS[options.action](options)
    except WrongUsage as error:
        return _failed(options, error, WRONG_USAGE)
    except SalesbookError as error:
        return _failed(options, error)
    except KeyboardInterrupt:
        return _failed(options, BadInput("Stopped. The workbook is whole: as it was, or as it should be."))
    except BaseException as error:  # noqa: BLE001  (whatever a library raises, a person gets a sentence)
        return _failed(options, logfile.told(error))
    if options.json:
        print(json.dumps(outcome.as_json(), default=str, ensure_ascii=False))
    else:
        for line in show.lines(outcome):
            print(line, file=sys.stderr)
    if outcome.unfinished:
        return NOTHING_DONE
    return WITH_PROBLEMS if outcome.problems else DONE


def _failed(options: argparse.Namespace, error: SalesbookError, status: int = NOTHING_DONE) -> int:
    if options.json:
        answer = {
            "action": options.action,
            "changed": 0,
            "problems": [],
            "summary": {},
            "error": explain(error),
        }
        print(json.dumps(answer, ensure_ascii=False))
    print(explain(error), file=sys.stderr)
    return status


def parser() -> argparse.ArgumentParser:
    """The grammar. Every action takes --today, --dry-run and --json."""
    top = argparse.ArgumentParser(
        prog="salesbook",
        description="Customer relationships in an Excel workbook that acts.",
        epilog="salesbook ACTION --help tells more about one action.",
    )
    top.add_argument("--version", action="version", version=f"salesbook {__version__}")
    actions = top.add_subparsers(dest="action", metavar="ACTION", required=True)

    def add(name: str, text: str, *, book: bool = True) -> argparse.ArgumentParser:
        sub = actions.add_parser(name, help=text, description=text)
        sub.add_argument(
            "--today",
            type=grammar_mail.day,
            default=None,
            metavar="YYYY-MM-DD",
            help="the day to work for, instead of today",
        )
        sub.add_argument("--dry-run", action="store_true", help="say what would change, and change nothing")
        sub.add_argument("--json", action="store_true", help="one JSON object on standard output")
        if book:
            sub.add_argument("book", type=Path, metavar="BOOK", help="the workbook")
        return sub

    new = add("new", "Make a new workbook.")
    new.add_argument("--sample", action="store_true", help="fill it with a made-up firm")
    new.add_argument("--contacts", type=_count, default=None, metavar="N", help="sample contacts (120)")
    new.add_argument(
        "--activities", type=_count, default=None, metavar="N", help="sample activities (about 12 a contact)"
    )
    new.add_argument("--seed", type=int, default=1, metavar="N", help="another number, another firm")

    demo = add("demo", "Make a made-up firm's workbook with today's call list.", book=False)
    demo.add_argument("folder", nargs="?", type=Path, default=Path("salesbook-demo"), metavar="DIR")

    add("today", "Check, log finished calls, score, and make today's call lists.")
    add("check", "Look for mistakes in the workbook and list them on the sheet Problems.")
    add("scores", "Work out every relationship score.")
    calls = add("calls", "Make today's call lists.")
    calls.add_argument("--rep", default=None, metavar="REP", help="only this rep's list")
    add("log", "Turn the call lines that have an outcome into activities.")
    add("undo", "Take the last action back.")

    bring = add("import", "Bring in contacts, orders or activities from a CSV or Excel file.")
    bring.add_argument("file", type=Path, metavar="FILE", help="a .csv, .tsv, .txt or .xlsx file")
    bring.add_argument(
        "--into", required=True, metavar="TABLE", help="Contacts, Accounts, Orders, Activities, ..."
    )
    bring.add_argument(
        "--map",
        action="append",
        default=[],
        metavar='"THEIRS=OURS"',
        help="name a column by hand; may be repeated",
    )
    bring.add_argument(
        "--columns",
        default="",
        metavar='"A, B, , C"',
        help="the columns of a file without headers, from left to right",
    )
    bring.add_argument(
        "--dates",
        choices=("dmy", "mdy", "ymd"),
        default="",
        help="the order of day, month and year, where the file does not show it",
    )
    bring.add_argument(
        "--amount",
        default="",
        metavar="COLUMN",
        help="the column with the amount of an order, where the file does not show it",
    )

    about = add("about", "A one-page card of an account or a person, to read or print before a visit.")
    about.add_argument("who", metavar="NAME", help="the name of an account or a person, or an ID")

    about.add_argument("--all", action="store_true", help="everything held about one person")

    forget = add(
        "forget", "Forget a person: remove them from the workbook, its backups, drafts and the ledger."
    )
    forget.add_argument("who", metavar="CONTACT", help="a Contact ID, a full name or an address")
    forget.add_argument(
        "--confirm", default=None, metavar="ID", help="their Contact ID, instead of typing it when asked"
    )

    who = add("who", "Who of us knows an account or a person best.")
    who.add_argument("who", metavar="NAME", help="the name of an account or a person, or an ID")

    evaluate = add("evaluate", "Show how well the score of a past day told who came back afterwards.")
    evaluate.add_argument(
        "--split",
        type=grammar_mail.day,
        required=True,
        metavar="YYYY-MM-DD",
        help="score as of this day, and look at the days after it",
    )

    grammar_mail.add_actions(add)

    add("open", "Open a workbook with its buttons working: in Excel, or in LibreOffice.")
    doctor = add("doctor", "Say what the buttons need, what is missing, and how to get it.", book=False)
    doctor.add_argument(
        "book", nargs="?", type=Path, default=None, metavar="BOOK", help="a workbook to look at too"
    )
    doctor.add_argument(
        "--mail", default="", metavar="YOU@EXAMPLE.COM",
        help="send one letter to this address of your own, read it back, and look at SPF, DKIM and DMARC",
    )  # fmt: skip
    add("install", "Set a workbook's buttons up for the Excel and the Python of this computer.")
    return top


def _count(text: str) -> int:
    try:
        number = int(text)
    except ValueError:
        number = 0
    if number < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from 1 on")
    return number
