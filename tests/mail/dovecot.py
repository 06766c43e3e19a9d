"""A real Dovecot for tests: its own configuration, folder and port, and a mailbox a test."""

from __future__ import annotations

import getpass
import grp
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import imapclient
import pytest
import trustme

PROGRAM = shutil.which("dovecot", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
PASSWORD = "opensesame"
TOKEN = "ya29.token"
MOST_BYTES = 2_000_000  # of one mail

# `Entwürfe` has the attribute that says what it is for; a test may name others.
CONFIG = """
base_dir = {base}/run
state_dir = {base}/state
log_path = {base}/log
protocols = imap
listen = 127.0.0.1
{who}
default_vsz_limit = 512M
ssl = {ssl}
disable_plaintext_auth = no
auth_mechanisms = plain login xoauth2
auth_failure_delay = 0
mail_location = maildir:~/Maildir
mail_fsync = never
mail_plugins = quota
mail_max_userip_connections = 50
maildir_very_dirty_syncs = no
passdb {{
  driver = static
  mechanisms = plain login
  args = password={password}
}}
passdb {{
  driver = static
  mechanisms = xoauth2
  args = password={token}
}}
userdb {{
  driver = static
  args = {owner} home={base}/home/%u quota_rule=*:bytes=40M
}}
namespace inbox {{
  inbox = yes
  separator = /
  mailbox Entwürfe {{
    auto = create
    special_use = \\Drafts
  }}
  mailbox Gesendet {{
    auto = create
    special_use = \\Sent
  }}
  mailbox Spamverdacht {{
    auto = create
    special_use = \\Junk
  }}
}}
protocol imap {{
  mail_plugins = quota imap_quota
}}
plugin {{
  quota = count:Here
  quota_vsizes = yes
  quota_max_mail_size = {most}
}}
service imap-login {{
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = {tls}
  }}
  process_min_avail = 1
  {chroot}
}}
service anvil {{
  {chroot}
  unix_listener anvil-auth-penalty {{
    mode = 0  # failed logins are not made to wait
  }}
}}
service stats {{
  unix_listener stats-writer {{
    mode = 0666
  }}
}}
"""


@dataclass
class Dovecot:
    """A server that runs. `port` speaks in clear, `tls` encrypted from the start, where there is a certificate."""

    base: Path
    port: int
    tls: int
    numbers: Iterator[int] = field(default_factory=count)

    def mailbox(self) -> Mailbox:
        """A mailbox that nobody has used."""
        return Mailbox(self, f"ana{next(self.numbers)}")

    def log(self) -> str:
        log = self.base / "log"
        return log.read_text(errors="replace") if log.exists() else ""


@dataclass(frozen=True)
class Mailbox:
    """One user's mail on the server, seen from behind."""

    server: Dovecot
    login: str

    @property
    def address(self) -> str:
        """As the setting Mailbox has it."""
        return f"imap://localhost:{self.server.port}"

    @property
    def home(self) -> Path:
        return self.server.base / "home" / self.login

    def client(self) -> imapclient.IMAPClient:
        client = imapclient.IMAPClient("127.0.0.1", self.server.port, ssl=False, timeout=20)
        client.login(self.login, PASSWORD)
        return client

    def put(self, *mails: bytes, folder: str = "INBOX", flags=(), at=None) -> None:
        with self.client() as client:
            for mail in mails:
                client.append(folder, mail, flags, at)

    def all(self, folder: str = "INBOX") -> list[bytes]:
        """The mails in a folder, as they lie there; reading them so marks nothing."""
        with self.client() as client:
            client.select_folder(folder, readonly=True)
            found = client.fetch(client.search(), ["BODY.PEEK[]"])
            return [found[uid][b"BODY[]"] for uid in sorted(found)]

    def state(self) -> dict[str, object]:
        """Everything that a reader could change: folders, counts, numbers, flags."""
        with self.client() as client:
            told = {}
            for _, _, name in client.list_folders():
                told[name] = client.folder_status(name, ["MESSAGES", "UNSEEN", "UIDNEXT", "UIDVALIDITY"])
                client.select_folder(name, readonly=True)
                flags = client.get_flags(client.search())
                told[name]["flags"] = {uid: set(these) - {rb"\Recent"} for uid, these in flags.items()}
            return told


def free_port() -> int:
    with closing(socket.socket()) as door:
        door.bind(("127.0.0.1", 0))
        return door.getsockname()[1]


@contextmanager
def running(certificate: trustme.LeafCert | None = None) -> Iterator[Dovecot]:
    """A Dovecot in a folder with a short path (sockets need that); both are gone afterwards."""
    if PROGRAM is None:
        pytest.skip("There is no Dovecot here: apt install dovecot-imapd")
    base = Path(tempfile.mkdtemp(prefix="dovecot-", dir="/tmp")).resolve()
    server = Dovecot(base, free_port(), free_port())
    process = None
    try:
        config = base / "dovecot.conf"
        config.write_text(_config(server, certificate), encoding="utf-8")
        process = subprocess.Popen(
            [PROGRAM, "-F", "-c", config], stderr=subprocess.DEVNULL, start_new_session=True
        )
        _wait_for(server, process)
        yield server
    finally:
        if process:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)  # with all that it started; a polite end takes seconds
            process.wait()
        shutil.rmtree(base, ignore_errors=True)


def _config(server: Dovecot, certificate: trustme.LeafCert | None) -> str:
    base = server.base
    (base / "home").mkdir()
    if os.getuid() == 0:  # its own users come with the package; nobody's mail may belong to root
        base.chmod(0o755)
        shutil.chown(base / "home", "nobody", "nogroup")
        who, owner, chroot = "", "uid=nobody gid=nogroup", ""
    else:
        me, group = getpass.getuser(), grp.getgrgid(os.getgid()).gr_name
        who = f"default_internal_user = {me}\ndefault_internal_group = {group}\ndefault_login_user = {me}"
        owner, chroot = f"uid={os.getuid()} gid={os.getgid()}", "chroot ="
    ssl = "no"
    if certificate:
        certificate.private_key_and_cert_chain_pem.write_to_path(str(base / "both.pem"))
        ssl = f"yes\nssl_cert = <{base}/both.pem\nssl_key = <{base}/both.pem"
    names = {"password": PASSWORD, "token": TOKEN, "most": MOST_BYTES, "port": server.port, "tls": server.tls}
    return CONFIG.format(base=base, who=who, owner=owner, chroot=chroot, ssl=ssl, **names)


def _wait_for(server: Dovecot, process: subprocess.Popen[bytes]) -> None:
    for _ in range(200):
        with suppress(OSError), socket.create_connection(("127.0.0.1", server.port), timeout=5) as door:
            if door.recv(4) == b"* OK":
                return
        if process.poll() is not None:
            break
        time.sleep(0.02)
    raise RuntimeError(f"Dovecot did not start: {server.log()}")


@pytest.fixture(scope="session")
def dovecot() -> Iterator[Dovecot]:
    """One server for all tests of a worker, without encryption."""
    with running() as server:
        yield server


@pytest.fixture
def mailbox(dovecot: Dovecot) -> Mailbox:
    """An empty mailbox."""
    return dovecot.mailbox()
