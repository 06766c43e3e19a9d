"""A firm's workbook with one unmistakable person all over it."""

from __future__ import annotations

import os
import re
import shutil
import zipfile
from datetime import date, datetime
from pathlib import Path

from salesbook.mail.ledger.entries import LetterState, QueuedLetter, ReadMail
from salesbook.mail.ledger.ledger import Ledger
from salesbook.util.addresses import hashed
from tests.actions.person import add, put, read, salesbook
from tests.books.make import MAIN, OFFICE

BOOK = "book.xlsx"
ID, FIRST, LAST = "C9001", "Zoë-Žofie", "Quistgård"
EMAIL, PHONE, DIGITS = "zoe.q@private-post.example", "+34 911 84 53 27", "911845327"
FULL = f"{FIRST} {LAST}"
WORDS = (FULL, f"{LAST}, {FIRST}", LAST, "Quistgard", EMAIL, PHONE, DIGITS, "911 845 327", "zoe.q@")
NEWS = """Subject: News for {{ contact.first_name or "you" }}
Sender: owner
Language: en
Question: Shall we ring you?
Answers: Yes | No

{{ greeting() }}

This is for {{ contact.first_name }} {{ contact.last_name }}.
"""


def book_id(path: Path) -> str:
    return next(str(row["Value"]) for row in read(path, "Settings") if row["Setting"] == "Book ID")


def forget(path: Path, *more: object) -> int:
    return salesbook("forget", path, ID, "--confirm", ID, *more)


def made(folder: Path) -> Path:
    """The workbook with the person, after a few days of work: letters, calls, backups, undo, a card, a preview."""
    path = folder / BOOK
    assert salesbook("new", path, "--sample", "--contacts", 40) == 0
    text = folder / "templates" / "newsletters" / "mine.md"
    text.parent.mkdir(parents=True)
    text.write_text(NEWS, encoding="utf-8")
    add(path, "Contacts", {
        "Contact ID": ID, "First name": FIRST, "Last name": LAST, "Account ID": "A0001", "Kind": "Customer", "Status": "Active",
        "Email": EMAIL, "Phone": PHONE, "Consent": "Opted in", "Consent on": date(2025, 3, 3), "Consent how": "form at the fair",
        "Source": "Promotion", "Created": date(2024, 1, 8), "Language": "en", "Notes": f"{FIRST} rows.",
    })  # fmt: skip
    add(path, "Activities", *(
        {"Activity ID": f"Z{i}", "When": datetime(2026, 1, 10 + i, 9), "Contact ID": ID, "By": "Ana", "Channel": "Call",
         "Direction": "In", "Minutes": 12, "Notes": f"{FULL} called."} for i in range(5)
    ))  # fmt: skip
    add(
        path,
        "Orders",
        {"Order ID": "OZ", "Account ID": "A0001", "Contact ID": ID, "Date": date(2026, 2, 2), "Amount": 990},
    )
    add(path, "Opportunities", {"Opportunity ID": "PZ", "Account ID": "A0001", "Contact ID": ID, "Title": f"Machine for {LAST}",
                                "Result": "Open", "Created": date(2026, 2, 2)})  # fmt: skip
    put(
        path, "Contacts", "C0002", Notes=f"Sits beside {FULL}, who is at {PHONE} or {DIGITS}.", Referred_by=ID
    )
    put(path, "Contacts", "C0003", Notes=f"See {LAST.upper()}, {FIRST}; write to {EMAIL.upper()}!")
    put(path, "Accounts", "A0001", Notes=f"{LAST} decides; zoe.quistgard@elsewhere.example too.")
    put(path, "Contacts", ID, Next_date=f"ask {FULL}")
    put(path, "Mailings", "news", Template="mine", Audience="everyone")
    enrich(path)
    assert salesbook("today", path) in {0, 1}
    assert salesbook("drafts", path, "news") in {0, 1}
    assert salesbook("drafts", path, "--contact", ID, "--template", "thank-you") in {0, 1}
    for command in (
        ("preview", path, "news"),
        ("about", path, ID),
        ("scores", path),
        ("about", path, ID, "--all"),
    ):
        assert salesbook(*command) in {0, 1}
    outgoing = folder / "book.salesbook" / "outgoing" / "news"
    shutil.copytree(folder / "book.salesbook" / "drafts" / "news", outgoing)
    in_ledger(path)
    return path


def in_ledger(path: Path) -> None:
    """The person had a letter and answered; a colleague's letter waits."""
    number = book_id(path)
    with Ledger.of(number) as ledger:
        who, other = hashed(EMAIL, number), hashed("bea@other.example", number)
        ledger.letters.queue([QueuedLetter("<1@x>", f"news.{ID}", "news", ID, who, "private-post.example"),
                      QueuedLetter("<2@x>", "news.C0002", "news", "C0002", other, "other.example")])  # fmt: skip
        ledger.letters.record("<1@x>", LetterState.REPLIED, f"{FULL} wrote back", 1_780_000_000.0)
        ledger.answers.note(
            [ReadMail("k1", "reply", "<1@x>", who, 1_780_000_000.0, "<zq@private-post.example>")]
        )


def data_folder(folder: Path) -> None:
    """Ledgers and logs lie in there."""
    os.environ["SALESBOOK_DATA"] = str(folder / "data")
    os.environ["XDG_STATE_HOME"] = str(folder / "state")


_S = f'xmlns="{MAIN}"'
_CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
PARTS = {
    "xl/pivotCache/pivotCacheDefinition7.xml":
        f'<pivotCacheDefinition {_S} recordCount="2"><cacheFields count="2"><cacheField name="Name"><sharedItems count="2">'
        f'<s v="{FULL}"/><s v="Other"/></sharedItems></cacheField><cacheField name="Phone"><sharedItems containsNumber="1" minValue="34{DIGITS}"'
        f' maxValue="34{DIGITS}"><n v="34{DIGITS}"/></sharedItems></cacheField></cacheFields></pivotCacheDefinition>',
    "xl/pivotCache/pivotCacheRecords7.xml":
        f'<pivotCacheRecords {_S} count="2"><r><s v="{EMAIL}"/><n v="{DIGITS}"/></r><r><s v="{LAST}, {FIRST}"/><n v="5"/></r></pivotCacheRecords>',
    "xl/charts/chart77.xml":
        f'<c:chartSpace xmlns:c="{_CHART}" xmlns:a="{_A}"><c:chart><c:title><c:tx><c:rich><a:p><a:r><a:t>Calls with Zoë-</a:t></a:r>'
        f'<a:r><a:rPr b="1"/><a:t>Žofie {LAST}</a:t></a:r></a:p></c:rich></c:tx></c:title><c:plotArea><c:cat><c:strRef><c:strCache>'
        f'<c:pt idx="0"><c:v>{FULL}</c:v></c:pt></c:strCache></c:strRef></c:cat><c:val><c:numRef><c:numCache><c:pt idx="0">'
        f'<c:v>{DIGITS}</c:v></c:pt></c:numCache></c:numRef></c:val></c:plotArea></c:chart></c:chartSpace>',
    "xl/externalLinks/externalLink7.xml":
        f'<externalLink {_S}><externalBook><sheetDataSet><sheetData sheetId="0"><row r="1"><cell r="A1" t="str"><v>{FULL}</v></cell></row>'
        "</sheetData></sheetDataSet></externalBook></externalLink>",
    "customXml/item7.xml": f"<memo xmlns='urn:x'><!-- {FULL} --><![CDATA[{EMAIL}]]></memo>",
    "xl/worksheets/_rels/sheet77.xml.rels":
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" TargetMode="External" '
        f'Type="{OFFICE}/hyperlink" Target="mailto:{EMAIL.replace("@", "%40")}"/></Relationships>',
}  # fmt: skip


def enrich(path: Path) -> None:
    """What Excel keeps besides cells: caches, comments, names, texts that nobody uses any more."""
    new = path.with_name("rich.xlsx")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(new, "w", zipfile.ZIP_DEFLATED) as out:
        for name in old.namelist():
            data = old.read(name)
            if name == "[Content_Types].xml":
                more = "".join(
                    f'<Override PartName="/{part}" ContentType="application/xml"/>' for part in PARTS
                )
                data = data.replace(b"</Types>", more.encode() + b"</Types>")
            if name == "xl/sharedStrings.xml":
                rich = f"<si><r><t>Zoë-Žo</t></r><r><rPr><b/></rPr><t>fie {LAST}</t></r></si><si><t>{EMAIL}</t></si></sst>"
                data = data.replace(b"</sst>", rich.encode())
            if name == "docProps/core.xml":
                data = data.replace(
                    b"</cp:coreProperties>", f"<dc:subject>{FULL}</dc:subject></cp:coreProperties>".encode()
                )
            if name == "xl/workbook.xml":
                data = data.replace(
                    b"</definedNames>",
                    f'<definedName name="lead">"{FULL}"</definedName></definedNames>'.encode(),
                )
            if name.startswith("xl/comments"):
                said = f"<text><r><t>Ask Zoë-Žofie </t></r><r><t>{LAST}</t></r></text>"
                data = re.sub(rb"<text>.*?</text>", said.encode(), data, count=1, flags=re.DOTALL)
            out.writestr(name, data)
        for name, part in PARTS.items():
            out.writestr(name, part)
    new.replace(path)
