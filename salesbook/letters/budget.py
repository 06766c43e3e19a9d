"""How much one letter may take: steps, characters and time. A template that runs away spoils one letter only."""

from __future__ import annotations

from time import monotonic

from salesbook.letters.faults import Stop

STEPS = 10_000  # turns of loops and calls of macros
CHARACTERS = 1_000_000  # printed, in each of the two versions
SECONDS = 2.0
LONGEST_RANGE = 1_000
LARGEST_NUMBER = 10.0**15  # numbers beyond are no amounts of anything

# The key of the budget among a letter's fields: no template can name it.
KEY = "\0budget"

_TOO_LONG = "Shorten the template, or the field it repeats."


class Budget:
    """What is left for one version of one letter."""

    __slots__ = ("characters", "counters", "deadline", "steps")

    def __init__(self) -> None:
        self.steps = STEPS
        self.characters = CHARACTERS
        self.deadline = monotonic() + SECONDS
        self.counters: dict[int, int] = {}

    def step(self, characters: int) -> None:
        """One turn of a loop that prints so many characters of its own. Raises Stop."""
        self.steps -= 1
        if self.steps < 0:
            raise Stop(f"The letter takes more than {STEPS:,} steps.", "Make its loops shorter.")
        if self.steps % 64 == 0 and monotonic() > self.deadline:
            raise Stop(f"The letter takes longer than {SECONDS:g} seconds.", "Make its loops shorter.")
        self.spend(characters)

    def spend(self, characters: int) -> None:
        """So many characters are printed. Raises Stop."""
        self.characters -= characters
        if self.characters < 0:
            raise Stop(f"The letter is longer than {CHARACTERS:,} characters.", _TOO_LONG)


def whole(text: object) -> object:
    """The text, unless it is longer than a letter. Raises Stop."""
    if isinstance(text, str) and len(text) > CHARACTERS:
        raise Stop(f"A text is longer than {CHARACTERS:,} characters.", _TOO_LONG)
    return text
