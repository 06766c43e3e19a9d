"""What a person wrote themselves: quoted letters, signatures and disclaimers cut off.

Own rules: mail-parser-reply 1.36 takes "Thanks, please remove me from your list" for a signature, and
needs seven seconds for 15 KB of "On On On ...".
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from salesbook.domain.answers.classify.html_text import html_as_text
from salesbook.domain.answers.classify.parsed_mail import ParsedMail
from salesbook.domain.answers.classify.quotations import introduced, is_head

MOST_OF_A_REPLY = 2_000  # characters
_MOST_LINES = 2_000

_SENT_FROM = re.compile(
    r"(?:sent (?:from|with)|get outlook for|enviado (?:desde|con|do)|obtener outlook|(?:von meinem .{2,30} )?gesendet (?:von|mit)|"
    r"von meinem .{2,30} gesendet|diese nachricht wurde von|envoyé (?:de|depuis|à partir)|télécharger outlook|inviato da|"
    r"verzonden (?:vanaf|met|via)|wysłan[oe] z|skickat från|hämta outlook|sendt fra|hent outlook|lähetetty|odesláno z|odoslané z|trimis (?:de pe|din)|στάλθηκε από|"
    r"enviat (?:des|amb)|отправлено (?:с|из)|надіслано з|отримати outlook)\b.{0,80}|.{0,30}(?:iphone|ipad|telefon)\S{0,12} (?:küldve|gönderildi)|az .{2,30} küldve|"
    r"(?:发自|發自|來自|从)(?:我的)?.{1,30}|.{1,30}から(?:送信|送信されました)|(?:나의 |내 )?.{1,30}에서 보냄",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"(?:with )?(?:(?:best|kind|kindest|warm) )?regards|best wishes|all the best|(?:yours )?(?:sincerely|faithfully|truly)|cordially|cheers|"
    r"saludos(?: cordiales)?|un (?:cordial )?saludo|(?:muy )?atentamente|cordialmente|un abrazo|"
    r"mit (?:freundlichen|besten|vielen) gr(?:ü|ue)(?:ß|ss)en|mit freundlichem gruß|(?:freundliche|viele|beste|liebe|schöne) gr(?:ü|ue)(?:ß|ss)e|mfg|vg|lg|"
    r"(?:bien )?cordialement|bien à vous|sincères salutations|(?:cordiali|distinti) saluti|un saluto|saluti|"
    r"atenciosamente|(?:com os melhores )?cumprimentos|met vriendelijke groet|vriendelijke groeten|groeten|pozdrawiam|z poważaniem|с уважением|з повагою|"
    r"(?:med )?(?:vänliga?|bästa) hälsning(?:ar)?|mvh|(?:med )?(?:venlig|vennlig|de bedste) hilsen|hilsen|(?:ystävällisin )?terveisin|s (?:přátelským )?pozdravem|s pozdravom|"
    r"üdvözlettel|tisztelettel|saygılarımla|iyi çalışmalar|cu stimă|με εκτίμηση|salutacions(?: cordials)?|atentament"
)
_CURTSIES = re.compile(
    r"(?:(?:hi|hello|hej|hei|dzień dobry|dobrý den|goddag|merhaba|bună ziua|γεια σας|здравствуйте|добрый день|доброго дня|вітаю|您好|你好|안녕하세요|こんにちは|お世話になっております|bon dia|"
    r"dziękuję|dzięki|děkuj[iu]|díky|ďakujem|tack|takk?|kiitos|teşekkür(?:ler| ederim)|köszönöm|mulțumesc|ευχαριστώ|спасибо|благодарю|дякую|谢谢|謝謝|感谢|多谢|ありがとう(?:ございます)?|(?:どうぞ|宜しく|よろしく)?お?願い(?:いた)?します|よろしくお願い(?:いた|致)?します|"
    r"감사합니다|고맙습니다|수고하세요|gràcies|moltes gràcies)[\s,.!。！、,]*)+"
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


def is_courtesy(line: str) -> bool:
    """Whether a line only greets, thanks or closes, in any language that is known here."""
    bare = line.strip().rstrip(",.! ").lower()
    return bool(_CLOSING.fullmatch(bare) or _CURTSIES.fullmatch(bare))


def body(mail: ParsedMail) -> str:
    """All that is to be read in a mail, as text; its HTML only where there is no plain text."""
    plain = "\n\n".join(text for text in mail.texts("text/plain") if text.strip())
    return plain or "\n\n".join(html_as_text(page) for page in mail.texts("text/html"))


def reply_words(text: str) -> str:
    """What the person wrote, at most MOST_OF_A_REPLY characters."""
    kept = _unquoted(_UNSEEN.sub("", text).replace("\u00a0", " ").split("\n")[:_MOST_LINES])
    paragraphs = re.split(r"\n\s*\n", "\n".join(_unsigned(kept)).strip())
    if _BANNER.match(paragraphs[0]):
        del paragraphs[0]
    for at, paragraph in enumerate(paragraphs[1:], 1):
        if _DISCLAIMER.match(paragraph[:400]):
            del paragraphs[at:]
            break
    return "\n\n".join(paragraphs).strip()[:MOST_OF_A_REPLY].rstrip()


def _unquoted(lines: Sequence[str]) -> list[str]:
    """The lines that are not quoted, whether they stand above, below or between what is."""
    kept: list[str] = []
    at = 0
    while at < len(lines):
        line = lines[at].strip()
        if is_head(lines, at):
            break
        if taken := introduced(lines, at):
            at += taken
            if not _next(lines, at).startswith((">", "|")):
                break  # the quoted letter follows without marks: all that is left is its
            continue
        if not line.startswith(">"):
            kept.append(lines[at].rstrip())
        at += 1
    return kept


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
