"""Letters to colleagues: no texts of templates, and nobody's relationship. What is the same whatever they say: the file, and the mark of what is in it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from salesbook.actions.mail.outgoing import Poster
from salesbook.domain.world import World
from salesbook.mail.message.build import Address, BadLetter, Outgoing, as_bytes
from salesbook.mail.message.draft_folder import UNSENT
from salesbook.mail.message.filenames import draft_name
from salesbook.tables.plan import Problem


class ToColleague(Protocol):
    """To whom a letter is and from whom, each by name and address."""

    @property
    def who(self) -> str: ...
    @property
    def address(self) -> str: ...
    @property
    def sender(self) -> str: ...
    @property
    def sender_address(self) -> str: ...


@dataclass(frozen=True)
class LetterFile:
    """A letter as it would be sent: its subject, a mark of what it says, and its file."""

    subject: str
    content: str
    name: str
    data: bytes


_Asked = TypeVar("_Asked", bound=ToColleague)
_Made = TypeVar("_Made")


def letter_file(world: World, one: ToColleague, key: str, subject: str, text: str) -> LetterFile:
    """The file of a plain letter; `key`: its Draft ID. Raises BadLetter."""
    mail = Outgoing(
        sender=Address(one.sender, one.sender_address), to=Address(one.who, one.address), subject=subject, text=text, html="",
        message_id=Poster(world).message_id(key, one.sender_address), extra=(UNSENT,),
    )  # fmt: skip
    said = f"{one.sender_address}\x1f{one.address}\x1f{subject}\x1f{text}"
    content = hashlib.blake2b(said.encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()
    return LetterFile(subject, content, draft_name(key, one.who), as_bytes(mail))


def all_written(
    letters: Sequence[_Asked], write: Callable[[_Asked], _Made], table: str
) -> tuple[list[_Made], list[Problem]]:
    """What `write` makes of each; what no mail server takes is a problem of the table in which addresses stand."""
    made, problems = [], list[Problem]()
    for one in letters:
        try:
            made.append(write(one))
        except BadLetter as error:
            why = f"No letter to {one.who}: {error}"
            problems.append(Problem(table, "", "Email", one.address, why, "Type another address."))
    return made, problems
