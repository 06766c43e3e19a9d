"""Letters put into the Drafts folder of classic Outlook on Windows, where a person reads and sends them.

Outlook's object model takes no message as it is, so each is made anew: recipient, subject, page,
pictures, files, and the headers that a letter is found by again. Outlook writes its own plain text.
"""

from __future__ import annotations

import re
import tempfile
from email import message_from_bytes, policy
from email.message import EmailMessage, MIMEPart
from email.utils import getaddresses
from pathlib import Path
from typing import Any, cast

from salesbook.mail.base import CannotSend, Fate, Parcel, Receipt, Unreachable
from salesbook.util import computer

# Outlook's names for things, from its object model and from MAPI.
_MAIL, _DRAFTS, _SENT, _BY_VALUE, _TO, _PLAIN, _UTF8 = "IPM.Note", 16, 5, 1, 1, 1, 65001
_SEND_USING_ACCOUNT, _PUT_REFERENCE = 64209, 8
_TAG = "http://schemas.microsoft.com/mapi/proptag/0x"
_MESSAGE_ID, _REPLY_TO, _REFERENCES = f"{_TAG}1035001F", f"{_TAG}1042001F", f"{_TAG}1039001F"
_CONTENT_ID, _IS_HIDDEN = f"{_TAG}3712001F", f"{_TAG}7FFE000B"
_HEADER = "http://schemas.microsoft.com/mapi/string/{00020386-0000-0000-C000-000000000046}/"
_GONE = {-2147023174, -2147023170, -2147417848, -2147220995}  # its process ended
_CARRIED = ("List-Unsubscribe", "List-Unsubscribe-Post", "Feedback-ID", "Auto-Submitted")
_BAD = re.compile(r'[<>:"/\\|?*\x00-\x1f]')
_INSTEAD = "Start classic Outlook and try again, or use --to eml: such files open as drafts in every Outlook."


class Outlook:
    """Classic Outlook on this computer. New Outlook has no door for other programs, nor has Outlook for Mac.

    A letter that lies in Drafts or Sent Items already is not put there again: it is found by its
    Message-ID. One whose sender has no account in this Outlook is refused.
    """

    def __init__(self) -> None:
        self.where = "Drafts in Outlook"
        self._session: Any = None

    def open(self) -> None:
        """Reach Outlook, which starts if it must. Raises CannotSend."""
        if self._session is not None:
            return
        if computer.system() != "win32":
            raise CannotSend("Only classic Outlook on Windows takes letters from salesbook.", _INSTEAD)
        import win32com.client  # comes with xlwings on Windows
        from pywintypes import com_error

        try:
            session = win32com.client.Dispatch("Outlook.Application").GetNamespace("MAPI")
            session.Logon("", "", False, False)  # the usual profile, without a question
        except com_error as error:
            raise Unreachable(
                f"Classic Outlook does not answer ({_words(error)}). New Outlook has no door for other programs.",
                _INSTEAD,
            ) from error
        self._session = session

    def hand(self, parcel: Parcel) -> Receipt:
        """See `Transport.hand`."""
        self.open()
        from pywintypes import com_error

        try:
            return self._put(parcel)
        except com_error as error:
            is_lost = error.hresult in _GONE
            if is_lost:
                self._session = None
            return Receipt(Fate.LATER, _words(error), lost=is_lost)

    def close(self) -> None:
        """Let go of Outlook, which stays open."""
        self._session = None

    def _put(self, parcel: Parcel) -> Receipt:
        account = next(
            (one for one in self._session.Accounts if one.SmtpAddress.lower() == parcel.sender.lower()), None
        )
        if account is None:
            return Receipt(
                Fate.REFUSED,
                f"Outlook on this computer has no account for {parcel.sender}: add it, then try again.",
            )
        store = account.DeliveryStore or self._session.DefaultStore
        drafts = store.GetDefaultFolder(_DRAFTS)
        for folder in (drafts, store.GetDefaultFolder(_SENT)):
            if _holds(folder, parcel.message_id):
                return Receipt(Fate.HANDED, f"It lies in {folder.Name} already.")
        item = drafts.Items.Add(_MAIL)
        item._oleobj_.Invoke(_SEND_USING_ACCOUNT, 0, _PUT_REFERENCE, 0, account)  # an object, no plain value
        _fill(item, parcel)
        item.Save()
        return Receipt(Fate.HANDED, drafts.Name)


def _holds(folder: Any, message_id: str) -> bool:
    number = message_id.replace("'", "''")
    return bool(folder.Items.Restrict(f"@SQL=\"{_MESSAGE_ID}\" = '{number}'").Count)


def _fill(item: Any, parcel: Parcel) -> None:
    letter = message_from_bytes(parcel.data, policy=policy.default)
    item.Subject = str(letter["Subject"] or "")
    # By its address alone: Outlook would take a name with a comma or a semicolon for two.
    item.Recipients.Add(parcel.to).Type = _TO
    for _, address in getaddresses([str(value) for value in letter.get_all("Reply-To", [])]):
        item.ReplyRecipients.Add(address)
    _write_headers(item.PropertyAccessor, letter, parcel.message_id)
    item.InternetCodepage = _UTF8
    page, text = letter.get_body(["html"]), letter.get_body(["plain"])
    if page is not None:
        item.HTMLBody = page.get_content()
    else:
        item.BodyFormat = _PLAIN
        item.Body = "\r\n".join(text.get_content().splitlines()) if text is not None else ""
    with tempfile.TemporaryDirectory(prefix="salesbook-") as folder:
        for number, part in enumerate(_files(letter)):
            _attach(item, part, Path(folder) / str(number))


def _write_headers(properties: Any, letter: EmailMessage, message_id: str) -> None:
    properties.SetProperty(_MESSAGE_ID, message_id)
    for name, tag in (("In-Reply-To", _REPLY_TO), ("References", _REFERENCES)):
        if letter[name]:
            properties.SetProperty(tag, str(letter[name]))
    for name in _CARRIED:
        if letter[name]:
            properties.SetProperty(f"{_HEADER}{name}", str(letter[name]))


def _files(letter: EmailMessage) -> list[MIMEPart]:
    """The pictures and files of a letter: all of its parts that are no text to read."""
    return [part for part in letter.walk() if not part.is_multipart() and part.get_filename()]


def _attach(item: Any, part: MIMEPart, folder: Path) -> None:
    """Give Outlook a file, by the name that it is to have."""
    folder.mkdir()
    path = folder / (_BAD.sub("_", part.get_filename() or "").strip(" .") or "file")
    path.write_bytes(cast("bytes", part.get_payload(decode=True)))
    attached = item.Attachments.Add(str(path), _BY_VALUE)
    content_id = str(part["Content-ID"] or "").strip("<> ")
    if content_id:  # a picture that stands in the page, and not in the list of files
        attached.PropertyAccessor.SetProperty(_CONTENT_ID, content_id)
        attached.PropertyAccessor.SetProperty(_IS_HIDDEN, True)


def _words(error: Any) -> str:
    """What Outlook said, on one line."""
    said = error.excepinfo[2] if error.excepinfo and error.excepinfo[2] else error.strerror
    return " ".join(str(said).split())
