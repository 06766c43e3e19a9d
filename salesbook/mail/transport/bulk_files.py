"""What bulk senders take: a plain CSV, and the files of listmonk's importer and campaigns. Pure.

listmonk (https://listmonk.app/docs): its importer reads the columns email, name and attributes (JSON);
campaigns are Go templates that see a subscriber's attributes, and `Safe` writes HTML as it is.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from email import message_from_bytes
from email.message import Message
from email.utils import parseaddr, quote
from hashlib import blake2b

from salesbook.mail.message.headers import clean_line
from salesbook.mail.message.stamp import decoded_header
from salesbook.util.resources import templates_dir

CSV_HEADERS = (
    "draft", "email", "name", "first_name", "language", "variant", "from", "subject", "opt_out", "html", "text",
)  # fmt: skip
CSV_CONTENT = frozenset(map(CSV_HEADERS.index, ("from", "subject", "opt_out", "html", "text")))
LISTMONK_HEADERS = ("email", "name", "attributes")
_OURS = "salesbook"  # the attribute of a subscriber that tells which letter is theirs
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # what a spreadsheet calculates


@dataclass(frozen=True, slots=True)
class Subscriber:
    """Whose letter it is, as the workbook knows them. `opt_out` is the link that stops mailings."""

    draft: str
    name: str
    first_name: str
    language: str
    variant: str
    opt_out: str


@dataclass(frozen=True, slots=True)
class Carried:
    """What a letter holds. `sender` is a name in quotes and an address.

    Pictures and files go with a letter, and no bulk sender takes them.
    """

    sender: str
    subject: str
    html: str
    text: str
    has_images: bool
    has_files: bool


def carried(letter: bytes) -> Carried:
    """The texts of a letter, from its file."""
    texts = {"text/html": "", "text/plain": ""}
    has_images = has_files = False
    message = message_from_bytes(letter)
    for part in message.walk():
        kind = part.get_content_type()
        if part.is_multipart():
            continue
        if part.get_content_disposition() == "attachment":
            has_files = True
        elif kind in texts and not texts[kind]:
            texts[kind] = _text(part)
        else:
            has_images = True
    subject = clean_line(decoded_header(_unfolded(message, "Subject")))
    return Carried(_sender(message), subject, texts["text/html"], texts["text/plain"], has_images, has_files)


def calculates(cell: str) -> bool:
    """Whether a spreadsheet may take a cell for a formula."""
    return cell.startswith(_FORMULA)


def csv_row(to: str, reader: Subscriber, letter: Carried) -> tuple[str, ...]:
    """A row under CSV_HEADERS."""
    return (reader.draft, to, reader.name, reader.first_name, reader.language, reader.variant, letter.sender,
            letter.subject, reader.opt_out, letter.html, letter.text)  # fmt: skip


def listmonk_row(to: str, reader: Subscriber, letter: Carried, mailing: str) -> tuple[str, ...]:
    """A row under LISTMONK_HEADERS."""
    ours = {"draft": reader.draft, "mailing": mailing, "language": reader.language, "variant": reader.variant,
            "opt_out": reader.opt_out}  # fmt: skip
    said = {"from": letter.sender, "subject": letter.subject, "html": letter.html, "text": letter.text}
    return to, reader.name, json.dumps({_OURS: ours, letter_attribute(mailing): said}, ensure_ascii=False)


def listmonk_files(mailing: str) -> dict[str, str]:
    """The campaign that shows each subscriber's letter, and the steps, by file name."""
    own = letter_attribute(mailing)
    steps = (templates_dir() / "listmonk" / "README.txt").read_text(encoding="utf-8")
    return {
        "template.html": '{{ template "content" . }}\n',
        "campaign.html": f"{{{{ Safe .Subscriber.Attribs.{own}.html }}}}\n",
        "campaign.txt": f"{{{{ Safe .Subscriber.Attribs.{own}.text }}}}\n",
        "README.txt": steps.replace("@MAILING@", clean_line(mailing)).replace("@LETTER@", own),
    }


def letter_attribute(mailing: str) -> str:
    """The attribute that holds a subscriber's letter of this mailing.

    Each mailing has its own: whoever has none gets nothing, and never the letter of the last one, since
    listmonk sends no message whose template names what is not there.
    """
    return f"letter_{blake2b(mailing.encode('utf-8', 'surrogatepass'), digest_size=5).hexdigest()}"


def csv_line(cells: Sequence[str], content: Collection[int] = ()) -> bytes:
    """A line of CSV in UTF-8, none of its cells a formula but for those at `content`: readers see these as they are."""
    out = io.StringIO()
    csv.writer(out).writerow(
        [f"'{cell}" if calculates(cell) and at not in content else cell for at, cell in enumerate(cells)]
    )
    return out.getvalue().encode("utf-8", "replace")


def _text(part: Message) -> str:
    data = part.get_payload(decode=True)
    charset = part.get_content_charset("utf-8")
    text = data.decode(charset, "replace") if isinstance(data, bytes) else ""
    return text.replace("\r\n", "\n")


def _sender(message: Message) -> str:
    name, address = parseaddr(_unfolded(message, "From"))
    shown = clean_line(decoded_header(name))
    return f'"{quote(shown)}" <{address}>' if shown else address


def _unfolded(message: Message, field: str) -> str:
    return str(message.get(field, "")).replace("\r\n", "").replace("\n", "")
