"""The functions behind the buttons, in Excel and in LibreOffice.

Macros call those without arguments by xlwings' RunPython; they act on the workbook whose button was
clicked. The same ones are scripts for xlwings Server and xlwings Lite: see `salesbook.scripts`.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING, Any

from salesbook.errors import SalesbookError, explain
from salesbook.util import logfile

if TYPE_CHECKING:
    from salesbook.actions.outcome import Outcome
    from salesbook.books.live import LiveBook

_ROOM = 160  # letters in a status bar
_LETTERS = {"drafts", "preview", "letter", "send", "inbox"}
_A_CLICK = 60.0  # seconds that sending may take; another click goes on


def today() -> None:
    """Check, log finished calls, score, and make today's call lists."""
    _clicked("today")


def calls() -> None:
    """Make today's call lists anew."""
    _clicked("calls")


def log() -> None:
    """Turn the lines that have an outcome into activities."""
    _clicked("log")


def undo() -> None:
    """Take salesbook's last action back."""
    _clicked("undo")


def letter() -> None:
    """Write the letter that goes with the selected line of Calls."""
    _clicked("letter")


def scores() -> None:
    """Work out every relationship score."""
    _clicked("scores")


def check() -> None:
    """Look for mistakes and list them on the sheet Problems."""
    _clicked("check")


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


def press(name: str, book: Any) -> str:
    """Do what the button `name` says in an open workbook, an `xlwings.Book`, and say how it went.

    Progress and the sentence at the end stand in the status bar; what went wrong is said in a box.
    Returns the sentence. Raises only where the workbook is gone, since nobody is there to be told.
    """
    try:
        sentence, failed = _done(name, book), False
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # whatever a library raises, a person gets a sentence
        if _is_gone(book):
            raise
        sentence, failed = explain(logfile.told(error)), True
        _keep(error)
    with suppress(Exception):  # a program that is gone shows nothing
        if not _in_status_bar(book, sentence) or failed:
            book.app.alert(sentence, title="Salesbook")
    return sentence


def _done(name: str, book: Any) -> str:
    from salesbook.books.live import LiveBook

    live = LiveBook(book)
    if name == "undo":
        from salesbook.actions.undo import take_back

        return " ".join([take_back(live).message, *live.remarks])
    return " ".join([in_a_sentence(_outcome(name, live)), *live.remarks])


def _outcome(name: str, live: LiveBook) -> Outcome:
    from salesbook.actions.outcome import outcome_of, runner

    day = date.today()  # noqa: DTZ011  (the day on the person's own wall)
    if name in _LETTERS:
        return _letters(name, live, day)
    from salesbook.actions.run import run

    return outcome_of(run(name, live, today=day, runner=runner()))


def _letters(name: str, live: LiveBook, day: date) -> Outcome:
    """What marketers click, and Write letter."""
    from salesbook.actions.mail import preview as mailing
    from salesbook.actions.outcome import runner

    if name == "inbox":
        from salesbook.actions.mail.fetch import into_mailbox
        from salesbook.actions.mail.inbox import inbox as listened
        from salesbook.actions.mail.transports import mailbox

        look = into_mailbox(lambda world: mailbox(world.settings), day, None)
        return listened(live, look, today=day, runner=runner())
    if name == "letter":
        return mailing.letter_of_line(live, live.selected_key("Calls"), today=day, runner=runner())
    chosen = live.selected_key("Mailings")
    if name == "send":
        from salesbook.actions.mail.send import send as sent

        return sent(
            live, chosen or _mailing_of_letter(live), to="smtp", today=day, runner=runner(),
            ask=lambda question: _agreed(live, question.text), within=_A_CLICK,
        )  # fmt: skip
    if name == "preview":
        return mailing.preview(live, chosen, today=day)
    return mailing.drafts(live, chosen, today=day, runner=runner())


def _mailing_of_letter(live: LiveBook) -> str:
    """The mailing of the row of Outbox that is selected; "" without one."""
    from salesbook.actions.mail.batch import OWN
    from salesbook.tables.grid import key_text

    draft = live.selected_key("Outbox")
    if not draft:
        return ""
    grid = live.read(["Outbox"]).grids["Outbox"]
    return key_text(grid.columns["Mailing ID"][grid.rows[draft]]) or OWN


def _agreed(live: LiveBook, text: str) -> bool:
    return bool(live.book.app.alert(f"{text}?", title="Salesbook", buttons="ok_cancel") == "ok")


def in_a_sentence(outcome: Outcome) -> str:
    """What an action has to say, short enough for a status bar: the calls, where it made some, and problems."""
    from salesbook.util.wording import count

    calls, problems = outcome.summary.get("calls"), len(outcome.problems)
    wrong = count(problems, "problem")
    if isinstance(calls, dict) and any(calls.values()):
        return _calls(
            calls, f"{wrong} (see the sheet Problems)" if problems else "", outcome.summary.get("held")
        )
    told = [*outcome.messages, *([f"{wrong}: see the sheet Problems."] if problems else [])]
    return _fitting(told) or "Done."


def _fitting(messages: Sequence[str]) -> str:
    """The first message, those after it for which a status bar has room, and the last."""
    first, last = messages[:1], messages[1:][-1:]
    told = list(first)
    for message in messages[1:-1]:
        if len(" ".join([*told, message, *last])) > _ROOM:
            break
        told.append(message)
    return " ".join([*told, *last])


def _calls(calls: Mapping[str, int], wrong: str, held: object) -> str:
    """Such as "32 calls for Ana, 4 held back (2 quiet period, 2 do not call)."."""
    from salesbook.domain.calls.held import NOT_HELD_BACK
    from salesbook.util.wording import count

    reps = {rep: n for rep, n in calls.items() if n}
    told = count(sum(calls.values()), "call")
    if len(reps) == 1:
        told += f" for {next(iter(reps))}"
    else:
        told += f" ({', '.join(f'{rep} {n:,}' for rep, n in reps.items())})"
    told += f", {wrong}" if wrong else ""
    back = (
        {guard: n for guard, n in held.items() if guard not in NOT_HELD_BACK}
        if isinstance(held, dict)
        else {}
    )
    if back:
        reasons = ", ".join(f"{n:,} {guard}" for guard, n in back.items())
        told += f", {sum(back.values()):,} held back ({reasons})"
    return f"{told}."


def _keep(error: BaseException) -> None:
    """What made a program refuse is worth knowing, though the person was told already."""
    if isinstance(error, SalesbookError) and error.__cause__ is not None:
        with suppress(OSError):
            logfile.note(error)


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
        sys.exit(explain(logfile.told(error)))
    press(name, book)


def _caller() -> Any:
    import xlwings

    return xlwings.Book.caller()
