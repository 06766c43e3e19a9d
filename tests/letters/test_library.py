"""Finding templates: folders in their order, languages, parts, fingerprints; and files as people save them."""

from __future__ import annotations

import pytest

from salesbook.errors import SalesbookError, explain
from salesbook.letters import Library, TemplateFault
from tests.letters.desk import Desk, fields

TEXT = "Subject: Hello\n\nText\n"


def test_names_are_told_once_without_language_and_without_parts(desk):
    for name in (
        "newsletters/spring.md",
        "newsletters/spring.de.md",
        "letters/thanks.pt-br.md",
        "newsletters/_end.md",
        "parts/x.md",
    ):
        desk.write(name, TEXT)
    assert desk.library.names() == ["letters/thanks", "newsletters/spring"]


def test_the_first_folder_that_has_a_name_wins_in_all_languages(tmp_path):
    own, shipped = Desk(tmp_path / "own"), Desk(tmp_path / "shipped")
    own.write("newsletters/spring.md", "Subject: own\n\nText")
    shipped.write("newsletters/spring.de.md", TEXT)
    shipped.write("letters/thanks.md", "Subject: shipped\n\nText")
    library = Library([own.folder, shipped.folder])
    assert library.template("spring", "de").render(fields()).subject == "own"
    assert library.template("letters/thanks").render(fields()).subject == "shipped"


@pytest.mark.parametrize(
    ("wanted", "got"), [("de-CH", "de"), ("de", "de"), ("DE_at", "de-at"), ("fr", ""), ("", "")]
)
def test_a_reader_gets_their_language_if_it_is_there(desk, wanted, got):
    for language in ("", ".de", ".de-AT"):
        desk.write(f"newsletters/spring{language}.md", TEXT)
    assert desk.library.template("newsletters/spring", wanted).language == got


def test_a_template_that_is_there_in_other_languages_only_says_so(desk):
    desk.write("newsletters/spring.de.md", TEXT)
    with pytest.raises(TemplateFault, match="in de only, not in fr"):
        desk.library.template("spring", "fr")
    assert desk.library.template("spring").language == "de"


@pytest.mark.parametrize(
    "name", ["", "sprnig", "../newsletters/spring", "/etc/passwd", "newsletters/../newsletters/spring"]
)
def test_a_name_that_is_no_template_is_a_fault_that_names_the_nearest(desk, name):
    desk.write("newsletters/spring.md", TEXT)
    with pytest.raises(TemplateFault) as caught:
        desk.library.template(name)
    assert isinstance(caught.value, SalesbookError)
    assert "newsletters/spring" in explain(caught.value)


def test_a_template_is_made_ready_once(desk):
    desk.write("newsletters/spring.md", TEXT)
    library = desk.library
    assert library.template("spring") is library.template("spring")


def test_the_fingerprint_changes_with_everything_that_a_letter_is_made_of(desk):
    files = {
        "newsletters/spring.md": 'Subject: x\nAttach: a.pdf\n\n![x](x.png)\n{% include "end.md" %}\n',
        "parts/end.md": "End",
        "layouts/base.html": "<html><body>{{ body }}</body></html>",
        "attachments/a.pdf": "pdf",
        "newsletters/x.png": "png",
    }
    for name, text in files.items():
        desk.write(name, text)
    seen = {desk.library.template("spring").fingerprint}
    for name, text in files.items():
        desk.write(name, text + "<!-- -->\n")
        seen.add(desk.library.template("spring").fingerprint)
    assert len(seen) == 6


@pytest.mark.parametrize("data", ["\ufeff" + TEXT, TEXT.replace("\n", "\r\n"), "subject:Hello\n \nText\n"])
def test_files_are_read_as_editors_save_them(desk, data):
    desk.write("newsletters/spring.md", data)
    letter = desk.library.template("spring").render(fields())
    assert (letter.subject, letter.text) == ("Hello", "Text\n")


def test_a_file_that_is_not_utf_8_is_a_fault_with_its_line(desk):
    desk.write("newsletters/spring.md", b"Subject: x\n\nGr\xfc\xdfe\n")
    with pytest.raises(TemplateFault, match="UTF-8") as caught:
        desk.library.template("spring")
    assert caught.value.line == 3


def test_a_template_tells_its_parts(desk):
    desk.write("attachments/a.pdf", b"pdf")
    template = desk.template("Text", "Subject: x\nSender: eva\nAttach: a.pdf")
    assert (template.name, template.sender, template.variants) == ("newsletters/a", "eva", ())
    assert [path.name for path in template.attachments] == ["a.pdf"]
    assert desk.template("Text").sender == "owner"


def test_a_part_may_lie_beside_the_template_and_hold_fields(desk):
    desk.write("newsletters/_end.md", "Yours, {{ rep.name }}")
    assert desk.text('Text\n\n{% include "_end.md" %}') == "Text\n\nYours, Eva Lund"


def test_a_template_of_ones_own_may_use_the_parts_and_layouts_that_are_shipped(tmp_path):
    own, shipped = Desk(tmp_path / "own"), Desk(tmp_path / "shipped")
    shipped.write("parts/end.md", '![Logo](../logo.png) {% include "more.md" %}\n{% include "more.md" %}')
    shipped.write("parts/more.md", "From {{ rep.name }}")
    shipped.write("logo.png", b"png")
    shipped.write("layouts/plain.html", "<html><body>{{ body }}</body></html>")
    own.write("newsletters/a.md", 'Subject: x\nLayout: plain\n\n{% include "end.md" %}')
    with pytest.raises(TemplateFault, match="on a line of its own"):
        Library([own.folder, shipped.folder]).template("a")
    shipped.write("parts/end.md", '![Logo](../logo.png)\n\n{% include "more.md" %}')
    template = Library([own.folder, shipped.folder]).template("a")
    assert template.render(fields()).text == "[Logo]\n\nFrom Eva Lund\n"
    assert [path.name for _, path in template.images] == ["logo.png"]


def test_a_template_without_a_subject_is_refused(desk):
    with pytest.raises(TemplateFault, match="no subject"):
        desk.template("Text", "Preheader: x")
