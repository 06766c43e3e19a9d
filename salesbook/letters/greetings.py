"""How letters begin and end in each language."""

from __future__ import annotations

from typing import NamedTuple


class Words(NamedTuple):
    """One language: how it greets, and the words that salesbook itself puts into letters.

    `formal` maps the beginning of a salutation, lower case, to its greeting; "" is any other.
    """

    formal: dict[str, str]
    first: str
    plain: str
    opt_out: str


# {s} salutation, {l} last name, {f} first name.
LANGUAGES = {
    "en": Words({"": "Dear {s} {l},"}, "Dear {f},", "Hello,", "No more letters like this one"),
    "es": Words(
        {"sra": "Estimada {s} {l}:", "srta": "Estimada {s} {l}:", "señora": "Estimada {s} {l}:", "sr": "Estimado {s} {l}:",
         "señor": "Estimado {s} {l}:", "": "Hola, {s} {l}:"},
        "Hola, {f}:", "Hola:", "No recibir más cartas como esta",
    ),
    "de": Words(
        {"herr": "Sehr geehrter {s} {l},", "frau": "Sehr geehrte {s} {l},", "": "Guten Tag {s} {l},"},
        "Hallo {f},", "Guten Tag,", "Keine Briefe dieser Art mehr",
    ),
    "fr": Words({"": "Bonjour {s} {l},"}, "Bonjour {f},", "Bonjour,", "Ne plus recevoir ces lettres"),
    "it": Words({"": "Gentile {s} {l},"}, "Gentile {f},", "Buongiorno,", "Non ricevere più lettere come questa"),
    "pt": Words(
        {"sra": "Prezada {s} {l},", "senhora": "Prezada {s} {l},", "sr": "Prezado {s} {l},",
         "senhor": "Prezado {s} {l},", "": "Olá, {s} {l},"},
        "Olá, {f},", "Olá,", "Não receber mais cartas como esta",
    ),
    "nl": Words({"": "Geachte {s} {l},"}, "Beste {f},", "Goedendag,", "Geen brieven meer zoals deze"),
    "pl": Words(
        # The last name after this form of address is felt to be rude.
        {"pani": "Szanowna Pani,", "pan": "Szanowny Panie,", "": "Dzień dobry,"},
        "Dzień dobry {f},", "Dzień dobry,", "Nie chcę więcej takich listów",
    ),
    "zh": Words({"": "尊敬的{l}{s}："}, "{f}，您好：", "您好：", "不再接收此类信件"),
    "ja": Words({"": "{l}様"}, "{f}様", "こんにちは。", "今後このようなお手紙を希望しない"),
}  # fmt: skip


def greeting_words(language: str) -> Words:
    """The words of a language code such as "de" or "de-CH"; English where it is not known."""
    return LANGUAGES.get(language.strip().casefold().replace("_", "-").split("-")[0], LANGUAGES["en"])


def greet(language: str, *names: str) -> str:
    """The first line of a letter, from salutation, first and last name; blank ones are ""."""
    known = greeting_words(language)
    salutation, first, last = (" ".join(name.split()) for name in names)  # one line, whatever was pasted
    if salutation and last:
        start = salutation.casefold()
        form = next(form for key, form in sorted(known.formal.items(), reverse=True) if start.startswith(key))
        if known is LANGUAGES["nl"]:
            last = last[0].upper() + last[1:]  # "mevrouw De Vries", though "Anna de Vries"
        return form.format(s=salutation, l=last)
    return known.first.format(f=first) if first else known.plain
