"""The actions from a terminal: `salesbook ACTION BOOK [options]`.

Messages go to standard error; with --json, one object goes to standard output. Exit status: 0
done; 1 done, with problems in rows; 2 wrong usage; 3 nothing done, or what was to leave still waits.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from salesbook import __version__
from salesbook.actions.base import Action
from salesbook.actions.days import day
from salesbook.actions.outcome import Outcome, lines, runner
from salesbook.actions.registry import ACTIONS
from salesbook.actions.run import run
from salesbook.actions.session import Session
from salesbook.cli.progress import Progress
from salesbook.cli.prompts import Terminal
from salesbook.errors import BadInput, SalesbookError, WrongUsage, explain
from salesbook.util import logfile

_DONE, WITH_PROBLEMS, WRONG_USAGE, NOTHING_DONE = range(4)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    options = parser().parse_args(argv)
    try:
        outcome = _outcome(options)
    except WrongUsage as error:
        return _failed(options, error, WRONG_USAGE)
    except SalesbookError as error:
        return _failed(options, error)
    except KeyboardInterrupt:
        return _failed(options, BadInput("Stopped. The workbook is whole: as it was, or as it should be."))
    except BaseException as error:  # noqa: BLE001  (whatever a library raises, a person gets a sentence)
        return _failed(options, logfile.explainable(error))
    if options.json:
        print(json.dumps(outcome.as_json(), default=str, ensure_ascii=False))
    else:
        for line in lines(outcome):
            print(line, file=sys.stderr)
    if outcome.unfinished:
        return NOTHING_DONE
    return WITH_PROBLEMS if outcome.problems else _DONE


def _outcome(options: argparse.Namespace) -> Outcome:
    from salesbook.books.file import FileBook

    with Progress() as tell:
        path = getattr(options, "book", None)
        session = Session(
            options.action, FileBook(path, tell) if path else None,
            options.today or date.today(),  # noqa: DTZ011  (the day on the person's own wall)
            runner(), Terminal(tell, json=options.json), ACTIONS, options.dry_run, tell,
        )  # fmt: skip
        return run(ACTIONS[options.action], session, options)


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
    for action in ACTIONS.values():
        if action.help:
            needs = f"A workbook needs the part {action.part} for it: salesbook add BOOK {action.part}"
            end = needs if action.part else None
            _add(
                actions.add_parser(action.name, help=action.help, description=action.help, epilog=end), action
            )
    return top


def _add(sub: argparse.ArgumentParser, action: Action) -> None:
    sub.add_argument(
        "--today", type=day, default=None, metavar="YYYY-MM-DD", help="the day to work for, instead of today"
    )
    sub.add_argument("--dry-run", action="store_true", help="say what would change, and change nothing")
    sub.add_argument("--json", action="store_true", help="one JSON object on standard output")
    if action.takes_book:
        sub.add_argument("book", type=Path, metavar="BOOK", help="the workbook")
    for option in action.options:
        sub.add_argument(option.flag, help=option.help or None, **option.argparse)
