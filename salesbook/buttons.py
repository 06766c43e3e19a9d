"""The functions behind the buttons, in Excel and in LibreOffice.

Macros call those without arguments by xlwings' RunPython; they act on the workbook whose button was
clicked. The same ones are scripts for xlwings Server and xlwings Lite: see `salesbook.scripts`.
"""

from __future__ import annotations

import sys
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from salesbook.errors import SalesbookError, explain
from salesbook.tables.last_result import LastResult, ResultKind
from salesbook.util import logfile

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from salesbook.actions.session import Question
    from salesbook.books.live import LiveBook


def today() -> None:
    """Check, log finished calls, score, and make today's call lists."""
    _clicked("today")


def calls() -> None:
    """Make today's call lists anew."""
    _clicked("calls")


def log() -> None:
    """Turn the lines that have an outcome into activities."""
    _clicked("log")


def rang() -> None:
    """A customer rings: a line for them, with the cursor where you type their name."""
    _clicked("rang")


def undo() -> None:
    """Take salesbook's last action back."""
    _clicked("undo")


def letter() -> None:
    """Write the letter that goes with the selected line of Calls or Who to ask."""
    _clicked("letter")


def scores() -> None:
    """Work out every relationship score."""
    _clicked("scores")


def check() -> None:
    """Look for mistakes and list them on the sheet Problems."""
    _clicked("check")


def card() -> None:
    """Show the card of the selected row's person or account."""
    _clicked("card")


def campaigns() -> None:
    """See what propositions still lack, and how far each campaign is."""
    _clicked("campaigns")


def cycle() -> None:
    """Hand over what was won, follow up orders and notes, and see what happens next at each account."""
    _clicked("cycle")


def referrals() -> None:
    """See whom to ask for an introduction, who came through whom, and what is owed for it."""
    _clicked("referrals")


def tree() -> None:
    """Show who came through whom, what is owed, and whether introductions pay, as a page."""
    _clicked("tree")


def page() -> None:
    """Show the page of the selected row's proposition or campaign."""
    _clicked("page")


def drafts() -> None:
    """Write the letters of the mailing whose row is selected."""
    _clicked("drafts")


def preview() -> None:
    """Show all letters of the mailing whose row is selected, side by side."""
    _clicked("preview")


def send() -> None:
    """Send the approved letters of the mailing whose row is selected."""
    _clicked("send")


def inbox() -> None:
    """Read the answers that came in."""
    _clicked("inbox")


def import_() -> None:
    """Bring in a file that you choose; what was found in it is shown before anything is written."""
    _clicked("import")


def reassign() -> None:
    """Give people and accounts to whom New owner names."""
    _clicked("reassign")


def report() -> None:
    """Show the last full week as a page."""
    _clicked("report")


def press(name: str, book: Any) -> str:
    """Do what the button `name` says in an open workbook, an `xlwings.Book`, and say how it went.

    Progress and the sentence at the end stand in the status bar, the sentence in the row above each table too; what went
    wrong is said in a box.
    Returns the sentence. Raises only where the workbook is gone, since nobody is there to be told.
    """
    try:
        sentence, kind, page = _done(name, book)
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # whatever a library raises, a person gets a sentence
        if _is_gone(book):
            raise
        sentence, kind, page = explain(logfile.explainable(error)), ResultKind.REFUSED, ""
        _keep(error)
    _show(book, sentence, kind, page)
    with suppress(Exception):  # a program that is gone shows nothing
        if not _in_status_bar(book, sentence) or kind is ResultKind.REFUSED:
            book.app.alert(sentence, title="Salesbook")
    return sentence


class _Clicker:
    """Whoever clicked a button of an open workbook."""

    watches = answers = True
    patience = 60.0  # seconds that sending may take; another click goes on

    def __init__(self, live: LiveBook) -> None:
        self._live = live

    def agrees(self, question: Question, _given: str | None) -> bool:
        """Whether they press Yes."""
        app = self._live.book.app
        return bool(app.alert(f"{question.text}?", title="Salesbook", buttons="yes_no") == "yes")

    def selected(self, table: str) -> str:
        """The key of the row that they have selected."""
        return self._live.selected_key(table)

    def selected_row(self) -> tuple[str, Mapping[str, str]]:
        """The table and the cells of the row in which their cursor stands."""
        return self._live.selected_row()

    def rep_in_view(self) -> str:
        """The rep whose lines of Calls alone are in view; "" for all."""
        return self._live.rep_in_view()

    def go_to(self, cell: str) -> None:
        """Put their cursor there."""
        self._live.go_to(cell)

    def picks_file(self) -> Path | None:
        """The file that they choose in a box, which begins where the workbook lies; None where they cancel it."""
        from salesbook.books.live.picked_file import picked_file

        return picked_file(self._live.book.app, self._live.folder)

    def secret(self) -> None:
        """Nobody is asked for a password by a box that shows it."""

    def host(self, path: Path, also: Sequence[str]) -> None:
        """Their buttons are answered already."""


def _done(name: str, book: Any) -> tuple[str, ResultKind, str]:
    """What there is to say, how it went, and the address of a page that was written, or ""."""
    from salesbook.actions.outcome import in_a_sentence, lost_headers, runner
    from salesbook.actions.registry import ACTIONS
    from salesbook.actions.run import run
    from salesbook.actions.session import Session
    from salesbook.books.live import LiveBook

    live, action = LiveBook(book), ACTIONS[name]
    day = date.today()  # noqa: DTZ011  (the day on the person's own wall)
    session = Session(name, live, day, runner(), _Clicker(live), ACTIONS, tell=live.tell)
    outcome = run(action, session, action.defaults())
    kind = ResultKind.PROBLEMS if outcome.problems or outcome.unfinished else ResultKind.DONE
    said = [lost_headers(outcome), (action.sentence or in_a_sentence)(outcome), *live.remarks]
    page = outcome.summary.get("page")
    return " ".join(filter(None, said)), kind, Path(str(page)).resolve().as_uri() if page else ""


def _show(book: Any, sentence: str, kind: ResultKind, page: str) -> None:
    """In the row above each table, where it stays."""
    from salesbook.books.live.last_result import show_last_result

    now = datetime.now().replace(microsecond=0)  # noqa: DTZ005  (the time on the person's own wall)
    show_last_result(book, LastResult(now, sentence, kind, page))


def _keep(error: BaseException) -> None:
    """What made a program refuse is worth knowing, though the person was told already."""
    if isinstance(error, SalesbookError) and error.__cause__ is not None:
        with suppress(OSError):
            logfile.log_error(error)


def _is_gone(book: Any) -> bool:
    try:
        book.name  # noqa: B018  (asking is what tells)
    except Exception:  # noqa: BLE001  (every program says it in its own way)
        return True
    return False


def _in_status_bar(book: Any, sentence: str) -> bool:
    """Show it there; False where it is not seen: a browser has none, and Excel for macOS clears it at once."""
    try:
        book.app.status_bar = sentence
    except NotImplementedError:
        return False
    return not (sys.platform == "darwin" and book.app.engine.name == "excel")


def _clicked(name: str) -> None:
    """What a macro starts. Where even the workbook cannot be reached, xlwings shows what stands on standard error."""
    try:
        book = _caller()
    except BaseException as error:  # noqa: BLE001  (whatever a library raises, a person gets a sentence)
        sys.exit(explain(logfile.explainable(error)))
    press(name, book)


def _caller() -> Any:
    import xlwings

    return xlwings.Book.caller()
