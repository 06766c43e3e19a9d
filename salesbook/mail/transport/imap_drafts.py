"""Letters put into the Drafts folder of a mailbox, where a person reads and sends them."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from salesbook.mail.base import CannotSend, Fate, Parcel, Receipt
from salesbook.mail.mailbox.imap_connection import answering, connected, hang_up, server_of, server_words
from salesbook.mail.mailbox.imap_folders import all_ids, folders_of, ids_among
from salesbook.mail.message.draft_folder import UNSENT
from salesbook.mail.secrets import Secret

if TYPE_CHECKING:
    from imapclient import IMAPClient

_FLAGS = (rb"\Draft", rb"\Seen")  # a draft is no new mail
_NEW_FOLDER = "Drafts"
_CODE = re.compile(r"\[([A-Z-]+)[^\]]*\]")  # RFC 5530: what the server means, for programs
_FOR_ALL = {"NOPERM", "READ-ONLY", "PRIVACYREQUIRED", "AUTHORIZATIONFAILED", "EXPIRED"}
_NEVER = {"TOOBIG", "LIMIT", "CANNOT", "CLIENTBUG"}
_UNSENT_LINE = re.compile(rb"^%s:.*\r?\n" % UNSENT[0].encode(), re.MULTILINE | re.IGNORECASE)
_HEAD = re.compile(rb"\r?\n\r?\n")


class Drafts:
    """The Drafts folder of `login` on a server such as imap.example.com; see `server_of` for what may be written.

    A letter that lies there already, or among the sent, is not put there again: it is found by its
    Message-ID. So after a lost line a letter can be handed once more without doubt.
    """

    def __init__(self, server: str, login: str, secret: Callable[[], Secret]) -> None:
        self._server, self._login, self._secret = server_of(server), login, secret
        self.where = f"the Drafts folder of {login} at {self._server.host}"
        self._client: IMAPClient | None = None
        self._drafts, self._sent = "", ""
        self._lying: set[str] = set()

    def open(self) -> None:
        """Log in, and see what lies in Drafts. Raises CannotSend."""
        self._opened()

    def hand(self, parcel: Parcel) -> Receipt:
        """See `Transport.hand`. Raises CannotSend besides where the mailbox is full."""
        from imapclient.exceptions import IMAPClientAbortError, IMAPClientError

        try:
            return self._put(self._opened(), parcel)
        except (IMAPClientAbortError, OSError) as error:
            # It may lie there; if so, it is found when the letter is handed again.
            self._let_go(lost=True)
            return Receipt(Fate.LATER, server_words(error), lost=True)
        except IMAPClientError as error:
            return self._refused(server_words(error))

    def close(self) -> None:
        """See `Transport.close`."""
        self._let_go(lost=False)

    def _opened(self) -> IMAPClient:
        if self._client is not None:
            return self._client
        client = connected(self._server, self._login, self._secret)
        try:
            with answering(self._server):
                folders = folders_of(client)
                self._drafts, self._sent = folders.drafts or _NEW_FOLDER, folders.sent
                self._lying = all_ids(client, folders.drafts) if folders.drafts else set()
                if self._sent:
                    client.select_folder(self._sent, readonly=True)
        except CannotSend:
            hang_up(client, lost=True)
            raise
        self._client = client
        return client

    def _put(self, client: IMAPClient, parcel: Parcel) -> Receipt:
        from imapclient.exceptions import IMAPClientAbortError, IMAPClientError

        number = parcel.message_id
        if number in self._lying:
            return Receipt(Fate.HANDED, f"It lies in {self._drafts} already.")
        if self._sent:
            client.noop()  # a server may tell of new mails only after a search
            if ids_among(client, [number]):
                return Receipt(Fate.HANDED, f"It lies in {self._sent} already.")
        data = without_unsent(parcel.data)
        try:
            said = client.append(self._drafts, data, _FLAGS)
        except IMAPClientAbortError:
            raise
        except IMAPClientError as error:
            if "[TRYCREATE]" not in str(error):
                raise
            client.create_folder(self._drafts)
            said = client.append(self._drafts, data, _FLAGS)
        self._lying.add(number)
        return Receipt(Fate.HANDED, " ".join(said.decode("utf-8", "replace").split()))

    def _refused(self, said: str) -> Receipt:
        codes = set(_CODE.findall(said))
        if "OVERQUOTA" in codes:
            raise CannotSend(
                f"The mailbox of {self._login} at {self._server.host} is full.",
                "Delete what is no longer needed there, then try again.",
            )
        if codes & _FOR_ALL:
            raise CannotSend(
                f"{self._server.host} lets {self._login} put nothing into {self._drafts}: {said}",
                "Ask who runs the server.",
            )
        is_final = codes & _NEVER or "command error: BAD" in said
        return Receipt(Fate.REFUSED if is_final else Fate.LATER, said)

    def _let_go(self, *, lost: bool) -> None:
        if self._client is not None:
            hang_up(self._client, lost=lost)
        self._client = None


def without_unsent(data: bytes) -> bytes:
    """The message without the header by which Outlook opens a file for editing: here its folder says so."""
    end = _HEAD.search(data)
    at = end.start() + 2 if end else len(data)
    return _UNSENT_LINE.sub(b"", data[:at]) + data[at:]
