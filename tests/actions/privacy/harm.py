"""What a workbook has lost besides somebody's words: a comparison of its own, part by part, element by element.

It knows its own list of places where text stands, and reads formulas with openpyxl's tokenizer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import unescape
from urllib.parse import unquote

from lxml import etree
from openpyxl.formula import Tokenizer

WIPED = re.compile(r"\(forgotten\)|forgotten")
FORMULAS = {
    "f",
    "formula",
    "formula1",
    "formula2",
    "calculatedColumnFormula",
    "totalsRowFormula",
    "definedName",
}
TEXTS = {
    "t", "v", "author", "text", "oddHeader", "oddFooter", "pt", "memo", "title", "subject", "creator", "description", "keywords",
    "lastModifiedBy", "lpwstr", "font", "div",
}  # fmt: skip
ATTRIBUTES = {
    ("s", "v"), ("n", "v"), ("sharedItems", "minValue"), ("sharedItems", "maxValue"), ("hyperlink", "tooltip"), ("hyperlink", "display"),
    ("dataValidation", "promptTitle"), ("dataValidation", "prompt"), ("dataValidation", "errorTitle"), ("dataValidation", "error"),
    ("cfRule", "text"), ("definedName", "comment"), ("cNvPr", "descr"), ("cNvPr", "title"), ("Relationship", "Target"),
    ("person", "displayName"), ("person", "userId"), ("pivotCacheDefinition", "refreshedBy"), ("numFmt", "formatCode"), ("filter", "val"),
    ("shape", "alt"),
}  # fmt: skip
GROUPS = {"si", "is", "text", "p", "div"}


def harms(before: Mapping[str, bytes], after: Mapping[str, bytes], *known: str) -> list[str]:
    """What differs and is no text of somebody known by one of these words (in any spelling that is one after unquoting)."""
    if list(before) != list(after):
        return [f"parts: {sorted(set(before) ^ set(after))}"]
    found = []
    for name, old in before.items():
        if old != after[name]:
            try:
                found += [
                    f"{name}: {what}"
                    for what in _differences(etree.fromstring(old), etree.fromstring(after[name]), known)
                ]
            except etree.XMLSyntaxError:
                found.append(f"{name}: no XML")
    return found


def _differences(old: etree._Element, new: etree._Element, known: tuple[str, ...]) -> Iterator[str]:
    pairs = [(one, other) for one, other in zip(list(old.iter()), _aligned(old, new), strict=False)]
    if len(pairs) != sum(1 for _ in old.iter()):
        yield "other elements"
        return
    for one, other in pairs:
        if other is None:
            continue
        if not isinstance(one.tag, str):
            if one.text != other.text and not _is_theirs(one.text, other.text, known):
                yield f"comment {one.text}"
            continue
        local = etree.QName(one).localname
        if one.tag != other.tag or list(one.attrib) != list(other.attrib):
            yield f"{local} became {other.tag}: {dict(one.attrib)} {dict(other.attrib)}"
            continue
        for attribute, value in one.attrib.items():
            now = other.attrib[attribute]
            if value != now and not (
                (local, attribute) in ATTRIBUTES
                and _is_theirs(value, now, known, number=local in {"n", "sharedItems"})
            ):
                yield f"{local}/@{attribute}: {value!r} became {now!r}"
        if (one.tail or "").strip() != (other.tail or "").strip() and not _is_theirs(
            one.tail, other.tail, known
        ):
            yield f"after {local}: {one.tail!r} became {other.tail!r}"
        if (one.text or "") != (other.text or "") and not _may_differ(one, other, local, known):
            yield f"{local}: {one.text!r} became {other.text!r}"


def _aligned(old: etree._Element, new: etree._Element) -> list[etree._Element | None]:
    """The elements of the new part in the order of the old; None for the value of a cell that had somebody's number."""
    found: list[etree._Element | None] = []
    theirs = iter(new.iter())
    following = next(theirs, None)
    for one in old.iter():
        is_value = (
            isinstance(one.tag, str)
            and one.tag.endswith("}v")
            and re.fullmatch(r"\d{9,}(\.0)?", one.text or "")
        )
        if is_value and (following is None or following.tag != one.tag):
            found.append(None)
            continue
        if following is None:
            return found
        found.append(following)
        following = next(theirs, None)
    return found if following is None else []


def _may_differ(one: etree._Element, other: etree._Element, local: str, known: tuple[str, ...]) -> bool:
    if local in FORMULAS:
        return _same_but_for_literals(one.text or "", other.text or "", known)
    if local not in TEXTS:
        return False
    group = next((each for each in one.iterancestors() if etree.QName(each).localname in GROUPS), one)
    twin = next((each for each in other.iterancestors() if etree.QName(each).localname in GROUPS), other)
    whole, now = "".join(group.itertext()), "".join(twin.itertext())
    if local.startswith("odd"):
        codes = re.compile(r'&"[^"]*"|&K[0-9A-F]{6}|&\d+|&[A-Z]')
        if codes.findall(one.text) != codes.findall(other.text):
            return False
        whole, now = codes.sub("", one.text), codes.sub("", other.text)
    return _is_theirs(whole, now, known, number=local == "v")


def _same_but_for_literals(old: str, new: str, known: tuple[str, ...]) -> bool:
    ones, others = (Tokenizer(f"={text}").items for text in (old, new))
    if [each.subtype if each.subtype == "TEXT" else each.value for each in ones] != [
        each.subtype if each.subtype == "TEXT" else each.value for each in others
    ]:
        return False
    whole, now = (
        "".join(each.value.strip('"') for each in tokens if each.subtype == "TEXT")
        for tokens in (ones, others)
    )
    return _is_theirs(whole, now, known)


def _is_theirs(old: str | None, new: str | None, known: tuple[str, ...], *, number: bool = False) -> bool:
    """Whether a text named them, and is as it was but for that."""
    old, new = old or "", new or ""
    if number and new == "0":
        return any(word in old for word in known)
    said = unquote(unescape(old)).casefold()
    if not any(word.casefold() in said for word in known):
        return False
    rest, at = [part for part in WIPED.split(new) if part], 0
    for part in rest:
        at = old.find(part, at)
        if at < 0:
            return False
        at += len(part)
    return len(new) < len(old) or WIPED.search(new) is not None
