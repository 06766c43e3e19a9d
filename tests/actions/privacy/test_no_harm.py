"""Forgetting changes text of people, and nothing else: whatever else in a workbook bears their name stays as it is."""

from __future__ import annotations

import base64
import random
import re
import shutil
import subprocess
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from lxml import etree

from salesbook.actions.privacy.leftovers import leftovers
from salesbook.books.xlsx.gonerows import formulas_in
from salesbook.books.xlsx.layout import TablePlace
from salesbook.books.xlsx.package import Package
from salesbook.books.xlsx.personal.occurrences import packs
from salesbook.books.xlsx.personal.part import Retexted
from salesbook.books.xlsx.personal.retext import retext
from salesbook.books.xlsx.personal.scrub import Scrubbed, scrub
from salesbook.books.xlsx.personal.verify import faults
from tests.actions.privacy.desk import add, salesbook
from tests.actions.privacy.everywhere import EMAIL, PHONE, SHEET, named, unzipped, zipped
from tests.actions.privacy.excelnames import FIXED, excel_names
from tests.actions.privacy.trial import FIRST, Base, base, complaints, shows, words
from tests.books.make import MAIN

CONTACTS, EVERYTHING = "xl/worksheets/sheet3.xml", "xl/worksheets/own72.xml"
ALWAYS, SOME = 18, 12
M = f"{{{MAIN}}}"
DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006"


@pytest.fixture(scope="module")
def rich(tmp_path_factory) -> Base:
    return base(tmp_path_factory.mktemp("rich"))


@pytest.fixture(scope="module")
def round_(rich) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """The workbook with Zed Round, and without them."""
    before = named(rich.parts, FIRST, "Round")
    return before, forgotten(before, words(rich, "Round"))[0]


def forgotten(parts: dict[str, bytes], known, gone=None) -> tuple[dict[str, bytes], Scrubbed]:
    out = BytesIO()
    done = scrub(Package(Path("x"), zipped(parts)), out, known, gone or {})
    return unzipped(out), done


def test_names_that_excel_knows_harm_nothing_and_go(rich):
    """A slice of the 2,000 of benchmarks/forget.py."""
    chance = random.Random(7)
    names = [
        *FIXED[:ALWAYS],
        *chance.sample(FIXED[ALWAYS:], SOME),
        *chance.sample(excel_names(rich.parts), 10),
    ]
    found = {name: complaints(rich, name, thorough=i % 6 == 0)[1] for i, name in enumerate(names)}
    assert {name: what for name, what in found.items() if what} == {}


def test_a_text_that_only_a_macro_sheet_uses_stays(round_):
    before, after = round_
    assert b"Only a macro says this" in after["xl/sharedStrings.xml"]
    assert after["xl/macrosheets/sheet1.xml"] == before["xl/macrosheets/sheet1.xml"]


def test_where_the_name_stands_in_a_name_it_is_told_and_stays(rich):
    before = named(rich.parts, FIRST, "Quistgård")
    full = f"{FIRST} Quistgård".encode()
    before["xl/workbook.xml"] = before["xl/workbook.xml"].replace(b'name="Lists"', b'name="%s"' % full)
    before[CONTACTS] = before[CONTACTS].replace(b"Lists!", b"'%s'!" % full)
    before["xl/media/Quistgård.png"] = b"\x89PNG"
    after, done = forgotten(before, words(rich, "Quistgård"))
    assert after["xl/workbook.xml"].count(full) == 1
    assert done.left["xl/workbook.xml"].keys() == {"sheet/name"}
    assert done.left["xl/media/Quistgård.png"] == {"part": [""]}


def test_a_header_keeps_its_text_and_other_cells_that_share_it_lose_it(rich):
    header = f"{FIRST} Quistgård"
    before = {
        name: part.replace(b"My region", header.encode())
        for name, part in named(rich.parts, FIRST, "Quistgård").items()
    }
    sheet = etree.fromstring(before[EVERYTHING])
    shared = ["".join(item.itertext()) for item in etree.fromstring(before["xl/sharedStrings.xml"])].index(
        header
    )
    next(cell for cell in sheet.iter(f"{M}c") if cell.get("r") == "B1").find(f"{M}v").text = str(shared)
    before[EVERYTHING] = etree.tostring(sheet)
    known = words(rich, "Quistgård")
    after, done = forgotten(before, known)
    assert header in texts_of(after, CONTACTS).values()
    assert texts_of(after, EVERYTHING)["B1"] == "(forgotten)"
    assert "tableColumn/name" in done.left["xl/tables/table2.xml"]
    assert (
        list(faults(Package(Path("x"), zipped(before)), Package(Path("y"), zipped(after)), known.spans, {}))
        == []
    )


def texts_of(parts: dict[str, bytes], sheet: str) -> dict[str, str]:
    """The texts that cells share with others."""
    texts = ["".join(item.itertext()) for item in etree.fromstring(parts["xl/sharedStrings.xml"])]
    cells = (cell for cell in etree.fromstring(parts[sheet]).iter(f"{M}c") if cell.get("t") == "s")
    return {cell.get("r"): texts[int(cell.findtext(f"{M}v"))] for cell in cells}


@pytest.mark.parametrize(("what", "part", "old", "new"), [
    ("a function", EVERYTHING, b"ROUND(", b"(forgotten)("),
    ("a font", "xl/styles.xml", b"Calibri", b"(forgotten)"),
    ("a sheet", "xl/workbook.xml", b'name="Lists"', b'name="(forgotten)"'),
    ("a column", "xl/tables/table2.xml", b'name="My region"', b'name="(forgotten)"'),
    ("a defined name", "xl/workbook.xml", b'name="tax_rate"', b'name="(forgotten)"'),
    ("a kind of rule", EVERYTHING, b'type="list"', b'type="(forgotten)"'),
    ("a format of a cell", CONTACTS, b' s="', b' s="1'),
    ("a number", EVERYTHING, b"<v>4.5</v>", b"<v>0</v>"),
    ("a text that names nobody", "xl/sharedStrings.xml", b"North", b"(forgotten)"),
    ("a text that names them, and more of it", "xl/ownComments2.xml", b"sits beside the White wall", b"sits"),
    ("a literal that names nobody", EVERYTHING, b'"North"', b'"(forgotten)"'),
    ("a relation", "xl/worksheets/_rels/own72.xml.rels", b'/drawing"', b'/(forgotten)"'),
    ("a type of content", "[Content_Types].xml", b"worksheet+xml", b"(forgotten)+xml"),
    ("an element", EVERYTHING, b"oddHeader", b"evenHeader"),
    ("a colour", EVERYTHING, b"FFFFFFFF", b"00000000"),
    ("a font in a header", EVERYTHING, b"Times New Roman,Bold", b"(forgotten),Bold"),
    ("a macro", "xl/vbaProject.bin", b"Attribut", b"attribut"),
    ("a text that a macro sheet uses", "xl/sharedStrings.xml", b"Only a macro says this", b""),
    ("the text of a header", "xl/sharedStrings.xml", b"My region", b"(forgotten)"),
    ("the pattern of a number format", "xl/styles.xml", b"[Red]0.0", b"[Red]0.00"),
])  # fmt: skip
def test_harm_of_any_kind_is_seen_before_anything_goes(rich, what, part, old, new):
    before = named(rich.parts, FIRST, "Round")
    known = words(rich, "Round")
    after, _ = forgotten(before, known)
    assert old in after[part], what
    after[part] = after[part].replace(old, new, 1)
    assert (
        list(faults(Package(Path("x"), zipped(before)), Package(Path("y"), zipped(after)), known.spans, {}))
        != []
    )


def test_of_xml_that_people_made_up_texts_and_remarks_change_and_no_more(rich):
    name = "customXml/item1.xml"
    own = '<Round Zed="Zed Round"><a>Zed <b>x</b> Round</a><c>by Zed Round</c><!-- Zed Round --><d><![CDATA[Zed Round]]></d></Round>'
    before = {**named(rich.parts, FIRST, "Round"), name: own.encode()}
    known = words(rich, "Round")
    after, done = forgotten(before, known)
    assert after[name].decode() == own.replace(">by Zed Round", ">by (forgotten)").replace(
        "-- Zed Round --", "-- (forgotten) --"
    ).replace("[Zed Round]", "[(forgotten)]")
    assert done.left[name].keys() == {"Round/Zed"}
    assert (
        list(faults(Package(Path("x"), zipped(before)), Package(Path("y"), zipped(after)), known.spans, {}))
        == []
    )


SETTINGS = (
    '<FormTemplates xmlns="http://schemas.microsoft.com/sharepoint/v3/contenttype/forms"><Edit>Quistgård</Edit></FormTemplates>',
    '<r:Receivers xmlns:r="http://schemas.microsoft.com/sharepoint/events"><Receiver><r:Type>Quistgård</r:Type></Receiver></r:Receivers>',
    '<b:Sources xmlns:b="http://schemas.openxmlformats.org/officeDocument/2006/bibliography"><b:SourceType>Quistgård</b:SourceType></b:Sources>',
)  # fmt: skip


def test_words_of_programs_in_the_data_that_they_keep_stay_and_are_listed(rich):
    theirs = [
        each.replace("SourceType", "Author").replace("contenttype/forms", "").replace("/events", "")
        for each in SETTINGS
    ]
    kept = {f"customXml/item8{i}.xml": each.encode() for i, each in enumerate(SETTINGS)}
    told = {f"customXml/item9{i}.xml": each.encode() for i, each in enumerate(theirs)}
    after, done = forgotten(
        {**named(rich.parts, FIRST, "Quistgård"), **kept, **told}, words(rich, "Quistgård")
    )
    for name, setting in kept.items():
        assert after[name] == setting
        assert len(done.left[name]) == 1
    assert not any("Quistgård" in after[name].decode() for name in told)


N14 = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"
CUSTOM = f'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" xmlns:vt="{DOCUMENT}/docPropsVTypes"><property name="By">{{}}</property></Properties>'
CLIENT = '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:x="urn:schemas-microsoft-com:office:excel"><v:shape><x:ClientData><x:ListItem>{}</x:ListItem><x:FmlaMacro>Round</x:FmlaMacro></x:ClientData></v:shape></xml>'
RICH = "http://schemas.microsoft.com/office/spreadsheetml/2017/richdata"
SEEN = {  # by part what it holds with {} for a text that people see, and is gone afterwards
    "xl/activeX/activeX1.xml": '<ax:ocx xmlns:ax="http://schemas.microsoft.com/office/2006/activeX" ax:classid="Round"><ax:ocxPr ax:name="Caption" ax:value="{}"/><ax:ocxPr ax:name="Round" ax:value="Round"/></ax:ocx>',
    "xl/drawings/vmlDrawing91.vml": CLIENT,
    "docProps/custom.xml": CUSTOM.format("<vt:vector><vt:lpwstr>{}</vt:lpwstr></vt:vector>"),
    "xl/connections.xml": f'<connections xmlns="{MAIN}"><connection name="Round"><parameters><parameter name="Round" prompt="Sales of {{}}?"/></parameters></connection></connections>',
    "xl/volatileDependencies.xml": f'<volTypes xmlns="{MAIN}"><volType><main first="Round"><tp t="s"><v>{{}}</v><stp>Round</stp></tp></main></volType></volTypes>',
    "xl/documentTasks/documenttask1.xml": '<Tasks xmlns="http://schemas.microsoft.com/office/tasks/2019/documenttasks"><Task id="Round"><Attribution userId="S::{}" userName="{}"/><SetTitle title="Ask {}"/></Task></Tasks>',
    "xl/timelines/timeline1.xml": '<timelines xmlns="http://schemas.microsoft.com/office/spreadsheetml/2010/11/main"><timeline name="Round" cache="Round" caption="{}"/></timelines>',
}  # fmt: skip
UNSEEN = {  # parts that stay as they are, and are listed, with a word of how
    "xl/richData/rdrichvalue.xml": (f'<rvData xmlns="{RICH}"><rv s="0"><v>{{}}</v></rv></rvData>', "data type in a cell"),
    "xl/slicerCaches/slicerCache91.xml": (f'<slicerCacheDefinition xmlns="{N14}" name="S" sourceName="{{}}"/>', "a slicer does"),
    "xl/timelineCaches/timelineCache1.xml": ('<timelineCacheDefinition sourceName="{}"/>', "a timeline does"),
    "docMetadata/LabelInfo.xml": ('<labelList><label name="{}"/></labelList>', "label of sensitivity"),
    "xl/queryTables/queryTable1.xml": (f'<queryTable xmlns="{MAIN}" name="{{}}"/>', "a query does"),
    "xl/externalLinks/externalLink91.xml": (f'<externalLink xmlns="{MAIN}"><ddeLink ddeService="Excel" ddeTopic="{{}}"/></externalLink>', "link to another file"),
    "xl/metadata.xml": (f'<metadata xmlns="{MAIN}"><metadataStrings><s v="{{}}"/></metadataStrings></metadata>', "formula on a cube"),
}  # fmt: skip


def packed(text: str) -> str:
    """A query as Power Query keeps it: a zip in a few bytes of its own, as base64."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("Formulas/Section1.m", f'section Section1; shared Q = "{text}";')
    data = b"\0\0\0\0" + len(out.getvalue()).to_bytes(4, "little") + out.getvalue() + b"\0" * 60
    return base64.b64encode(data).decode()


@pytest.mark.parametrize("last", ["Round", "Quistgård"])
def test_texts_in_rare_parts_go_and_what_cannot_be_changed_is_listed_by_its_place(rich, last):
    full = f"{FIRST} {last}"
    coded = f"<DataMashup>{packed(full)}</DataMashup>"
    binary = b"\2\x10" + full.encode("utf-16-le")  # the byte before looks like a letter
    control = b"\0\0\x09\x80" + full.encode("cp1252") + b"N\x09\0\0"  # as does the one behind
    planted = {
        **{name: text.replace("{}", full).encode() for name, text in SEEN.items()},
        **{name: text.replace("{}", full).encode() for name, (text, _) in UNSEEN.items()},
        "customXml/item91.xml": b"\xff\xfe" + f'<?xml version="1.0" encoding="utf-16"?>{coded}'.encode("utf-16-le"),
        "customXml/item92.xml": coded.encode(),
        "xl/activeX/activeX91.bin": binary,
        "xl/activeX/activeX92.bin": control,
    }  # fmt: skip
    before, known = {**named(rich.parts, FIRST, last), **planted}, words(rich, last)
    after, done = forgotten(before, known)
    expected = {name: text.replace("{}", "(forgotten)").encode() for name, text in SEEN.items()}
    assert {name: after[name] for name in planted} == {**planted, **expected}
    assert not done.left.keys() & SEEN.keys()
    assert (
        list(faults(Package(Path("x"), zipped(before)), Package(Path("y"), zipped(after)), known.spans, {}))
        == []
    )
    told = {problem.value: problem.why for problem in leftovers(done, known)}
    assert {name: said in told[name] for name, (_, said) in UNSEEN.items()} == dict.fromkeys(UNSEEN, True)
    assert not [why for why in told.values() if re.search(r": \w+, \w+ does", why)]
    assert all("Power Query" in told[f"customXml/item{i}.xml"] for i in (91, 92))
    assert all("control on a sheet" in told[f"xl/activeX/activeX{i}.bin"] for i in (91, 92))


@pytest.mark.parametrize("text", ["Zed Rounders", "Ed Round", "Z. Round", "Zoe Round"])
def test_a_query_that_names_somebody_else_is_not_listed(rich, text):
    assert not packs(f"<DataMashup>{packed(text)}</DataMashup>".encode(), "customXml/item1.xml", words(rich, "Round"))  # fmt: skip
    assert packs(f"<DataMashup>{packed('Zed Round')}</DataMashup>".encode(), "customXml/item1.xml", words(rich, "Round"))  # fmt: skip


def test_a_part_that_is_gone_is_seen(rich, round_):
    before, after = round_
    lacking = {name: part for name, part in after.items() if name != "xl/media/logo.png"}
    packages = (Package(Path("x"), zipped(parts)) for parts in (before, lacking))
    assert list(faults(*packages, words(rich, "Round").spans, {})) != []


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_what_is_left(rich, tmp_path):
    names = ("Round", "Accounts")
    books = []
    for name in names:
        after, _ = complaints(rich, name, thorough=False)
        books.append(tmp_path / f"{name}.xlsm")
        books[-1].write_bytes(zipped(after).getvalue())
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{tmp_path}/office", "--headless", "--convert-to", "xlsx", "--outdir", tmp_path / "out", *books],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    for name in names:
        with zipfile.ZipFile(tmp_path / "out" / f"{name}.xlsx") as archive:
            parts = {part: archive.read(part) for part in archive.namelist()}
        assert not any(shows(part, f"{FIRST} {name}") for part in parts.values())
        assert SHEET.encode() in parts["xl/workbook.xml"]


@pytest.fixture
def desk(rich, tmp_path, monkeypatch):
    """The workbook on a disk, with somebody in Contacts."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    book = tmp_path / "rich.xlsm"
    book.write_bytes(zipped(named(rich.parts, FIRST, "Round")).getvalue())
    add(
        book,
        "Contacts",
        {
            "Contact ID": "C9",
            "First name": FIRST,
            "Last name": "Round",
            "Email": EMAIL,
            "Phone": f"+34{PHONE}",
        },
    )
    assert salesbook("check", book) in {0, 1}
    return book


def frame(book: Path) -> dict[str, list[str]]:
    """By part all formulas without their numbers and literals, and all formats and names."""
    with zipfile.ZipFile(book) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    found = {}
    for name, part in parts.items():
        if name.startswith("xl/worksheets/own") and name.endswith(".xml"):
            found[name] = [
                re.sub(r'"[^"]*"|\d', "", cell.findtext(f"{M}f")) + str(cell.get("s"))
                for cell in etree.fromstring(part).iter(f"{M}c")
                if cell.find(f"{M}f") is not None
            ]
        elif name in {"xl/theme/theme1.xml", "xl/vbaProject.bin"}:
            found[name] = [part.hex()]
        elif name == "xl/workbook.xml":
            found[name] = [
                each.get("name") for each in etree.fromstring(part).iter(f"{M}sheet", f"{M}definedName")
            ]
    return found


def test_the_whole_command_leaves_everything_else_as_it_was(desk, capsys):
    before = frame(desk)
    assert salesbook("forget", desk, "C9", "--confirm", "C9") == 1
    told = capsys.readouterr().err
    assert "This has a name of the person who was forgotten, standing alone" in told
    assert frame(desk) == before
    with zipfile.ZipFile(desk) as archive:
        assert not [
            name for name in archive.namelist() if shows(archive.read(name), f"{FIRST} Round", EMAIL, PHONE)
        ]
    assert salesbook("check", desk) in {0, 1}


def test_where_it_would_do_harm_nothing_is_done_at_all(desk, monkeypatch, capsys):
    def harmful(data, part):
        return Retexted(retext(data, part).data.replace(b"ROUND(", b"(forgotten)("))

    monkeypatch.setattr("salesbook.books.xlsx.personal.scrub.retext", harmful)
    before = {
        path: path.read_bytes()
        for path in desk.parent.rglob("*")
        if path.is_file() and "state" not in path.parts
    }
    assert salesbook("forget", desk, "C9", "--confirm", "C9") == 3
    told = capsys.readouterr().err
    assert "would have changed more than their words" in told
    assert "Nothing was changed or removed" in told
    assert {path: path.read_bytes() for path in before} == before


GONE = 5


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ('<c r="{}" t="str"><f>"plays on "&amp;Z1</f><v>plays on x</v></c>', True),
        ('<c r="{}"><f>IF(Z1="golf",1,0)</f><v>1</v></c>', True),
        ('<c r="{}" t="str"><f t="shared" si="9"/><v>golf</v></c>', True),
        ("<c r='{}' s='1' t='str'><f t='array' ref='B5'>UPPER(Z1)</f><v>GOLF</v></c>", True),
        ('<x:c r="{}" t="str"><x:f>Z1&amp;""</x:f><x:v>golf</x:v></x:c>', True),
        ('<c r="{}"><f>Z1+1</f><v>2</v></c>', False),  # a number
        ('<c r="{}" t="str"><v>golf</v></c>', False),  # no formula
    ],
)
def test_a_formula_that_stays_in_a_row_about_them_is_told(cell, told):
    place = TablePlace("T", "S", "s.xml", "t.xml", 2, 2, 9, 9, ("Mine", "Worked out"), has_totals=False, calculated={"Worked out": "Z1"})  # fmt: skip
    found = [list(formulas_in(cell.format(ref).encode(), place, {GONE})) for ref in ("B5", "C5", "B6", "E5")]
    assert found == [["B5"] if told else [], [], [], []]
