"""`import`: a file of another program laid over the book; rows that cannot be read go to a file of their own beside it.

Whoever can be asked sees what was found before anything is written, and says whether it is to be done.
"""

from __future__ import annotations

from argparse import Namespace
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from salesbook.actions.base import Action, option
from salesbook.actions.import_talk import as_question, with_note, with_offers
from salesbook.actions.outcome import Outcome, outcome_of
from salesbook.actions.session import Question, Result, Session, world_of
from salesbook.errors import BadInput, WrongUsage
from salesbook.schema.buttons import MANAGERS, Button
from salesbook.tables.file_findings import left_out_problem
from salesbook.tables.plan import Message, Plan, Problem

if TYPE_CHECKING:
    from salesbook.domain.importing.plan import ImportResult

_TYPED = "and close the workbook, and type in a terminal: salesbook import BOOK FILE --into TABLE"
_IN_A_TERMINAL = f"Save {_TYPED}"
_REFUSED = (
    "Nothing was imported.",
    f"Nothing was imported. Where the rows are something else, save {_TYPED}",
)
_UNASKED = "Nobody was there to be asked, so it was done: salesbook undo takes it back. --dry-run shows it beforehand; --yes says that nobody is to be asked."


def _import(session: Session, options: Namespace) -> Outcome:
    from salesbook.books.foreign.rejects import place_of_rejects, write_rejects

    file = options.file or session.person.picks_file()
    if file is None:
        return Outcome(
            session.action, messages=["No file was chosen, so nothing was imported."], unfinished=True
        )
    session.tell(f"Reading {file.name}")
    table = _table(session, options, file)
    find = _found_by_a_click if options.into is None else _found
    found, asking = find(session, options, file, table)
    if asking and not session.person.agrees(
        Question(as_question(found, file.name, table, in_box=options.into is None), "yes", plain=True), None
    ):
        return Outcome(session.action, messages=[_REFUSED[options.into is None]], unfinished=True)
    place = place_of_rejects(file, found)
    wanted = {"--decision-makers"} if options.decision_makers else set()
    plan = with_offers(
        session.person if asking else None, found, _with_place(found, table, file, place), wanted
    )
    result = session.finish(plan, file=file.name)
    outcome = outcome_of(result, dry_run=session.dry_run)
    told = list(outcome.messages)
    if asking:  # they have read the rest
        told = told[len(found.plan.messages) - len(plan.messages) - 1 :]
    if result.changed and not (asking or options.yes or session.dry_run):
        told.append(_UNASKED)
    if step := _next_step(session, result):
        told.append(step)
    if place and not session.dry_run:
        write_rejects(file, found)
        told.append(f"The rows left out are in {place}: correct them there and import that file.")
    return replace(outcome, messages=told, beside=_left_out(found, file))


def _with_place(found: ImportResult, table: str, file: Path, place: Path | None) -> Plan:
    """The plan, which says where the rows left out are: in its last sentence and as a problem."""
    from salesbook.domain.importing.report import import_sentence

    if place is None:
        return found.plan
    said = Message(import_sentence(table, found.counts, place.name))
    left = left_out_problem(len(found.rejects), file.name, str(place.absolute()))
    return replace(
        found.plan, messages=(*found.plan.messages[:-1], said), problems=(left, *found.plan.problems)
    )


def _left_out(found: ImportResult, file: Path) -> list[Problem]:
    return [
        Problem(file.name, f"line {row.line}", "", "", row.reason, cell=f"{file.name}, line {row.line}")
        for row in found.rejects
    ]


def _table(session: Session, options: Namespace, file: Path) -> str:
    """The table that was named; by a click, the one that the headers fit, or that is in view. Raises BadInput."""
    from salesbook.books.foreign.source import read_source
    from salesbook.domain.importing.plan import importable
    from salesbook.domain.importing.table_meant import AnyHeader, table_meant

    if options.into is not None:
        return importable(options.into)
    headers = read_source(file, AnyHeader()).headers
    in_view, _ = session.person.selected_row()
    if table := table_meant(headers, in_view):
        return table
    raise BadInput(
        f"{file.name} does not show what its rows are: none of its headers is known ({', '.join(filter(None, headers))}).",
        _IN_A_TERMINAL,
    )


def _found(session: Session, options: Namespace, file: Path, table: str) -> tuple[ImportResult, bool]:
    """What is found in the file, the person's answers taken in; and whether they are there to be asked."""
    from salesbook.actions.import_file import read_import_file
    from salesbook.domain.importing.exact_repeats import ExactRepeats, exact_repeats, without_repeats
    from salesbook.domain.importing.plan import READS, plan_import

    mapping = dict(map(_pair, options.map))
    source = read_import_file(file, table, columns=options.columns, mapping=mapping)
    asking = session.person.answers and not (options.yes or session.dry_run)
    repeats = exact_repeats(source, table)
    if (
        asking
        and repeats.question
        and session.person.agrees(Question(repeats.question, "yes", plain=True), None)
    ):
        source, repeats = without_repeats(source, repeats), ExactRepeats()
    world = session.read(
        dict.fromkeys((table, *READS, "Orders", "Settings", "Problems", "Runs", "Calls", "CallDays"))
    )
    session.tell("Matching")
    plan = partial(
        plan_import,
        world.frames,
        world.settings,
        source,
        table,
        mapping=mapping,
        today=session.today,
        dates=options.dates,
        amount=options.amount,
    )
    found = plan()
    answers: dict[str, bool] = {}
    while asking and found.question:
        answers[found.question] = session.person.agrees(Question(found.question, "yes", plain=True), None)
        found = plan(answers=answers)
    return with_note(found, repeats.note), asking


def _found_by_a_click(
    session: Session, options: Namespace, file: Path, table: str
) -> tuple[ImportResult, bool]:
    """The same in words for somebody who can give no option. Raises BadInput."""
    from salesbook.actions.import_click_words import in_click_words, refusal_for_a_click

    try:
        found, asking = _found(session, options, file, table)
    except BadInput as error:
        raise refusal_for_a_click(error, _IN_A_TERMINAL) from error
    return in_click_words(found), asking


def _next_step(session: Session, result: Result) -> str:
    """What is still to set up once the import is written."""
    from salesbook.domain.set_up import next_step

    return "" if session.dry_run else next_step(world_of(result.after or session.seen, session.today)[0])


def _pair(text: str) -> tuple[str, str]:
    theirs, sign, ours = text.rpartition("=")
    if not sign or not theirs.strip():
        raise WrongUsage(
            f"--map {text!r} does not say which column is which.", 'Write --map "Their header=Our column".'
        )
    return theirs.strip(), ours.strip()


IMPORT = Action(
    "import",
    "Bring in contacts, orders or activities from a CSV or Excel file.",
    run=_import,
    options=(
        option("file", "a .csv, .tsv, .txt, .xlsx or .vcf file", type=Path, metavar="FILE"),
        option("--into", "Contacts, Accounts, Orders, Activities, ...", required=True, metavar="TABLE"),
        option("--map", "name a column by hand; may be repeated", action="append", default=[],
               metavar='"THEIRS=OURS"'),
        option("--columns", "the columns of a file without headers, from left to right", default="",
               metavar='"A, B, , C"'),
        option("--dates", "the order of day, month and year, where the file does not show it", default="",
               choices=("dmy", "mdy", "ymd")),
        option("--amount", "the column with the amount of an order, where the file does not show it", default="",
               metavar="COLUMN"),
        option("--decision-makers", "set Decision maker to Yes for people whose job title says that they decide, such as Owner",
               action="store_true"),
        option("--yes", "do not ask: import what was found", action="store_true"),
    ),
    usage=(
        ("import BOOK FILE --into TABLE", "brings in a CSV or Excel export; see [importing](importing.md)"),
    ),
    label="Import",
    button=Button("import", "Import", "Bring in a CSV or Excel file; what was found is shown before anything is written.",
                  MANAGERS, "GetExternalDataFromText", ("Home",)),
)  # fmt: skip
