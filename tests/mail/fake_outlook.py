"""What salesbook uses of classic Outlook's object model, and no more: what the real one refuses, this refuses.

Written from Microsoft's reference of the object model. It stands in for Outlook where there is no
Windows; nothing here has been held against a real one.
"""

from __future__ import annotations

import re
import sys
from email.message import EmailMessage
from pathlib import Path
from types import ModuleType

_TAG = re.compile(r"http://schemas\.microsoft\.com/mapi/proptag/0x([0-9A-F]{4})([0-9A-F]{4})")
_NAMED = re.compile(
    r"http://schemas\.microsoft\.com/mapi/string/\{00020386-0000-0000-C000-000000000046\}/([\w-]+)"
)
_FILTER = re.compile(r"@SQL=\"(http://schemas\.microsoft\.com/mapi/proptag/0x1035001F)\" = '((?:[^']|'')*)'")
_TYPES = {"001F": str, "000B": bool}
_GONE = -2147023174


class com_error(Exception):  # noqa: N801 - as pywin32 calls it
    """As pywin32 raises it."""

    def __init__(self, hresult: int, strerror: str, excepinfo: tuple | None = None) -> None:
        super().__init__(hresult, strerror, excepinfo, None)
        self.hresult, self.strerror, self.excepinfo = hresult, strerror, excepinfo


class Strict:
    """An object of Outlook's: only what it knows can be set."""

    _known: frozenset[str] = frozenset()

    def __setattr__(self, name, value):
        if not name.startswith("_") and name not in self._known:
            raise com_error(-2147352570, "Unknown name.")
        super().__setattr__(name, value)


class Properties:
    def __init__(self):
        self.values = {}

    def SetProperty(self, name, value):  # noqa: N802
        tag, named = _TAG.fullmatch(name), _NAMED.fullmatch(name)
        wanted = _TYPES.get(tag[2]) if tag else str if named else None
        if wanted is None or type(value) is not wanted:
            raise com_error(
                -2147352567, "Exception occurred.", (0, "Outlook", "The property cannot be set.", "", 0, 0)
            )
        self.values[named[1] if named else tag[0]] = value


class Recipient(Strict):
    _known = frozenset({"Type"})

    def __init__(self, name):
        self._name = name


class Recipients(list):
    def Add(self, name):  # noqa: N802
        if not re.fullmatch(r"[^\s;,<>]+@[^\s;,<>]+", name):
            raise AssertionError(f"Outlook may take {name!r} for several people or for none")
        self.append(Recipient(name))
        return self[-1]


class Attachment:
    def __init__(self, name, data):
        self.name, self.data, self.PropertyAccessor = name, data, Properties()


class Attachments(list):
    def Add(self, path, kind):  # noqa: N802
        assert kind == 1
        self.append(Attachment(Path(path).name, Path(path).read_bytes()))  # a copy: the file may go
        return self[-1]


class Mail(Strict):
    _known = frozenset({"Subject", "HTMLBody", "Body", "BodyFormat", "InternetCodepage"})

    def __init__(self, folder):
        self._folder, self._account, self._oleobj_ = folder, None, self
        self._parts = {
            "Recipients": Recipients(), "ReplyRecipients": Recipients(),
            "Attachments": Attachments(), "PropertyAccessor": Properties(),
        }  # fmt: skip

    def __getattr__(self, name):
        return self._parts[name]

    def Invoke(self, name, language, kind, wants_result, account):  # noqa: N802
        assert (name, language, kind, wants_result) == (64209, 0, 8, 0)
        self._account = account

    def Save(self):  # noqa: N802
        self._folder._outlook.call()
        if self not in self._folder._items:
            self._folder._items.append(self)

    def as_bytes(self):
        """The letter that Outlook would send."""
        letter = EmailMessage()
        letter["From"] = self._account.SmtpAddress
        letter["To"] = [one._name for one in self.Recipients if one.Type == 1]
        letter["Subject"] = self.Subject
        values = self.PropertyAccessor.values
        letter["Message-ID"] = values[f"{_TAG_TEXT}1035001F"]
        if "List-Unsubscribe" in values:
            letter["List-Unsubscribe"] = values["List-Unsubscribe"]
        if "HTMLBody" in vars(self):
            letter.set_content(self.HTMLBody, subtype="html")
        else:
            letter.set_content(self.Body)
        for one in self.Attachments:
            content_id = one.PropertyAccessor.values.get(f"{_TAG_TEXT}3712001F")
            letter.add_attachment(
                one.data,
                "application",
                "octet-stream",
                filename=one.name,
                cid=content_id and f"<{content_id}>",
            )
        return letter.as_bytes()


_TAG_TEXT = "http://schemas.microsoft.com/mapi/proptag/0x"


class Folder:
    def __init__(self, outlook, name):
        self._outlook, self.Name, self._items = outlook, name, []

    @property
    def Items(self):  # noqa: N802
        self._outlook.call()
        return self

    def Add(self, kind):  # noqa: N802
        assert kind == "IPM.Note"
        return Mail(self)

    def Restrict(self, text):  # noqa: N802
        tag, number = _FILTER.fullmatch(text).groups()
        found = [
            one for one in self._items if one.PropertyAccessor.values.get(tag) == number.replace("''", "'")
        ]
        result = ModuleType("Items")
        result.Count = len(found)
        return result


class Store:
    def __init__(self, outlook):
        self._folders = {16: Folder(outlook, "Entwürfe"), 5: Folder(outlook, "Gesendete Elemente")}

    def GetDefaultFolder(self, which):  # noqa: N802
        return self._folders[which]


class Account:
    def __init__(self, address, store):
        self.SmtpAddress, self.DeliveryStore = address, store


class FakeOutlook:
    """Outlook with accounts for these addresses; `is_there` can be taken away, and `error` said instead of an answer."""

    def __init__(self, *addresses):
        self.is_there, self.error = True, None
        self.store = Store(self)
        self._accounts = [Account(address, self.store) for address in addresses]

    def call(self):
        if not self.is_there:
            raise com_error(_GONE, "The RPC server is unavailable.")
        if self.error:
            raise self.error

    def Dispatch(self, name):  # noqa: N802
        assert name == "Outlook.Application"
        if not self.is_there:
            raise com_error(-2147221005, "Invalid class string")
        return self

    def GetNamespace(self, name):  # noqa: N802
        assert name == "MAPI"
        return self

    def Logon(self, profile, password, show_dialog, new_session):  # noqa: N802
        assert (profile, password, show_dialog, new_session) == ("", "", False, False)

    @property
    def Accounts(self):  # noqa: N802
        self.call()
        return self._accounts

    def drafts(self):
        return list(self.store.GetDefaultFolder(16)._items)

    def send_all(self):
        """What a person does."""
        drafts, sent = self.store.GetDefaultFolder(16), self.store.GetDefaultFolder(5)
        sent._items += drafts._items
        drafts._items.clear()

    def install(self, monkeypatch):
        """Put it where pywin32 would be."""
        package, client, types = (
            ModuleType("win32com"),
            ModuleType("win32com.client"),
            ModuleType("pywintypes"),
        )
        package.client, client.Dispatch, types.com_error = client, self.Dispatch, com_error
        for module in (package, client, types):
            monkeypatch.setitem(sys.modules, module.__name__, module)
        monkeypatch.setattr("salesbook.util.computer.system", lambda: "win32")
