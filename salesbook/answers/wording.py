"""What a person wrote themselves: quoted letters, signatures and disclaimers cut off.

Own rules: mail-parser-reply 1.36 takes "Thanks, please remove me from your list" for a signature, and
needs seven seconds for 15 KB of "On On On ...".
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from salesbook.answers.opened import Mail
from salesbook.answers.pages import as_text

MOST = 2_000  # characters
_MOST_LINES = 2_000

_SEPARATOR = re.compile(
    r"[-_=*]{2,}\s*(?:original message|original appointment|forwarded message|mensaje original|mensaje reenviado|"
    r"urspr(?:ü|ue)ngliche (?:nachricht|e?-?mail)|weitergeleitete nachricht|message d'origine|message original|"
    r"message transf[ée]r[ée]|messaggio originale|messaggio inoltrato|mensagem original|mensagem encaminhada|"
    r"oorspronkelijk bericht|wiadomość oryginalna|исходное сообщение|元のメッセージ)\b.*"
    r"|begin forwarded message:|anfang der weitergeleiteten (?:nachricht|e-mail):|inicio del mensaje reenviado:",
    re.IGNORECASE,
)
# The first word or words of "On Monday Ana wrote:" and the end of it.
_WROTE = (
    (re.compile(r"on\b", re.IGNORECASE), re.compile(r"\bwrote\s*:$", re.IGNORECASE)),
    (re.compile(r"el\b", re.IGNORECASE), re.compile(r"\bescribió\s*:$|\bescribio\s*:$", re.IGNORECASE)),
    (
        re.compile(r"am\b|\S+@?\S* .*\bschrieb\b", re.IGNORECASE),
        re.compile(r"\bschrieb\b.{0,120}:$|\bgeschrieben\s*:$", re.IGNORECASE),
    ),
    (re.compile(r"le\b", re.IGNORECASE), re.compile(r"\ba [ée]crit\s*:$", re.IGNORECASE)),
    (re.compile(r"il\b", re.IGNORECASE), re.compile(r"\bha scritto\s*:$", re.IGNORECASE)),
    (re.compile(r"em\b|a\b|no dia\b", re.IGNORECASE), re.compile(r"\bescreveu\s*:$", re.IGNORECASE)),
    (
        re.compile(r"op\b", re.IGNORECASE),
        re.compile(r"\bschreef\b.{0,120}:$|\bgeschreven\s*:$", re.IGNORECASE),
    ),
    (
        re.compile(r"w dniu\b|dnia\b", re.IGNORECASE),
        re.compile(r"\b(?:pisze|napisał(?:\(a\)|a)?)\s*:$", re.IGNORECASE),
    ),
    (re.compile(r".*\d"), re.compile(r"\b(?:пишет|написал(?:\(а\)|а)?)\s*:$", re.IGNORECASE)),
    (re.compile(r".*\d"), re.compile(r"<[^<>\s]+@[^<>\s]+>[^<>]{0,30}[:：]$")),
)
_HEAD = re.compile(
    r"from|sent|to|subject|date|cc|reply-to|von|gesendet(?: am)?|an|betreff|datum|de|enviado(?: el| em)?|enviada(?: em)?|para|asunto|fecha|"
    r"envoyé|à|objet|expéditeur|destinataire|date d'envoi|da|inviato(?: il)?|a|oggetto|data|assunto|van|verzonden|aan|onderwerp|"
    r"от|отправлено|кому|тема|дата|od|wysłano|do|temat|差出人|送信日時|送信者|宛先|件名|日時"
)
_LABEL = re.compile(r"[*\s]*([^\W\d_][^:：*]{0,18}?)[*\s]*[:：]")
_SENT_FROM = re.compile(
    r"(?:sent (?:from|with)|get outlook for|enviado (?:desde|con|do)|obtener outlook|(?:von meinem .{2,30} )?gesendet (?:von|mit)|"
    r"von meinem .{2,30} gesendet|diese nachricht wurde von|envoyé (?:de|depuis|à partir)|télécharger outlook|inviato da|"
    r"verzonden (?:vanaf|met|via)|wysłano z|отправлено (?:с|из))\b.{0,80}",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"(?:with )?(?:(?:best|kind|kindest|warm) )?regards|best wishes|all the best|(?:yours )?(?:sincerely|faithfully|truly)|cordially|cheers|"
    r"saludos(?: cordiales)?|un (?:cordial )?saludo|(?:muy )?atentamente|cordialmente|un abrazo|"
    r"mit (?:freundlichen|besten|vielen) gr(?:ü|ue)(?:ß|ss)en|mit freundlichem gruß|(?:freundliche|viele|beste|liebe|schöne) gr(?:ü|ue)(?:ß|ss)e|mfg|vg|lg|"
    r"(?:bien )?cordialement|bien à vous|sincères salutations|(?:cordiali|distinti) saluti|un saluto|saluti|"
    r"atenciosamente|(?:com os melhores )?cumprimentos|met vriendelijke groet|vriendelijke groeten|groeten|pozdrawiam|z poważaniem|с уважением"
)
_POSTSCRIPT = re.compile(r"(?:p\.?\s?s|p\.?\s?d)\b[.:]?", re.IGNORECASE)
_DISCLAIMER = re.compile(
    r"[*\s]*(?:(?:this|the information in this|the contents of this) (?:e-?mail|message|communication)\b.{0,120}\b(?:confidential|intended|privileged)"
    r"|(?:confidential(?:ity)?|legal|important|privacy) (?:notice|note|disclaimer)\b|disclaimer\b|aviso (?:legal|de confidencialidad)\b"
    r"|este (?:mensaje|correo)\b.{0,120}\bconfidencial|diese (?:e-?mail|nachricht)\b.{0,120}\bvertraulich"
    r"|ce (?:message|courriel|mail)\b.{0,120}\bconfidenti|(?:questo messaggio|le informazioni contenute)\b.{0,120}\briservat"
    r"|esta mensagem\b.{0,120}\bconfidencial|dit bericht\b.{0,120}\bvertrouwelijk|before printing|please consider the environment"
    r"|antes de imprimir)",
    re.IGNORECASE | re.DOTALL,
)
_BANNER = re.compile(
    r"\W*(?:caution|warning|external(?: e?-?mail| sender)?|extern(?:e e-?mail)?|achtung|atención|attention|precaución)\b.{0,60}(?:external|outside|extern|extérieur)"
    r"|you don't often get e?-?mail from",
    re.IGNORECASE | re.DOTALL,
)  # fmt: skip
_UNSEEN = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]")


def body(mail: Mail) -> str:
    """All that is to be read in a mail, as text; its HTML only where there is no plain text."""
    plain = "\n\n".join(text for text in mail.texts("text/plain") if text.strip())
    return plain or "\n\n".join(as_text(page) for page in mail.texts("text/html"))


def own_words(text: str) -> str:
    """What the person wrote, at most MOST characters."""
    kept = _unquoted(_UNSEEN.sub("", text).replace("\u00a0", " ").split("\n")[:_MOST_LINES])
    paragraphs = re.split(r"\n\s*\n", "\n".join(_unsigned(kept)).strip())
    if _BANNER.match(paragraphs[0]):
        del paragraphs[0]
    for at, paragraph in enumerate(paragraphs[1:], 1):
        if _DISCLAIMER.match(paragraph[:400]):
            del paragraphs[at:]
            break
    return "\n\n".join(paragraphs).strip()[:MOST].rstrip()


def _unquoted(lines: Sequence[str]) -> list[str]:
    """The lines that are not quoted, whether they stand above, below or between what is."""
    kept: list[str] = []
    at = 0
    while at < len(lines):
        line = lines[at].strip()
        if _SEPARATOR.match(line) or _is_head(lines, at):
            break
        if introduced := _introduction(lines, at):
            at += introduced
            if not _next(lines, at).startswith((">", "|")):
                break  # the quoted letter follows without marks: all that is left is its
            continue
        if not line.startswith(">"):
            kept.append(lines[at].rstrip())
        at += 1
    return kept


def _is_head(lines: Sequence[str], at: int) -> bool:
    """Whether the head of a quoted letter begins here: From, Sent, To, Subject in some language."""
    if not _HEAD.fullmatch(_label(lines[at])):
        return False
    found = [_label(line) for line in lines[at : at + 9] if line.strip()]
    return len({label for label in found[:5] if _HEAD.fullmatch(label)}) >= 3


def _label(line: str) -> str:
    found = _LABEL.match(line[:60])
    return found[1].strip().lower() if found else ""


def _introduction(lines: Sequence[str], at: int) -> int:
    """How many lines "On Monday Ana wrote:" takes here; 0 where there is none."""
    first = lines[at].strip()[:200]
    if not first or first.startswith(">"):
        return 0
    text = ""
    for count, line in enumerate(lines[at : at + 3], 1):
        if not line.strip():
            return 0
        text = f"{text} {line.strip()}".strip()[:400]
        if text.endswith((":", "：")):
            hit = any(begins.match(first) and ends.search(text) for begins, ends in _WROTE)
            return count if hit and any(sign.isdigit() or sign == "@" for sign in text) else 0
    return 0


def _next(lines: Sequence[str], at: int) -> str:
    return next((line.strip() for line in lines[at : at + 5] if line.strip()), "")


def _unsigned(lines: Sequence[str]) -> list[str]:
    """The lines down to the signature, and what is written below it as a postscript."""
    kept: list[str] = []
    for at, line in enumerate(lines):
        bare = line.strip()
        if bare == "--":
            break
        if kept and _CLOSING.fullmatch(bare[:60].rstrip(",.! ").lower()):
            after = next(
                (n for n, one in enumerate(lines[at:], at) if _POSTSCRIPT.match(one.strip())), len(lines)
            )
            return kept + list(lines[after:])
        if not _SENT_FROM.fullmatch(bare):
            kept.append(line)
    return kept
