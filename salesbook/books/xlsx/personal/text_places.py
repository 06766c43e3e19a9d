"""Where text of people stands in the parts of a workbook: the only places that forgetting somebody may change.

By namespace, element and attribute. Whatever is not listed here (names of sheets, tables, columns, styles, fonts,
functions, kinds, relations, parts ...) is never changed; where it names somebody, that is told.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from salesbook.books.xlsx.personal.xml_walk import Element
from salesbook.tables.plan import CELL_LIMIT

_MICROSOFT = "http://schemas.microsoft.com/office/"
_OPEN = "http://schemas.openxmlformats.org/"
MAIN = f"{_OPEN}spreadsheetml/2006/main"
EXCEL = f"{_MICROSOFT}excel/2006/main"
RELATIONS = f"{_OPEN}package/2006/relationships"
VML = "urn:schemas-microsoft-com:vml"
_OFFICE_VML = "urn:schemas-microsoft-com:office:office"
_DRAWING = f"{_OPEN}drawingml/2006/main"
CHART = f"{_OPEN}drawingml/2006/chart"
_THREADED = f"{_MICROSOFT}spreadsheetml/2018/threadedcomments"
_EXTENDED = f"{_OPEN}officeDocument/2006/extended-properties"
_TYPES = f"{_OPEN}officeDocument/2006/docPropsVTypes"
_ACTIVE = f"{_MICROSOFT}2006/activeX"
_TASKS = f"{_MICROSOFT}tasks/2019/documenttasks"
_CLIENT = "urn:schemas-microsoft-com:office:excel"
_CUSTOM = f"{_OPEN}officeDocument/2006/custom-properties"
_MATHS = f"{_OPEN}officeDocument/2006/math"
_SHEETS, _CHARTS, _CHART_2014 = "sheets", "charts", "chartex"
_FAMILY = {  # namespaces whose elements are looked up together
    MAIN: _SHEETS, EXCEL: _SHEETS,
    f"{_MICROSOFT}spreadsheetml/2009/9/main": _SHEETS, f"{_MICROSOFT}spreadsheetml/2010/11/main": _SHEETS,
    f"{_MICROSOFT}spreadsheetml/2010/11/ac": _SHEETS, f"{_MICROSOFT}spreadsheetml/2014/11/main": _SHEETS,
    CHART: _CHARTS, f"{_MICROSOFT}drawing/2012/chart": _CHARTS, f"{_MICROSOFT}drawing/2007/8/2/chart": _CHARTS,
    f"{_MICROSOFT}drawing/2014/chartex": _CHART_2014,
    f"{_MICROSOFT}2006/01/customui": "ribbon", f"{_MICROSOFT}2009/07/customui": "ribbon",
    f"{_OPEN}package/2006/metadata/core-properties": "core", "http://purl.org/dc/elements/1.1/": "core",
    _CUSTOM: "custom",
}  # fmt: skip


class TextKind(Enum):
    """How a text is read: what of it may change."""

    TEXT = auto()
    FORMULA = auto()
    HEADER = auto()
    FORMAT = auto()
    ADDRESS = auto()
    VALUE = auto()  # a text, or a number of which only a telephone's is somebody's
    CELL = auto()  # the same, of a cell whose type tells


@dataclass(frozen=True)
class TextPlace:
    """A place for text, and how many letters Excel takes there."""

    kind: TextKind
    most: int = CELL_LIMIT


_TEXT, _FORMULA, _VALUE = TextPlace(TextKind.TEXT), TextPlace(TextKind.FORMULA), TextPlace(TextKind.VALUE)
_HEADER, _FORMAT, _LINE = (
    TextPlace(TextKind.HEADER, 255),
    TextPlace(TextKind.FORMAT, 255),
    TextPlace(TextKind.TEXT, 255),
)
_HEADERS = ("oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter")

# (family or namespace, element, parent or ""): text between the tags.
_ELEMENTS: dict[tuple[str, str, str], TextPlace] = {
    **{(_SHEETS, name, ""): _FORMULA for name in (
        "formula", "formula1", "formula2", "calculatedColumnFormula", "totalsRowFormula", "definedName", "oldFormula", "f",
    )},
    **{(family, name, ""): _HEADER for name in _HEADERS for family in (_SHEETS, _CHARTS)},
    (_SHEETS, "t", ""): _TEXT, (_SHEETS, "author", ""): _TEXT, (_SHEETS, "val", "value"): _VALUE,
    **{(_SHEETS, "v", parent): TextPlace(TextKind.CELL) for parent in ("c", "nc", "oc")}, (_SHEETS, "v", "cell"): _VALUE,
    (_SHEETS, "v", "tp"): _VALUE, (_CLIENT, "ListItem", "ClientData"): _TEXT,
    (_DRAWING, "t", ""): _TEXT, (_MATHS, "t", ""): _TEXT,
    (_CHARTS, "v", ""): _VALUE, (_CHARTS, "f", ""): _FORMULA, (_CHARTS, "formatCode", ""): _FORMAT, (_CHARTS, "name", "trendline"): _TEXT,
    (_CHART_2014, "v", ""): _VALUE, (_CHART_2014, "pt", ""): _VALUE, (_CHART_2014, "f", ""): _FORMULA,
    (_THREADED, "text", ""): _TEXT,
    **{("core", name, ""): _TEXT for name in (
        "title", "subject", "creator", "keywords", "value", "description", "lastModifiedBy", "category", "contentStatus",
    )},
    **{(_EXTENDED, name, ""): _TEXT for name in ("Manager", "Company", "HyperlinkBase")},
    **{(_TYPES, name, "property"): _TEXT for name in ("lpwstr", "lpstr", "bstr")},
}  # fmt: skip

# (family or namespace, element or "" for any, attribute).
_ATTRIBUTES: dict[tuple[str, str, str], TextPlace] = {
    (_SHEETS, "hyperlink", "tooltip"): _LINE, (_SHEETS, "hyperlink", "display"): _TEXT,
    (_SHEETS, "dataValidation", "promptTitle"): TextPlace(TextKind.TEXT, 32), (_SHEETS, "dataValidation", "errorTitle"): TextPlace(TextKind.TEXT, 32),
    (_SHEETS, "dataValidation", "prompt"): _LINE, (_SHEETS, "dataValidation", "error"): TextPlace(TextKind.TEXT, 225),
    (_SHEETS, "cfRule", "text"): _TEXT, (_SHEETS, "cfvo", "val"): _FORMULA,
    **{(_SHEETS, "definedName", name): _LINE for name in ("comment", "description", "help", "statusBar", "customMenu")},
    (_SHEETS, "table", "comment"): _TEXT, (_SHEETS, "tableColumn", "totalsRowLabel"): _TEXT,
    **{(_SHEETS, name, each): _TEXT for name in ("table", "pivotTableDefinition") for each in ("altText", "altTextSummary")},
    (_SHEETS, "controlPr", "altText"): _TEXT, (_SHEETS, "objectPr", "altText"): _TEXT,
    (_SHEETS, "pivotCacheDefinition", "refreshedBy"): _LINE,
    **{(_SHEETS, "pivotTableDefinition", f"{name}Caption"): _LINE for name in (
        "data", "grandTotal", "error", "missing", "rowHeader", "colHeader",
    )},
    (_SHEETS, "s", "v"): _TEXT, (_SHEETS, "s", "c"): _TEXT, (_SHEETS, "n", "v"): _VALUE,
    (_SHEETS, "sharedItems", "minValue"): _VALUE, (_SHEETS, "sharedItems", "maxValue"): _VALUE,
    (_SHEETS, "cacheField", "caption"): _LINE, (_SHEETS, "cacheField", "formula"): _FORMULA,
    (_SHEETS, "calculatedItem", "formula"): _FORMULA,
    (_SHEETS, "item", "n"): _LINE, (_SHEETS, "item", "val"): _TEXT,
    **{(_SHEETS, "filter", name): _TEXT for name in ("val", "stringValue1", "stringValue2", "description")},
    (_SHEETS, "customFilter", "val"): _TEXT, (_SHEETS, "sortCondition", "customList"): _TEXT,
    (_SHEETS, "slicer", "caption"): _LINE, (_SHEETS, "timeline", "caption"): _LINE,
    (_SHEETS, "fileSharing", "userName"): _LINE, (_SHEETS, "absPath", "url"): _TEXT, (_SHEETS, "userInfo", "name"): _LINE,
    (_SHEETS, "header", "userName"): _LINE, (_SHEETS, "rcmt", "author"): _LINE,
    (_SHEETS, "scenario", "user"): _LINE, (_SHEETS, "scenario", "comment"): _LINE, (_SHEETS, "inputCells", "val"): _VALUE,
    (_SHEETS, "webPublishItem", "title"): _TEXT, (_SHEETS, "cellSmartTagPr", "val"): _TEXT, (_SHEETS, "connection", "description"): _LINE,
    (_SHEETS, "numFmt", "formatCode"): _FORMAT, (_CHARTS, "numFmt", "formatCode"): _FORMAT, (_CHART_2014, "numFmt", "formatCode"): _FORMAT,
    ("", "cNvPr", "descr"): _TEXT, ("", "cNvPr", "title"): _TEXT,
    **{(_DRAWING, name, "tooltip"): _LINE for name in ("hlinkClick", "hlinkHover", "hlinkMouseOver")},
    (_SHEETS, "parameter", "prompt"): _LINE, (_TASKS, "SetTitle", "title"): _TEXT,
    (_TASKS, "", "userName"): _LINE, (_TASKS, "", "userId"): _LINE,
    (_THREADED, "person", "displayName"): _LINE, (_THREADED, "person", "userId"): _LINE,
    **{("ribbon", "", name): _TEXT for name in ("label", "screentip", "supertip", "description", "title")},
    (VML, "", "alt"): _TEXT, (VML, "", "title"): _TEXT, (VML, "", "href"): _TEXT, (VML, "textpath", "string"): _TEXT,
}  # fmt: skip
_SEEN = {"Caption", "Text", "Value", "ControlTipText"}  # properties of a control
_OF_CACHES = {"sharedItems", "r", "groupItems"}  # elsewhere s and n are other things
# Texts that formats cut into pieces.
_CONTAINERS = {
    (_SHEETS, "si"),
    (_SHEETS, "is"),
    (_SHEETS, "text"),
    (_SHEETS, "rPh"),
    (_DRAWING, "p"),
    (VML, "textbox"),
}


_SHAREPOINT = "http://schemas.microsoft.com/sharepoint/"
_SETTINGS = {f"{_SHAREPOINT}v3/contenttype/forms", f"{_SHAREPOINT}events"}
_SOURCES = f"{_OPEN}officeDocument/2006/bibliography"


def place_of(element: Element) -> TextPlace | None:
    """Whether the text of an element is text of people."""
    family = _FAMILY.get(element.namespace, element.namespace)
    if family == VML or not family:
        return _TEXT if element.inside(VML, "textbox") or element.local == "textbox" else None
    parent = element.parent.local if element.parent else ""
    found = _ELEMENTS.get((family, element.local, "")) or _ELEMENTS.get((family, element.local, parent))
    if found is None and family == _TYPES and element.parent:  # what the file remembers of its links
        outer = element.parent.parent
        if element.local in {"lpwstr", "lpstr", "bstr"} and element.inside(_CUSTOM, "property"):
            return _TEXT  # one of several values
        return _TEXT if element.local == "lpwstr" and outer and element.inside(_EXTENDED, "HLinks") else None
    return found


def attribute_place(element: Element, namespace: str, name: str) -> TextPlace | None:
    """Whether an attribute is text of people. `namespace`: "" for one without a prefix."""
    family = _FAMILY.get(element.namespace, element.namespace)
    if namespace == _ACTIVE:
        is_seen = (element.local, name) == ("ocxPr", "value") and element.get(b"ax:name") in _SEEN
        return _TEXT if is_seen else None
    if namespace:
        return _TEXT if (family, namespace, name) == (VML, _OFFICE_VML, "title") else None
    if family == RELATIONS:
        return TextPlace(TextKind.ADDRESS, 2_079) if name == "Target" and _is_link(element) else None
    if element.local.endswith("cNvPr"):
        return _ATTRIBUTES.get(("", "cNvPr", name))
    parent = element.parent.local if element.parent else ""
    if element.local in {"s", "n"} and parent not in _OF_CACHES:
        return None
    if (element.local, name) == ("hyperlink", "location"):  # with a relation it is the end of an address
        return _TEXT if any(local == "id" and space for space, local, *_ in element.attributes()) else None
    return _ATTRIBUTES.get((family, element.local, name)) or _ATTRIBUTES.get((family, "", name))


def is_container(element: Element) -> bool:
    """Whether an element holds one text in pieces."""
    return (_FAMILY.get(element.namespace, element.namespace), element.local) in _CONTAINERS


def is_setting(element: Element) -> bool:
    """Whether a text of the data that programs keep in the file is one of the programs' own words, such as a kind of source."""
    return element.namespace in _SETTINGS or (element.namespace, element.local) == (_SOURCES, "SourceType")


def _is_link(element: Element) -> bool:
    return (element.get(b"TargetMode") or "") == "External" and (element.get(b"Type") or "").endswith(
        "/hyperlink"
    )
