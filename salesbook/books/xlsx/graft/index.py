"""A workbook's list of sheets and names, into which sheets are put."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from xml.sax.saxutils import escape, quoteattr

from salesbook.books.protected import fixed_sheets
from salesbook.books.xlsx.formulas import QUOTED, sheet_name
from salesbook.books.xlsx.graft.needs import names_it
from salesbook.books.xlsx.grow import Growths
from salesbook.books.xlsx.markup import attribute, element, hide, start_tag, unescape, with_attribute
from salesbook.books.xlsx.parts import WorkbookPart
from salesbook.errors import CannotChange
from salesbook.tables.last_result import SHOWN

_GONE = "#REF!"
_LAST_ROW = re.compile(rb":\$[A-Z]+\$(\d+)$")
_YES = {b"1", b"true", b"on"}
_RELATION = re.compile(rb"""\s([\w.-]+:id)\s*=\s*["']([^"']*)["']""")
_CELLS = re.compile(rf"(?P<sheet>{QUOTED}|[\w.]+)!(?P<cells>[$A-Za-z\d:]+)")
_AFTER_SHEETS = (b"sheets", b"functionGroups", b"externalReferences")


class SheetIndex:
    """The workbook part as it is and, after `insert` and `take_names`, as it shall be."""

    def __init__(self, part: bytes, path: str) -> None:
        self.part, self.path = part, path

    @property
    def sheets(self) -> list[str]:
        """Labels of all sheets, those with charts and dialogs too, in their order."""
        return [unescape(attribute(tag, b"name") or b"") for tag in self._tags]

    @property
    def global_names(self) -> dict[str, str]:
        """Names that hold in the whole workbook, each with its formula."""
        return {name: formula for name, scope, formula in self.names() if scope is None}

    @property
    def titles_of_names(self) -> list[str]:
        """Names of cells as lists of a workbook's contents have them, those of one sheet with its label."""
        sheets, found = self.sheets, []
        for one in element(b"definedName").finditer(hide(self.part)):
            scope = attribute(one[1], b"localSheetId")
            name = unescape(attribute(one[1], b"name") or b"").removeprefix("_xlnm.")
            cells = b"!" in one[3] and _GONE.encode() not in one[3]
            if cells and attribute(one[1], b"hidden") not in _YES:
                found.append(name if scope is None else f"{_quoted(sheets[int(scope)])}!{name}")
        return found

    def refuse_if_locked(self) -> None:
        """Raise CannotChange where the order of sheets is protected."""
        for tag in start_tag(b"workbookProtection").finditer(hide(self.part)):
            if attribute(tag[0], b"lockStructure") in _YES:
                raise fixed_sheets(self.path)

    def state(self, name: str) -> str:
        """Whether a sheet is "visible", "hidden" or "veryHidden"."""
        tag = next(tag for tag in self._tags if unescape(attribute(tag, b"name") or b"") == name)
        return (attribute(tag, b"state") or b"visible").decode()

    def insert(self, at: int, name: str, relation: str, state: str = "visible") -> None:
        """Put a sheet at a place, from 0; what counts sheets by their place counts on."""
        tags = self._tags
        model = tags[min(at, len(tags) - 1)]
        number = 1 + max(int(attribute(tag, b"sheetId") or 0) for tag in tags)
        prefix = re.match(rb"<((?:[\w.-]+:)?)", model)[1].decode()  # type: ignore[index]  # it is a tag
        word, declared = self._relation_word()
        seen = "" if state == "visible" else f' state="{state}"'
        made = f'<{prefix}sheet{declared} name={quoteattr(name)} sheetId="{number}"{seen} {word}="{relation}"/>'.encode()
        starts = [found.start() for found in start_tag(b"sheet").finditer(hide(self.part))]
        end = re.compile(rb"</(?:[\w.-]+:)?sheets\s*>").search(hide(self.part))
        place = starts[at] if at < len(starts) else end.start()  # type: ignore[union-attr]  # sheets have an end
        self.part = self.part[:place] + made + self.part[place:]
        self._count_on(b"definedName", b"localSheetId", at)
        self._count_on(b"workbookView", b"activeTab", at)
        self._count_on(b"workbookView", b"firstSheet", at)

    def print_further(self, label: str, rows: int) -> None:
        """Let what is printed of a sheet, where that was chosen, reach so many rows further down."""
        at = self.sheets.index(label)

        def further(found: re.Match[bytes]) -> bytes:
            printed = attribute(found[1], b"name") == b"_xlnm.Print_Area"
            if not printed or attribute(found[1], b"localSheetId") != b"%d" % at:
                return found[0]
            last = _LAST_ROW.search(found[3])
            return (
                found[0]
                if last is None
                else found[1] + found[3][: last.start(1)] + b"%d" % (int(last[1]) + rows) + found[4]
            )

        self.part = element(b"definedName").sub(further, self.part)

    def take_names(
        self,
        donor: SheetIndex,
        sheets: Sequence[str],
        formulas: Sequence[str],
        with_labels: Callable[[str], str],
    ) -> None:
        """Take over the donor's names of these sheets, and those that stand in the `formulas` that came.

        `with_labels` gives a formula of the donor with the labels of sheets here. A name that is there already stays as
        it is, but one whose cells are gone, as after their sheet was deleted, means again what the donor means by it.
        Raises CannotChange where it means something else. A name whose sheet is not here gets no meaning. The names of the
        last result come with their sheet alone: in an older book other things stand in those cells.
        """
        known = {name.casefold(): (name, formula) for name, formula in self.global_names.items()}
        places = {sheet: at for at, sheet in enumerate(self.sheets)}
        made: list[tuple[str, int | None, str]] = []
        for name, scope, given in donor.names():
            formula = with_labels(given)
            if scope is not None:
                if donor.sheets[scope] in sheets:
                    made.append((name, places[donor.sheets[scope]], formula))
            elif names_it(formulas, name) and (name not in SHOWN or self._is_cell_of(formula, sheets)):
                if name.casefold() not in known:
                    made.append((name, None, self._on_sheets(formula)))
                elif _GONE in known[name.casefold()][1]:
                    self._mean_again(name, self._on_sheets(formula))
                elif not _alike(known[name.casefold()][1], formula):
                    mine, means = known[name.casefold()]
                    what = f"its name {mine} means {means}, and what is to come needs {formula} by that name"
                    todo = "Give yours another name (in Excel: Formulas, Name Manager), then run this again."
                    raise CannotChange(self.path, what, todo)
        self._add_names(made)

    @staticmethod
    def _is_cell_of(formula: str, sheets: Sequence[str]) -> bool:
        """Whether a formula is cells of one of these sheets."""
        cells = _CELLS.fullmatch(formula)
        return cells is not None and sheet_name(cells["sheet"]) in sheets

    def _on_sheets(self, formula: str) -> str:
        """What a name means here, where its sheet may not be."""
        cells = _CELLS.fullmatch(formula)
        known = {sheet.casefold() for sheet in self.sheets}
        return _GONE if cells and sheet_name(cells["sheet"]).casefold() not in known else formula

    def _mean_again(self, name: str, formula: str) -> None:
        def fit(found: re.Match[bytes]) -> bytes:
            own = unescape(attribute(found[1], b"name") or b"").casefold() == name.casefold()
            everywhere = attribute(found[1], b"localSheetId") is None
            return found[1] + escape(formula).encode() + found[4] if own and everywhere else found[0]

        self.part = element(b"definedName").sub(fit, self.part)

    def calculated(self) -> bytes:
        """The part, with the word to work all formulas out when it is opened."""
        return WorkbookPart(self.part).recalculated(Growths([]))

    @property
    def _tags(self) -> list[bytes]:
        return [found[0] for found in start_tag(b"sheet").finditer(hide(self.part))]

    def _relation_word(self) -> tuple[str, str]:
        """How the list of sheets writes the id of a relation, and what declares that word in each tag, if need be."""
        tag, word = next((tag, found[1]) for tag in self._tags if (found := _RELATION.search(tag)))
        declared = re.search(
            rb"\sxmlns:" + re.escape(word[: -len(b":id")]) + rb"\s*=\s*[\"'][^\"']*[\"']", tag
        )
        return word.decode(), declared[0].decode() if declared else ""

    def names(self) -> list[tuple[str, int | None, str]]:
        """Names with the place of the sheet in which they hold, None for all, and their formulas."""
        found = []
        for one in element(b"definedName").finditer(hide(self.part)):
            scope = attribute(one[1], b"localSheetId")
            name = unescape(attribute(one[1], b"name") or b"")
            found.append((name, None if scope is None else int(scope), unescape(one[3])))
        return found

    def _count_on(self, name: bytes, what: bytes, at: int) -> None:
        def counted(tag: re.Match[bytes]) -> bytes:
            number = attribute(tag[0], what)
            if number is None and (at or what != b"activeTab"):
                return tag[0]
            place = int(number or 0)
            return with_attribute(tag[0], what, b"%d" % (place + (place >= at)))

        self.part = start_tag(name).sub(counted, self.part)

    def _add_names(self, names: Sequence[tuple[str, int | None, str]]) -> None:
        if not names:
            return
        seen = hide(self.part)
        sheets = start_tag(b"sheets").search(seen)
        prefix = (sheets[1] or b"").decode() if sheets else ""
        made = "".join(_name(prefix, *name) for name in names).encode()
        end = re.search(rb"</(?:[\w.-]+:)?definedNames\s*>", seen)
        if end:
            self.part = self.part[: end.start()] + made + self.part[end.start() :]
            return
        whole = f"<{prefix}definedNames>".encode() + made + f"</{prefix}definedNames>".encode()
        empty = start_tag(b"definedNames").search(seen)
        if empty:
            self.part = self.part[: empty.start()] + whole + self.part[empty.end() :]
            return
        ends = [e.end() for n in _AFTER_SHEETS for e in [_closed(seen, n)] if e]
        self.part = self.part[: max(ends)] + whole + self.part[max(ends) :]


def _alike(mine: str, given: str) -> bool:
    """Whether a name means the same, though people may have moved its cells, or renamed their sheet."""
    if mine.casefold() == given.casefold():
        return True
    both = _CELLS.fullmatch(mine), _CELLS.fullmatch(given)
    return all(both) and len({":" in cells["cells"] for cells in both if cells}) == 1


def _quoted(label: str) -> str:
    return label if re.fullmatch(r"[^\W\d][\w.]*", label) else "'" + label.replace("'", "''") + "'"


def _closed(seen: bytes, name: bytes) -> re.Match[bytes] | None:
    """Where an element ends."""
    return re.search(rb"</(?:[\w.-]+:)?" + name + rb"\s*>|<(?:[\w.-]+:)?" + name + rb"(?:\s[^>]*)?/>", seen)


def _name(prefix: str, name: str, scope: int | None, formula: str) -> str:
    where = "" if scope is None else f' localSheetId="{scope}"'
    return f"<{prefix}definedName name={quoteattr(name)}{where}>{escape(formula)}</{prefix}definedName>"
