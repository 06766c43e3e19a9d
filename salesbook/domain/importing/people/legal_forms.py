"""Whether a name is a firm's: by a legal form or a word that no person's name ends in."""

from __future__ import annotations

import re

_IN_ANY_CASE = frozenset({
    "gmbh", "mbh", "ggmbh", "ltd", "limited", "llc", "llp", "plc", "inc", "incorporated", "corp", "corporation", "kgaa", "ohg", "gbr", "sarl", "sasu", "eurl",
    "bvba", "srls", "ltda", "eireli", "kft", "zrt", "pty", "pvt", "s.l.", "s.l", "s.a.", "s.r.l.", "s.r.l", "s.p.a.", "spa.", "b.v.", "n.v.", "s.r.o.", "sp.z.o.o.", "d.o.o.", "e.v.",
    "e.k.", "e.g.", "a.g.", "g.m.b.h.", "l.l.c.", "p.l.c.", "s.à.r.l.", "s.a.r.l.", "a.s.", "ооо", "зао", "оао", "пао",
})  # fmt: skip
_IN_CAPITALS = frozenset({"AG", "KG", "UG", "SE", "SA", "SL", "SLU", "SAS", "SRL", "BV", "NV", "AB", "AS", "ASA", "OY", "OYJ", "APS", "KK", "EV", "EK"})  # fmt: skip
_AS_WRITTEN = frozenset(
    {"SpA", "Oy", "Oyj", "ApS", "eG", "eV", "eK", "e.V.", "e.K.", "GesmbH", "Lda", "Lda.", "Pte", "Pte."}
)
_SIGNS = (
    "株式会社",
    "有限会社",
    "合同会社",
    "股份有限公司",
    "有限责任公司",
    "有限公司",
    "㈱",
    "주식회사",
    "(주)",
)
_TAILS = re.compile(r"(?:&|\+|and|und|et|en|y)\s+(?:co|cie|sons?|s[öo]hne|sohn|partners?|company|compagnie|hijos|fils|zonen|associates|bros)\.?$", re.IGNORECASE)  # fmt: skip


def is_firm(name: str) -> bool:
    """Whether a name can only be a firm's. Short forms count in capitals only, beside a word that is not: Ag and As are surnames."""
    if any(sign in name for sign in _SIGNS):
        return True
    words = name.replace(",", " ").split()
    if len(words) < 2:
        return False
    last = words[-1]
    mixed = any(not word.isupper() for word in words[:-1])
    return (
        last.casefold() in _IN_ANY_CASE
        or last.rstrip(".").casefold() in _IN_ANY_CASE
        or last in _AS_WRITTEN
        or (last in _IN_CAPITALS and mixed)
        or _TAILS.search(name) is not None
    )


def parted_by_sign(name: str) -> tuple[str, str]:
    """A firm whose legal form stands in signs of Asia, and the person beside it: "株式会社サンプル 山田太郎"; "" for none."""
    words = name.split()
    firms = [word for word in words if any(sign in word for sign in _SIGNS)]
    if not firms or len(firms) == len(words) or any(word in _SIGNS for word in firms):
        return (name, "") if firms else ("", name)
    return " ".join(firms), " ".join(word for word in words if word not in firms)
