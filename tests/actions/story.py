"""Three weeks at the made-up firm: propositions are decided on, pitched by calls and mail, and answered as a test plants it.

The book lies in memory, with a folder beside it for letters, so that a day takes a fraction of a second; actions are the real ones.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import accumulate
from pathlib import Path

from salesbook.actions.mail.fetch import into_mailbox
from salesbook.actions.mail.inbox import read_inbox
from salesbook.actions.mail.send import send_letters
from salesbook.actions.outcome import Outcome
from salesbook.actions.registry import ACTIONS
from salesbook.actions.run import run
from salesbook.books.memory import MemoryBook, empty_grid
from salesbook.domain.sample.dice import Dice
from salesbook.domain.sample.plan import plan_sample
from salesbook.mail.mailbox import mailbox_of
from salesbook.mail.secrets import Secret
from salesbook.tables.plan import Append, Plan, Set, Value
from salesbook.tables.records import Runner
from tests.actions.mail.answers import mail
from tests.actions.mail.approved import Time
from tests.domain.samplebook import new_book
from tests.helpers import carry_out, snapshot
from tests.sessions import session

MONDAY = date(2026, 6, 15)
WEEKEND = ("Sat", "Sun")
NO_ANSWER = "No answer"
TYPED = ("Outcome", "Answer", "Their words", "Minutes")
SETTLED = {"Complaint": "Complaint solved"}  # how a call of another topic ends than by talking
Rates = Mapping[str, float]


class DeskBook(MemoryBook):
    """A book in memory with a folder beside it; what was written is never taken back."""

    folder: Path

    def beside(self, folder: str, name: str) -> Path:
        return self.folder / "book.salesbook" / folder / name

    def last_record(self) -> None:
        return None

    def forget(self, _record: None) -> None:
        """Nothing can be taken back anyway."""


@dataclass
class Firm:
    """The made-up firm at work from `today` on; `dice` says who takes a call and what they answer."""

    book: DeskBook
    dice: Dice
    today: date = MONDAY

    @property
    def runner(self) -> Runner:
        return Runner("ana", "desk", datetime.combine(self.today, time(9)))

    def does(self, action: str) -> Outcome:
        """An action as by a click."""
        doing = session(action, self.book, today=self.today, runner=self.runner)
        return run(ACTIONS[action], doing, ACTIONS[action].defaults())

    def types(self, table: str, key: str, **cells: Value) -> None:
        """Cells of a row; a line under a name stands for a blank."""
        columns = {name.replace("_", " "): [value] for name, value in cells.items()}
        carry_out(self.book, Plan((Set(table, [key], columns),)))

    def adds(self, table: str, *rows: Mapping[str, Value]) -> None:
        carry_out(self.book, Plan((Append(table, list(rows)),)))

    def rows(self, table: str, **where: Value) -> list[dict[str, Value]]:
        """Rows whose cells say so, with their handle under ""."""
        grid = self.book.grids[table]
        cells = zip(*grid.columns.values(), strict=True)
        found = [
            {"": handle, **dict(zip(grid.columns, row, strict=True))}
            for handle, row in zip(grid.handles, cells, strict=True)
        ]
        wanted = {name.replace("_", " "): value for name, value in where.items()}
        return [row for row in found if all(row[name] == value for name, value in wanted.items())]

    def row(self, table: str, **where: Value) -> dict[str, Value]:
        return self.rows(table, **where)[0]

    def works(self, days: int, campaign: str, rates: Rates, words: Mapping[str, Sequence[str]]) -> None:
        """So many working days: the list of the day is called, its pitches answered by these rates, and logged in the evening."""
        while days:
            if f"{self.today:%a}" not in WEEKEND:
                self._calls(campaign, rates, words)
                days -= 1
            self.today += timedelta(days=1)

    def _calls(self, campaign: str, rates: Rates, words: Mapping[str, Sequence[str]]) -> None:
        self.does("calls")
        lines = self.rows("Calls")
        pitch = ("Campaign", campaign)  # whoever answered its letter has a line of another block
        said = [
            self._answered(rates, words)
            if (line["Block"], line["Campaign ID"]) == pitch
            else {"Outcome": SETTLED.get(str(line["Topic"]), "Spoke")}
            for line in lines
        ]
        columns = {name: [cells.get(name) for cells in said] for name in TYPED}
        carry_out(self.book, Plan((Set("Calls", [str(line[""]) for line in lines], columns),)))
        self.does("log")

    def _answered(self, rates: Rates, words: Mapping[str, Sequence[str]]) -> dict[str, Value]:
        roll, ends = self.dice.roll(), accumulate(rates.values())
        answer = next((one for one, end in zip(rates, ends, strict=True) if roll < end), NO_ANSWER)
        if answer == NO_ANSWER:
            return {"Outcome": NO_ANSWER}
        said = self.dice.pick(words[answer]) if answer in words else None
        return {"Outcome": "Spoke", "Answer": answer, "Their words": said, "Minutes": 8.0}

    def mails(self, mailing: str, campaign: str, whom: Sequence[str]) -> list[str]:
        """A letter to those Contact IDs is drafted, approved, and put into a folder from which somebody sends it. Who got one."""
        row = {
            "Mailing ID": mailing,
            "Title": "Your store, filled",
            "Template": "vmi",
            "Author": "Pilar",
            "Campaign ID": campaign,
        }
        self.adds("Mailings", {**row, "Audience": f"Contact ID is one of {', '.join(whom)}"})
        self.drafts(mailing)
        written = [str(draft["Contact ID"]) for draft in self.rows("Outbox", Mailing_ID=mailing)]
        if written:
            self.types("Mailings", mailing, Approved_by="Ana", Approved_on=self.today)
            self.drafts(mailing)
            doing = session("send", self.book, today=self.today, runner=self.runner)
            send_letters(doing, mailing, to="eml", ask=lambda _: True, clock=self._clock())
        return written

    def drafts(self, mailing: str) -> None:
        options = ACTIONS["drafts"].defaults()
        options.mailing = mailing
        run(ACTIONS["drafts"], session("drafts", self.book, today=self.today, runner=self.runner), options)

    def hears(self, mailing: str, texts: Mapping[str, str]) -> None:
        """Those people answer the letter, and `inbox` reads it."""
        box = self.book.folder / f"box-{mailing}"
        box.mkdir()
        for contact, text in texts.items():
            letter = self.row("Outbox", Mailing_ID=mailing, Contact_ID=contact)
            when = datetime.combine(self.today, time(11)).astimezone()
            mail(box, f"{mailing}-{contact}", str(letter["To"]), text, In_Reply_To=str(letter["Message ID"]), subject=f"Re: {letter['Subject']}",
                 date=f"{when:%a, %d %b %Y %H:%M:%S %z}")  # fmt: skip
        doing = session("inbox", self.book, today=self.today, runner=self.runner)
        read_inbox(
            doing,
            into_mailbox(lambda _: mailbox_of(str(box), "", Secret), self.today, None),
            again=False,
            clock=self._clock().now,
        )

    def _clock(self) -> Time:
        clock = Time()
        clock.at += (self.today - MONDAY).days * 86_400 + 4 * 3600
        return clock


def made_up_firm(folder: Path, contacts: int, seed: int = 5) -> Firm:
    """With so many contacts, few talks before and no orders: each day's list is worked out from all of them."""
    book = new_book()
    carry_out(book, plan_sample(snapshot(book), today=MONDAY, contacts=contacts, activities=contacts))
    desk = DeskBook({**book.grids, "Orders": empty_grid("Orders")})
    desk.folder = folder
    made = Firm(desk, dice=Dice(seed, "answers"))
    made.types("Settings", "Book ID", Value="story")
    return made
