"""What is said of names that were typed into Referral given: who is new, who was known already, and what names nobody."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from salesbook.domain.call_log.referral import Given, names_another, says_nobody
from salesbook.domain.facts.people import People
from salesbook.tables.plan import Value
from salesbook.util.folding import name_words, written_name
from salesbook.util.wording import count, joined, quoted

_MOST_NAMED = 3
_Row = dict[str, Value]


def referrals_told(
    given: Sequence[Given], introduced: Sequence[_Row], referred: Sequence[_Row], people: People
) -> Iterator[str]:
    """A sentence for each person; `introduced` are the new rows of Referrals, `referred` those of Contacts."""
    new = {row["Contact ID"] for row in referred}
    for row in introduced:
        if row["Introduced"] not in new:
            yield f"{people.name(str(row['From']))} named {people.described(str(row['Introduced']))}, who is known already: see Referrals."
    earlier: dict[str, list[str]] = {}
    for row in referred:
        name, contact = _name(row), str(row["Contact ID"])
        alike = earlier.setdefault(name_words(name), list(map(people.described, people.named(name))))
        yield f"New contact from a referral by {people.name(str(row['Referred by']))}: {name} ({contact}).{_namesakes(contact, alike)}"
        alike.append(f"{name} ({contact})")
    yield from _nobody(given, people)


def _namesakes(contact: str, alike: Sequence[str]) -> str:
    if not alike:
        return ""
    return (
        f" Contacts has {joined(alike, _MOST_NAMED)}, too: if that is the same person, set Status of {contact} to Merged, "
        f"and type the other Contact ID into Merged into; else both count."
    )


def _nobody(given: Sequence[Given], people: People) -> Iterator[str]:
    """Texts from which nobody was added: they are no name, or that of whoever gave it."""
    found = [
        f"{quoted(one.text)} of {people.name(one.giver)}"
        for one in given
        if not says_nobody(one.text) and not names_another(one, people)
    ]
    if found:
        said = "adds nobody, and stands" if len(found) == 1 else "add nobody, and stand"
        yield (
            f"{count(len(found), 'cell')} of Referral given {said} in Notes of Activities: {joined(found, _MOST_NAMED)}. "
            f"Type whoever is meant into Referrals."
        )


def _name(row: _Row) -> str:
    return written_name(str(row.get("First name", "")), str(row.get("Last name", "")))
