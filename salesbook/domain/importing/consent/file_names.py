"""What places say of consent: the name of a file or a sheet, the lines above the header, headings among the rows.

A file and what was heard of its columns in, the same with a no for each row of such a place out.
"""

from __future__ import annotations

from collections import Counter

from salesbook.domain.importing.consent.places import refusal_of_name
from salesbook.domain.importing.consent.rows import ConsentByRow, Said
from salesbook.domain.importing.consent.vocabulary import IN, STOP_BOTH
from salesbook.tables.source import Source
from salesbook.util.wording import count, joined

_QUOTED = 60  # letters of a line


def hear_the_place(heard: ConsentByRow, source: Source) -> list[str]:
    """Sentences on what places say. Where columns say who of all said no, they are believed, but for rows without a word."""
    notes = _hear_headings(heard, source)
    places = {
        "name of the file": source.name.rpartition(".")[0],
        "name of the sheet": source.sheet,
        **{f"line above the header, “{line[:_QUOTED]}”,": line for line in source.above},
    }
    says = {what: refusal_of_name(words) for what, words in places.items()}
    what = next((what for what in says if says[what] == "all"), "")
    if not what:
        some = next((what for what in says if says[what]), "")
        if some and not any(said.no for said in heard.rows.values()):
            notes.append(
                f"The {some} speaks of people who said no, and nothing in it tells who they are: look before you write to them."
            )
        return notes
    told = any(said.out for said in heard.rows.values())
    rows = [row for row in range(source.height) if not (told and _has_a_word(heard.rows.get(row)))]
    word = source.name if what == "name of the file" else places[what]
    for row in rows:
        _say_no(heard, row, f"the {what}", word)
    if rows:
        all_of_them = "all " if len(rows) == source.height else ""
        thing = what.rpartition(" ")[2] if what.startswith("name") else "line"
        notes.append(
            f"The {what} says that its people said no, so {all_of_them}{count(len(rows), 'row')} count as Opted out. "
            f"If that is wrong, undo, {'give the ' + thing + ' another name' if thing != 'line' else 'delete that line'}, and import it again."
        )
    return notes


def _has_a_word(said: Said | None) -> bool:
    return said is not None and (said.no or said.free or IN in said.means)


def _hear_headings(heard: ConsentByRow, source: Source) -> list[str]:
    """A no for each row that stands under a heading which says so."""
    counts = Counter[str]()
    for row, line in enumerate(source.lines) if source.under else ():
        heading = source.under.get(line, "")
        if heading and refusal_of_name(heading) == "all":
            _say_no(heard, row, "a line among the rows", heading)
            counts[heading] += 1
    if not counts:
        return []
    named = joined([f"“{heading}” ({times:,})" for heading, times in counts.items()])
    return [
        f"{count(counts.total(), 'row')} under {named} {'counts' if counts.total() == 1 else 'count'} as Opted out. If that is wrong, undo, delete that line, and import it again."
    ]


def _say_no(heard: ConsentByRow, row: int, header: str, word: str) -> None:
    said = heard.rows.setdefault(row, Said())
    if not said.no:
        said.header, said.word = header, word
    said.means.add(STOP_BOTH)
