"""Where a quoted letter begins: its head, or the line that brings it in, as mail programs write them in many languages."""

from __future__ import annotations

import re
from collections.abc import Sequence

_SEPARATOR = re.compile(
    r"[-_=*]{2,}\s*(?:original message|original appointment|forwarded message|mensaje original|mensaje reenviado|"
    r"urspr(?:ü|ue)ngliche (?:nachricht|e?-?mail)|weitergeleitete nachricht|message d'origine|message original|"
    r"message transf[ée]r[ée]|messaggio originale|messaggio inoltrato|mensagem original|mensagem encaminhada|"
    r"oorspronkelijk bericht|doorgestuurd bericht|wiadomość oryginalna|oryginalna wiadomość|původní (?:zpráva|e-?mail)|pôvodná správa|"
    r"ursprungligt meddelande|vidarebefordrat|original(?:meddelande|meddelelse|melding)|oprindelig meddelelse|opprinnelig melding|videresendt|"
    r"alkuperäinen viesti|orijinal (?:mesaj|ileti)|özgün (?:mesaj|ileti)|eredeti üzenet|mesaj(?:ul)? original|αρχικό μήνυμα|"
    r"исходное сообщение|пересылаемое сообщение|вихідне повідомлення|оригінальне повідомлення|missatge original|"
    r"元のメッセージ|转发邮件|原始邮件|原始郵件|轉寄郵件|원본 메(?:시지|일)|전달된 메(?:시지|일))\b.*"
    r"|begin forwarded message:|anfang der weitergeleiteten (?:nachricht|e-mail):|inicio del mensaje reenviado:|début du message réexpédié\s?:|inizio messaggio inoltrato:",
    re.IGNORECASE,
)
# What stands between dashes where nobody knows the words: a quoted letter, if its head follows.
_DASHED = re.compile(r"[-_=*]{4,}\s*\S.{2,40}?\s*[-_=*]{4,}")
_LINE = re.compile(r"[-_=*]{5,}")
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
    (re.compile(r".*\d"), re.compile(r"[<(\[](?:mailto:)?[^<>()\s]+@[^<>()\s]+[>)\]][^<>]{0,80}[:：]$")),
)
# Who wrote, in the languages that put it wherever they like; with a date or an hour beside it.
_VERB = re.compile(
    r"\b(?:va escriure|ha escrit|napsal(?:\(a\)|a)?|napísal(?:\(a\)|a)?|napisał(?:\(a\)|a)?|"
    r"pisze|skrev|skrifaði|kirjoitti|yazdı|(?:ezt )?írta|a scris|έγραψε|написал(?:\(а\)|а)?|пишет|пише|написав(?:\(ла\)|ла)?|написа|je napisao|napisao\(la\)|je napisal\w*|kirjutas|rakstīja|rašė|menulis|đã viết)\b"
    r"|写道|寫道|書きました|님이 작성|님이 쓴|작성:",
    re.IGNORECASE,
)
_DATED = re.compile(r"\d{1,2}[:.]\d\d\b|\b(?:19|20)\d\d|\d{1,2}[./-]\s?\d{1,2}[./-]")
_LABELS = {
    "from": "from, von, de, da, van, från, fra, lähettäjä, kimden, gönderen, od, odesílatel, odosielateľ, šalje, feladó, küldő, de la, expeditor, expéditeur, από, от, від, від кого, "
            "remitent, saatja, no, nuo, từ, dari, من, מאת, จาก, 差出人, 送信者, 发件人, 寄件者, 寄件人, 寄件者, 보낸 사람, 보낸사람",
    "sent": "sent, date, gesendet, gesendet am, datum, enviado, enviado el, enviado em, enviada, enviada em, fecha, envoyé, envoyé le, date d'envoi, inviato, inviato il, data, "
            "verzonden, wysłano, skickat, sendt, dato, lähetetty, päivämäärä, päiväys, gönderildi, gönderilme tarihi, gönderme tarihi, tarih, odesláno, odoslané, dátum, elküldve, küldve, "
            "trimis, στάλθηκε, εστάλη, ημερομηνία, отправлено, дата, надіслано, відправлено, дата відправлення, изпратено, poslano, saadetud, nosūtīts, išsiųsta, đã gửi, dikirim, tanggal, enviat, "
            "تاريخ, تاريخ الإرسال, تم الإرسال, נשלח, תאריך, ส่งเมื่อ, วันที่, 送信日時, 日時, 发送时间, 發送時間, 傳送時間, 寄件日期, 日期, 时间, 時間, 보낸 날짜, 날짜, 보낸시간",
    "to": "to, an, para, à, a, aan, till, til, vastaanottaja, kime, alıcı, komu, kam, címzett, către, catre, destinataire, προς, кому, до, do, za, prima, adressaat, tới, kepada, ke, per a, "
          "إلى, אל, ถึง, 宛先, 收件人, 收件者, 받는 사람, 받는사람",
    "subject": "subject, betreff, asunto, objet, oggetto, assunto, onderwerp, temat, ämne, emne, aihe, konu, předmět, predmet, tárgy, subiect, θέμα, тема, относно, zadeva, teema, temats, tēma, "
               "tema, chủ đề, perihal, subjek, assumpte, الموضوع, נושא, เรื่อง, 件名, 主题, 主旨, 主題, 제목",
    "copy": "cc, reply-to, antwort an, kopie, kopia, kopi, kopio, bilgi, cópia, copia, copie, kópia, másolat, másolatot kap, копия, копія, κοιν, κοιν., dw, dw., 抄送, 副本, 참조, importance, wichtigkeit",
}  # fmt: skip
_HEAD = {label: kind for kind, labels in _LABELS.items() for label in labels.split(", ")}
_LABEL = re.compile(r"[*\s]*([^\W\d_][^:：*]{0,20}?)[*\s]*[:：]")
_WRITER = re.compile(r"[:：].*[<\[(](?:mailto:)?[^<>\s()\[\]]+@[^<>\s()\[\]]+[>\])]")


def introduced(lines: Sequence[str], at: int) -> int:
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
            hit = hit or (len(text) < 250 and bool(_VERB.search(text) and _DATED.search(text)))
            return count if hit and any(sign.isdigit() or sign == "@" for sign in text) else 0
    return 0


def is_head(lines: Sequence[str], at: int) -> bool:
    """Whether a quoted letter begins here: a line that parts it off, or its head (From, Sent, To, Subject) in some language."""
    line = lines[at].strip()
    if _SEPARATOR.match(line):
        return True
    if _LINE.fullmatch(line) or _DASHED.fullmatch(line):
        after = next((n for n in range(at + 1, min(at + 4, len(lines))) if lines[n].strip()), at)
        return after > at and is_head(lines, after)
    if not _label(line):
        return False
    near = [one for one in lines[at : at + 9] if one.strip()]
    if _HEAD.get(_label(line)):
        return len({kind for one in near[:5] if (kind := _HEAD.get(_label(one)))}) >= 3
    # In a language that nobody listed: who wrote, when, and a third line of the kind.
    return bool(
        _WRITER.search(line) and len(near) > 2 and all(_label(one) for one in near[1:3])
        and any(_DATED.search(one) and re.search(r"(?:19|20)\d\d", one) for one in near[1:3])
    )  # fmt: skip


def _label(line: str) -> str:
    found = _LABEL.match(line.strip()[:60])
    return found[1].strip().lower() if found else ""
