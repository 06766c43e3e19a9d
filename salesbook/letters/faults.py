"""What can be wrong with a template, and with one letter."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NoReturn

from salesbook.errors import SalesbookError

FAULT, ADVICE = "fault", "advice"


def file_and_line(file: str, line: int) -> str:
    """Where something stands, as editors write it: "newsletters/spring.md:12"."""
    return f"{file}:{line}" if line else file


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that a check found. `severity` is "fault" (no letter is made) or "advice"."""

    file: str
    line: int
    why: str
    todo: str = ""
    severity: str = FAULT

    def __str__(self) -> str:
        return f"{file_and_line(self.file, self.line)}: {self.why} {self.todo}".rstrip()


@dataclass(eq=False)
class TemplateFault(SalesbookError):
    """A template from which no letter can be made. `line` is 0 where the whole file is meant."""

    file: str
    line: int
    why: str
    todo: str = ""

    def __str__(self) -> str:
        return f"{file_and_line(self.file, self.line)}: {self.why} {self.todo}".rstrip()


@dataclass(eq=False)
class LetterFault(Exception):
    """One contact's letter cannot be made; those of others can.

    `field` is what the letter wanted to use, such as "contact.First name", and `cell` where that stands,
    such as "Contacts!B12"; both are "" where the fault lies elsewhere.
    """

    file: str
    line: int
    field: str = ""
    cell: str = ""
    why: str = ""
    todo: str = ""

    def __str__(self) -> str:
        return f"{self.why} {self.todo} ({file_and_line(self.file, self.line)})"


Report = Callable[[TemplateFault], None]


def raised(fault: TemplateFault) -> NoReturn:
    """The report of those who want the template or nothing: the first fault ends the work."""
    raise fault


class Stop(Exception):
    """Rendering ends here: what a filter or a field found. The letter adds file and line."""

    def __init__(self, why: str, todo: str = "", field: str = "", cell: str = "") -> None:
        super().__init__(why)
        self.why, self.todo, self.field, self.cell = why, todo, field, cell
