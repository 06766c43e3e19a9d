"""Templates written to a folder, and people to write to."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from textwrap import dedent

from salesbook.letters import LetterFault, Library, Record, RecordTable, TemplateFault

LAYOUT = """\
<!DOCTYPE html>
<html lang="en">
<head><title>{{ subject }}</title><style>p { color: #222222 } body { background-color: #ffffff }</style></head>
<body>
{{ body }}
{% if question %}
<p>{{ question }}</p>
{% for answer in answers %}<a href="{{ answer.link }}">{{ answer.text }}</a>{% endfor %}
{% endif %}
<p>{{ postal_address }}{% if opt_out %}<a href="{{ opt_out }}">{{ opt_out_words() }}</a>{% endif %}</p>
</body>
</html>
"""
PEOPLE = {
    "Contact ID": ["C1", "C2"],
    "First name": ["Ana", ""],
    "Last name": ["Ruiz", "Weber"],
    "Salutation": ["", "Frau"],
    "Favourite team": ["Real *Oviedo* <b>", None],
    "Visits": [3.0, 2.5],
    "Since": [date(2024, 2, 29), None],
    "Notes": ["one\ntwo", ""],
    "Любимый цвет": ["синий", ""],
    "Key": [True, False],
}


def people(columns=None):
    """The contacts as a table whose cells have addresses."""
    columns = columns or PEOPLE
    letters = {header: chr(ord("A") + at) for at, header in enumerate(columns)}
    return RecordTable("contact", columns, lambda row, header: f"Contacts!{letters[header]}{row + 2}")


def fields(row=0, **more):
    """What one letter may use."""
    return {
        "contact": Record(people(), row),
        "account": Record(RecordTable("account", {"Account": ["Acme & Sons"], "Industry": ["Steel"]}), 0),
        "rep": Record(RecordTable("rep", {"Name": ["Eva Lund"], "Email": ["eva@example.com"]}), 0),
        "last_order": Record(RecordTable("last_order", {"Date": [], "Amount": []}), -1),
        "language": "en",
        "currency": "EUR",
        "today": date(2026, 4, 1),
    } | more


class Desk:
    """A folder of templates."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.write("layouts/base.html", LAYOUT)

    def write(self, name: str, text: str | bytes) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    @property
    def library(self) -> Library:
        return Library([self.folder])

    def template(self, body: str, heads: str = "Subject: Hello", name: str = "newsletters/a"):
        self.write(f"{name}.md", f"{heads}\n\n{dedent(body)}")
        return self.library.template(name)

    def letter(self, body: str, heads: str = "Subject: Hello", row: int = 0, variant: str = "", **more):
        return self.template(body, heads).render(fields(row, **more), variant)

    def outcome(self, body: str):
        """The letter, or the fault that there is instead."""
        try:
            return self.letter(body)
        except (TemplateFault, LetterFault) as fault:
            return fault

    def text(self, body: str, **more) -> str:
        """The text version."""
        return self.letter(body, **more).text.rstrip("\n")

    def html(self, body: str, **more) -> str:
        """What stands between <body> and the postal address."""
        whole = self.letter(body, **more).html
        return whole.split("<body>\n", 1)[1].rsplit("\n\n<p></p>", 1)[0].rstrip("\n")
