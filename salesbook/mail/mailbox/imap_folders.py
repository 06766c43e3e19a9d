"""The folders of a mailbox that have a purpose: by the attribute that says so (RFC 6154), else by common names."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from salesbook.util.folding import caseless

if TYPE_CHECKING:
    from imapclient import IMAPClient

_T = TypeVar("_T")

# What mail programs and servers call them, in the order in which one is taken.
_DRAFTS = """Drafts, Draft, Entwürfe, Borradores, Brouillons, Bozze, Rascunhos, Concepten, Utkast, Kladder, Luonnokset,
Koncepty, Rozpracované, Wersje robocze, Szkice, Piszkozatok, Ciorne, Taslaklar, Πρόχειρα, Черновики, Чернетки,
下書き, 草稿, 草稿箱, 임시 보관함, 임시보관함, المسودات, טיוטות"""
_SENT = """Sent, Sent Items, Sent Mail, Sent Messages, Gesendet, Gesendete Elemente, Gesendete Objekte, Gesendete Nachrichten,
Enviados, Elementos enviados, Mensajes enviados, Envoyés, Éléments envoyés, Messages envoyés, Inviati, Inviata,
Posta inviata, Itens enviados, Verzonden, Verzonden items, Verzonden berichten, Skickat, Sendt, Sendte elementer,
Lähetetyt, Odeslané, Odeslaná pošta, Wysłane, Elementy wysłane, Elküldött, Trimise, Gönderilmiş Öğeler, Απεσταλμένα,
Отправленные, Надіслані, 送信済み, 送信済みアイテム, 已发送, 已发送邮件, 寄件備份, 보낸편지함, 보낸 편지함, المرسلة, דואר יוצא"""
_JUNK = """Junk, Spam, Junk Email, Junk E-mail, Junk Mail, Bulk Mail, Bulk, Spamverdacht, Unerwünscht, Werbung,
Correo no deseado, Indésirables, Courrier indésirable, Posta indesiderata, Lixo eletrônico, Ongewenst, Ongewenste e-mail,
Skräppost, Søppelpost, Uønsket e-post, Roskaposti, Nevyžádaná pošta, Wiadomości-śmieci, Levélszemét, Gereksiz,
Ανεπιθύμητα, Спам, Нежелательная почта, 迷惑メール, 垃圾邮件, 垃圾郵件, 스팸, 스팸편지함, البريد العشوائي, דואר זבל"""
_PARENTS = {"", "inbox", "[gmail]", "[google mail]"}
_CLOSED = {"\\noselect", "\\nonexistent"}
_ID = re.compile(r"<[^<>\s]+>")
_AT_ONCE = 20  # so many message numbers in one search: a server limits the length of a line
_HEADS_AT_ONCE = 1000
_ID_FIELD = "BODY.PEEK[HEADER.FIELDS (MESSAGE-ID)]"


@dataclass(frozen=True, slots=True)
class Folders:
    """The names of the folders with a purpose; "" where there is none."""

    drafts: str
    sent: str
    junk: str


def folders_of(client: IMAPClient) -> Folders:
    """The folders of a mailbox. Raises what the line raises."""
    listed = [
        (frozenset(flag.decode("ascii", "replace").lower() for flag in flags), delimiter or b"", name)
        for flags, delimiter, name in client.list_folders()
    ]
    open_ones = [entry for entry in listed if not entry[0] & _CLOSED]
    return Folders(
        _find(open_ones, "\\drafts", _DRAFTS),
        _find(open_ones, "\\sent", _SENT),
        _find(open_ones, "\\junk", _JUNK),
    )


def with_ids(client: IMAPClient, folder: str, ids: Collection[str]) -> set[str]:
    """Those of these message numbers (in angle brackets) that lie in a folder. Raises what the line raises."""
    client.select_folder(folder, readonly=True)
    found: set[str] = set()
    for some in in_batches(sorted(ids), _AT_ONCE):
        found |= ids_among(client, some)
    return found


def ids_among(client: IMAPClient, ids: Collection[str]) -> set[str]:
    """The same in the folder that is open, for few."""
    wanted: list[str] = []
    for number in ids:
        either = ["OR"] if wanted else []
        wanted = [*either, "HEADER", "Message-ID", number, *wanted]
    return _ids(client, client.search(wanted)) & set(ids)  # a server may find what only contains it


def all_ids(client: IMAPClient, folder: str) -> set[str]:
    """The numbers of all messages in a folder. Raises what the line raises."""
    client.select_folder(folder, readonly=True)
    return _ids(client, client.search())


def in_batches(items: list[_T], size: int) -> Iterator[list[_T]]:
    """The items, so many at a time."""
    for start in range(0, len(items), size):
        yield items[start : start + size]


def _ids(client: IMAPClient, uids: Iterable[int]) -> set[str]:
    found: set[str] = set()
    for some in in_batches(list(uids), _HEADS_AT_ONCE):
        for answer in client.fetch(some, [_ID_FIELD]).values():
            for key, value in answer.items():
                if key.startswith(b"BODY["):
                    found.update(_ID.findall(value.decode("ascii", "replace")))
    return found


def _find(listed: list[tuple[frozenset[str], bytes, str]], attribute: str, names: str) -> str:
    for flags, _, name in listed:
        if attribute in flags:
            return name
    common = [_plain(name) for name in names.replace("\n", " ").split(",")]
    there: dict[str, str] = {}
    for _, delimiter, name in listed:
        parent, _, last = name.rpartition(delimiter.decode("ascii", "replace") or "\0")
        if _plain(parent) in _PARENTS:
            there.setdefault(_plain(last), name)
    return next((there[name] for name in common if name in there), "")


def _plain(name: str) -> str:
    return caseless(name.replace("-", " "))
