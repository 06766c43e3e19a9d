"""Which elements and attributes hold text; and formulas, headers and formats taken apart into what people wrote, and the rest."""

from __future__ import annotations

import re

# Where text of people stands, as the look at a rewritten workbook knows it: by itself, not from what rewrites.
FORMULAS = {"f", "formula", "formula1", "formula2", "calculatedColumnFormula", "totalsRowFormula", "definedName", "oldFormula"}  # fmt: skip
PAGE_HEADERS = {"oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter"}
TEXTS = {
    "t", "author", "text", "val", "v", "pt", "name", "title", "subject", "creator", "keywords", "value", "description", "lastModifiedBy",
    "category", "contentStatus", "Manager", "Company", "HyperlinkBase", "lpwstr", "lpstr", "bstr", "ListItem",
}  # fmt: skip
ATTRIBUTES = {  # by element, "" for any
    "hyperlink": {"tooltip", "display", "location"}, "dataValidation": {"promptTitle", "prompt", "errorTitle", "error"}, "cfRule": {"text"},
    "definedName": {"comment", "description", "help", "statusBar", "customMenu"}, "table": {"comment", "altText", "altTextSummary"},
    "tableColumn": {"totalsRowLabel"}, "controlPr": {"altText"}, "objectPr": {"altText"}, "s": {"v", "c"}, "n": {"v"},
    "pivotCacheDefinition": {"refreshedBy"}, "sharedItems": {"minValue", "maxValue"}, "cacheField": {"caption"}, "item": {"n", "val"},
    "pivotTableDefinition": {"altText", "altTextSummary", "dataCaption", "grandTotalCaption", "errorCaption", "missingCaption",
                             "rowHeaderCaption", "colHeaderCaption"},
    "filter": {"val", "stringValue1", "stringValue2", "description"}, "customFilter": {"val"}, "sortCondition": {"customList"},
    "slicer": {"caption"}, "timeline": {"caption"}, "fileSharing": {"userName"}, "absPath": {"url"}, "userInfo": {"name"},
    "header": {"userName"}, "rcmt": {"author"}, "scenario": {"user", "comment"}, "inputCells": {"val"}, "webPublishItem": {"title"},
    "cellSmartTagPr": {"val"}, "connection": {"description"}, "hlinkClick": {"tooltip"}, "hlinkHover": {"tooltip"},
    "hlinkMouseOver": {"tooltip"}, "person": {"displayName", "userId"}, "Relationship": {"Target"}, "textpath": {"string"}, "parameter": {"prompt"}, "ocxPr": {"value"},
    "SetTitle": {"title"},
    "": {"alt", "title", "descr", "href", "label", "screentip", "supertip", "userName", "userId"},
}  # fmt: skip
_CODES = re.compile(r'&"[^"]*"|&K(?:[0-9A-Fa-f]{6}|\d\d[+-]\d{3})|&\d{1,3}|&[^&]|&$', re.DOTALL)
_LOOKS = re.compile(r'&(?:"[^"]*"|K.{6}|\d+|[BIUESXYOH])', re.DOTALL | re.IGNORECASE)
APART = "\n" * 8  # no name reaches across that
_QUOTED = re.compile(r'(\\.|_.|\*.|\[[^\]]*\])|"([^"]*)"', re.DOTALL)


def formula_apart(text: str) -> tuple[str, str]:
    """A formula without what stands in its string literals, and what stands there, as one text."""
    frame: list[str] = []
    said: list[str] = []
    quote, depth, i = "", 0, 0
    last = 0  # how long the frame was when the last literal ended
    while i < len(text):
        letter = text[i]
        if quote:
            if letter == quote and text[i + 1 : i + 2] == quote:
                (said if quote == '"' else frame).append(letter)
                i += 2
                continue
            if letter == quote:
                frame.append(letter)
                last = len(frame) if quote == '"' else last
                quote = ""
            else:
                (said if quote == '"' else frame).append(letter)
        elif depth and letter == "'":  # the next letter of a column's name stands for itself
            frame.append(text[i : i + 2])
            i += 2
            continue
        else:
            depth += (letter == "[") - (letter == "]")
            quote = letter if letter in "\"'" and not depth else ""
            if quote == '"' and "".join(frame[last:]).strip("& \t\r\n"):
                said.append(APART)  # what & joins is one text
            frame.append(letter)
        i += 1
    return "".join(frame), "".join(said)


def codes_apart(text: str) -> tuple[str, str]:
    """A header's codes, and its text, one section apart from the next."""
    bare = text.replace("&&", "\0")
    said = _CODES.sub(lambda found: "" if _LOOKS.fullmatch(found[0]) else APART, bare)
    return "|".join(_CODES.findall(bare)), said.replace("\0", "&")


def format_apart(text: str) -> tuple[str, str]:
    """A number format without what stands in quotes, and what stands there."""
    return _QUOTED.sub(lambda found: found[1] or '""', text), "".join(found[2] or "" for found in _QUOTED.finditer(text))  # fmt: skip
