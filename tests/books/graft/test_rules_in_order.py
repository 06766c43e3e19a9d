"""Elements of a sheet go where programs want them, though others hold elements of later names."""

from __future__ import annotations

import pytest

from salesbook.books.xlsx.graft.rules import before_later

RULE = b'<conditionalFormatting sqref="A1"><cfRule type="dataBar"><extLst><ext/></extLst></cfRule></conditionalFormatting>'
VIEWS = b'<customSheetViews><customSheetView><pageMargins left="1"/></customSheetView></customSheetViews>'


@pytest.mark.parametrize("prefix", [b"", b"x:"])
@pytest.mark.parametrize(("name", "end"), [
    (b"dataValidations", b"<pageMargins"), (b"conditionalFormatting", b"<pageMargins"), (b"tableParts", b"</worksheet"),
])  # fmt: skip
def test_an_element_goes_behind_those_that_hold_later_names_inside(name, end, prefix):
    sheet = b"<worksheet><sheetData></sheetData>" + VIEWS + RULE + b'<pageMargins left="2"/></worksheet>'
    made = b"<" + name + b"/>"

    def named(text: bytes) -> bytes:
        return text.replace(b"</", b"\0").replace(b"<", b"<" + prefix).replace(b"\0", b"</" + prefix)

    wanted = named(sheet.replace(end + (b' left="2"' if b"page" in end else b""),
                                 made + end + (b' left="2"' if b"page" in end else b""), 1))  # fmt: skip
    assert before_later(named(sheet), name, made) == wanted
