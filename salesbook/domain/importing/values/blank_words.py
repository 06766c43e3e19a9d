r"""Words that stand for a blank: NULL, \N, nan, #N/A, -, (blank), k.A., unknown and their like. Cells in, yes or no out.

What is certain everywhere is told apart from what is certain in some columns only ("NA" is a blank among
phones, Namibia among countries and a state's or firm's sign elsewhere) and from what can be a surname.
"""

from __future__ import annotations

import re

from salesbook.util.folding import caseless

# What programs write for "no value", whatever the column.
_TECHNICAL = frozenset({
    "null", "\\n", "nan", "none", "nil", "undefined", "n/a", "n.a.", "n. a.", "n.a", "n / a", "nat", "nulo", "#n/d", "#n/a n/a", "#n/a", "#nv", "#na",
    "-", "--", "---", ".", "\u2013", "\u2014",
})  # fmt: skip
_EMPTY = frozenset({"blank", "empty", "no value", "leer", "vacío", "vide"})  # in brackets
# What people write. Certain where a name, a firm, an address or a number is expected.
_PEOPLES = frozenset({
    "unknown", "not known", "not available", "not provided", "not applicable", "not specified", "not given", "not set", "not entered",
    "not assigned", "not disclosed", "not defined", "unassigned", "unspecified", "unnamed", "no value", "no data", "no entry", "no email",
    "no e-mail", "no mail", "no phone", "no name", "no company", "none given", "none provided", "none specified", "tbd", "tba", "tbc", "t.b.d.",
    "to be confirmed", "to be determined", "to be advised", "missing", "empty", "blank", "no aplica", "no consta", "no disponible", "no indicado",
    "sin dato", "sin datos", "sin email", "sin correo", "sin nombre", "sin especificar", "sin asignar", "desconocido", "desconocida", "ninguno", "ninguna", "s/d", "s/o",
    "s.o.", "sans objet", "n/c", "n.c.", "non renseigné", "non communiqué", "non disponible", "non défini", "inconnu", "inconnue", "aucun", "aucune",
    "k.a.", "k. a.", "k/a", "keine angabe", "keine angaben", "ohne angabe", "keine", "keine e-mail", "kein name", "nicht bekannt", "nicht angegeben", "nicht vorhanden",
    "unbekannt", "leer", "n.n.", "n. n.", "n.v.t.", "n.v.t", "nvt", "niet bekend", "onbekend", "geen", "sconosciuto", "non disponibile", "non specificato", "n.d.", "n. d.",
    "n/d", "nessuno", "desconhecido", "não informado", "não disponível", "nenhum", "brak", "brak danych", "nie podano", "neuvedeno", "není",
    "ukendt", "okänd", "ukjent", "saknas", "ei tiedossa", "yok", "bilinmiyor", "nincs", "нет", "нет данных", "не указано", "неизвестно",
    "なし", "無し", "無", "不明", "未入力", "未設定", "无", "未知", "未填写", "없음", "미입력",
})  # fmt: skip
# What stands for a firm where people buy for themselves: as a firm's name it would make all of them colleagues.
_NO_FIRM = frozenset({
    "private", "privat", "personal", "individual", "private person", "private individual", "private customer", "private client", "no firm", "no organisation", "no organization", "self", "self-employed",
    "privatperson", "privatkunde", "privatkundin", "privatkunden", "privatanschrift", "keine firma", "ohne firma", "selbständig", "selbstständig", "freiberufler", "particular", "particulares", "persona física", "sin empresa", "autónomo",
    "particulier", "privé", "sans société", "aucune société", "indépendant", "privépersoon", "geen bedrijf", "zzp", "privato", "persona fisica", "nessuna azienda", "pessoa física", "sem empresa", "privatkund", "privatkunde/in", "yksityishenkilö", "yksityinen", "osoba prywatna", "soukromá osoba", "freelance", "freelancer",
})  # fmt: skip
# Two letters that are initials, states and signs of firms too: certain where only a way to reach somebody is expected.
_SHORT = frozenset({"na", "ka", "nd", "nc", "nn"})
# Words of the lists above that people are called too.
_SURNAMES = frozenset({"null", "none", "nan", "nil", "na", "ka", "nd", "nc", "blank", "leer", "brak", "geen", "keine", "nat", "empty"})  # fmt: skip
# The errors of spreadsheets as English, German, Spanish, French, Italian, Dutch and Polish ones show them.
_ERRORS = frozenset({
    "#n/a", "#na", "#nv", "#n/d", "#nd", "#ref!", "#¡ref!", "#bezug!", "#rif!", "#verw!", "#adr!", "#value!", "#wert!", "#¡valor!", "#valor!", "#valeur!",
    "#valore!", "#waarde!", "#arg!", "#div/0!", "#¡div/0!", "#deel/0!", "#dziel/0!", "#name?", "#¿nombre?", "#nombre?", "#nom?", "#nome?", "#naam?", "#nazwa?",
    "#null!", "#¡nulo!", "#nul!", "#nullo!", "#leeg!", "#zero!", "#num!", "#¡num!", "#zahl!", "#nombre!", "#getal!", "#liczba!", "#spill!", "#überlauf!",
    "#¡desbordamiento!", "#calc!", "#kalk!", "#field!", "#blocked!", "#connect!", "#busy!", "#unknown!", "#external!", "#timeout!", "#python!", "#getting_data",
})  # fmt: skip
_TOO_NARROW = re.compile(r"#{3,}")  # what a spreadsheet shows in a column that is too narrow
_SIGNS = re.compile(r"[\s\-\u2010-\u2015\u2212.…_/\\?~'\"`´]+")
_LONGEST = 40  # letters of a word for nothing, with what stands around it
_WRAPPED = re.compile(
    r"(?:\(\s*(.+?)\s*\)|\[\s*(.+?)\s*\]|<\s*(.+?)\s*>|\{\s*(.+?)\s*\}|[-*_=]+\s*(.+?)\s*[-*_=]+|(.+?)\s*\?+)"
)


def is_technical(cell: str) -> bool:
    r"""Whether programs write this word for a blank, in any column: NULL, \N, NaN, None, (blank), undefined, #N/A, -."""
    word = cell.casefold()
    if word in _TECHNICAL:
        return True
    if word.isalnum() or len(word) > _LONGEST:  # nearly all cells
        return False
    word = caseless(cell)
    inner = _inner(word)
    return word in _TECHNICAL or (inner != word and (inner in _TECHNICAL or inner in _EMPTY))


def is_placeholder(cell: str, *, short: bool = False) -> bool:
    """Whether a cell of a name, a firm, an address or another text says that it is blank.

    `short`: two letters such as NA count as well.
    """
    word = cell.casefold()
    if word in _TECHNICAL or word in _PEOPLES or (short and word in _SHORT):
        return True
    if word.isalnum() or len(word) > _LONGEST:
        return False
    word = caseless(cell)
    if (
        is_technical(word)
        or word in _PEOPLES
        or word in _ERRORS
        or _SIGNS.fullmatch(word)
        or _TOO_NARROW.fullmatch(word)
    ):
        return True
    inner = _inner(word)
    return (inner != word and (inner in _PEOPLES or inner in _SHORT)) or (short and word in _SHORT)


def is_no_firm(cell: str) -> bool:
    """Whether a cell of a firm says that there is none: privat, Privatkunde, self-employed."""
    return _inner(caseless(cell).strip()) in _NO_FIRM


def may_be_a_surname(cell: str) -> bool:
    """Whether somebody can be called so: Null, None, Nan, Blank."""
    return caseless(cell) in _SURNAMES


def _inner(word: str) -> str:
    """Without brackets or hyphens around it, or a question mark after it."""
    if word[:1].isalnum() and word[-1:] != "?":
        return word
    found = _WRAPPED.fullmatch(word)
    return next(part for part in found.groups() if part) if found else word
