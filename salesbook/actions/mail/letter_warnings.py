"""What a letter says that its firm would not want said: the text of an example, or a signature without a name."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from salesbook.domain.mailings.mailing import Mailing
from salesbook.domain.sample.firm import SAMPLE_FIRM
from salesbook.domain.world import World
from salesbook.letters import Library, Record, Template, Trace
from salesbook.tables.letter_findings import AS_IT_CAME
from salesbook.tables.origin import origin_of
from salesbook.tables.plan import Problem
from salesbook.util.resources import templates_dir
from salesbook.util.wording import count

_OF_REP = "rep.Name"


def is_example(path: Path, world: World) -> bool:
    """Whether a text is a newsletter as it came with salesbook, in a book of another firm than the one it tells of."""
    firm = str(world.settings["Firm"]).strip()
    return firm != SAMPLE_FIRM and tuple(path.read_bytes().split()) in _examples()


@cache
def _examples() -> frozenset[tuple[bytes, ...]]:
    """The newsletters that come with salesbook, word by word: white space and line ends are no change."""
    files = Library([templates_dir()]).files()
    return frozenset(
        tuple(file.path.read_bytes().split()) for file in files if file.name.startswith("newsletters/")
    )


@dataclass
class LetterWarnings:
    """Counts letters that were written all the same, and says of what somebody should look at."""

    world: World
    _examples: Counter[Path] = field(default_factory=Counter)
    _nameless: Counter[str] = field(default_factory=Counter)

    def watched(self, fields: dict[str, object]) -> tuple[dict[str, object], Trace | None]:
        """The fields of a letter, so that it is seen whether it does without the name of its rep; only where that is blank."""
        rep = fields["rep"]
        if not isinstance(rep, Record) or not rep or not rep.has("Name") or rep.get("Name"):
            return fields, None
        trace = Trace()
        return {**fields, "rep": rep.traced(trace)}, trace

    def note(self, template: Template, rep: str, trace: Trace | None) -> None:
        """A letter was written of this text, for this rep; `trace`: what `watched` gave."""
        self._examples[template.path] += 1
        if trace and any(one.name == _OF_REP and one.fallback for one in trace.filled):
            self._nameless[rep] += 1

    @property
    def as_it_came(self) -> int:
        """How many letters have a text as it came with salesbook, which tells of another firm."""
        return sum(letters for _, letters in self._seen())

    def problems(self, mailing: Mailing | None = None) -> list[Problem]:
        """What was seen, with the cell to look at."""
        team = origin_of(self.world.frames["Team"])
        found = [
            team.problem(
                rep, "Name", f"Name is blank, so {count(letters, 'letter')} of theirs {'is' if letters == 1 else 'are'} signed without a name",
                "Type the name as customers know it, and draft once more.",
            )
            for rep, letters in self._nameless.items()
        ]  # fmt: skip
        return found + ([self._of_example(mailing, *one) for one in self._seen()] if mailing else [])

    def _seen(self) -> list[tuple[Path, int]]:
        return [(path, letters) for path, letters in self._examples.items() if is_example(path, self.world)]

    def _of_example(self, mailing: Mailing, path: Path, letters: int) -> Problem:
        whose = str(self.world.settings["Firm"]).strip() or "your firm"
        why = f"{count(letters, 'letter')} {AS_IT_CAME} ({path.name}), which tells of {SAMPLE_FIRM} and not of {whose}"
        if path.is_relative_to(templates_dir()):
            todo = f"Copy it: salesbook templates copy BOOK {mailing.template}. Then write your own text into the copy."
        else:
            todo = f"Write your own text into {path}, and draft once more."
        return origin_of(self.world.frames["Mailings"]).problem(mailing.key, "Template", why, todo)
