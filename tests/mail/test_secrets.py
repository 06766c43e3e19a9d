"""Passwords come from the environment or the key store, and are shown nowhere."""

from __future__ import annotations

import traceback
import warnings

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked, NoKeyringError

from salesbook.mail.base import CannotSend
from salesbook.mail.secrets import Secret, SecretPurpose, keep_password, secret_for, xoauth2

HOST, LOGIN = "smtp.example.com", "ana@example.com"


class Store(KeyringBackend):
    """A key store in memory."""

    priority = 1

    def __init__(self):
        self.kept = {}

    def get_password(self, service, username):
        return self.kept.get((service, username))

    def set_password(self, service, username, password):
        self.kept[service, username] = password


class Broken(Store):
    """A key store that answers as `error` says."""

    def __init__(self, error):
        self.error = error

    def get_password(self, *_):
        warnings.warn("D-Bus is not well", RuntimeWarning, stacklevel=1)
        raise self.error

    def set_password(self, *_):
        raise self.error


@pytest.fixture(autouse=True)
def _nothing_set(monkeypatch):
    for start in ("SALESBOOK", "SALESBOOK_MAILBOX"):
        for end in ("PASSWORD", "TOKEN"):
            monkeypatch.delenv(f"{start}_{end}", raising=False)


@pytest.fixture
def use():
    before = keyring.get_keyring()

    def put(backend):
        keyring.set_keyring(backend)
        return backend

    yield put
    keyring.set_keyring(before)


def test_a_secret_is_not_shown():
    secret = Secret("opensesame", "ya29.token")
    assert "opensesame" not in f"{secret!r} {secret}"
    assert "ya29" not in f"{secret!r} {secret}"


def test_what_is_kept_is_found_again(use):
    store = use(Store())
    keep_password(HOST, LOGIN, "opensesame")
    assert store.kept == {("salesbook smtp.example.com", LOGIN): "opensesame"}
    assert secret_for(HOST, LOGIN) == Secret("opensesame")


def test_a_token_lies_beside_the_password(use):
    use(Store()).kept = {("salesbook smtp.example.com token", LOGIN): "ya29.token\n"}
    assert secret_for(HOST, LOGIN) == Secret(token="ya29.token")


def test_the_environment_goes_before_the_key_store(use, monkeypatch):
    use(Store())
    keep_password(HOST, LOGIN, "old")
    monkeypatch.setenv("SALESBOOK_PASSWORD", "new")
    assert secret_for(HOST, LOGIN) == Secret("new")


def test_a_mailbox_may_have_a_secret_of_its_own(monkeypatch):
    monkeypatch.setenv("SALESBOOK_PASSWORD", "of the server")
    assert secret_for(HOST, LOGIN, SecretPurpose.MAILBOX) == Secret("of the server")
    monkeypatch.setenv("SALESBOOK_MAILBOX_TOKEN", "of the mailbox")
    assert secret_for(HOST, LOGIN, SecretPurpose.MAILBOX) == Secret(token="of the mailbox")
    assert secret_for(HOST, LOGIN) == Secret("of the server")


@pytest.mark.parametrize(
    "error", [NoKeyringError("none"), KeyringLocked("locked"), RuntimeError("DBus: opensesame")]
)
def test_without_a_key_store_the_sentence_names_both_ways(use, error):
    use(Broken(error))
    with pytest.raises(CannotSend) as told:
        secret_for(HOST, LOGIN)
    assert told.value.why == "There is no password for ana@example.com at smtp.example.com."
    assert 'python -m keyring set "salesbook smtp.example.com" ana@example.com' in told.value.todo
    assert "SALESBOOK_PASSWORD" in told.value.todo
    assert "SALESBOOK_TOKEN" in told.value.todo


def test_the_sentence_for_a_mailbox_names_its_own_variables(use):
    use(Store())
    with pytest.raises(CannotSend) as told:
        secret_for("imap.example.com", LOGIN, SecretPurpose.MAILBOX)
    assert "SALESBOOK_MAILBOX_PASSWORD" in told.value.todo


def test_a_command_from_a_malicious_workbook_is_harmless_to_copy(use):
    use(Store())
    with pytest.raises(CannotSend) as told:
        secret_for(HOST, "ana; rm -rf ~")
    assert "'ana; rm -rf ~'" in told.value.todo


def test_what_cannot_be_kept_is_told_without_the_password(use):
    password = "open" + "sesame"  # a traceback shows the test's own lines
    use(Broken(RuntimeError(f"cannot keep {password}")))
    with pytest.raises(CannotSend) as told:
        keep_password(HOST, LOGIN, password)
    assert password not in "".join(traceback.format_exception(told.value))


def test_xoauth2_is_what_gmail_and_microsoft_ask_for():
    assert xoauth2("someuser@example.com", "ya29.vF9dft4qmTc2Nvb3RlckBhdHRhdmlzdGEuY29tCg") == (
        "user=someuser@example.com\x01auth=Bearer ya29.vF9dft4qmTc2Nvb3RlckBhdHRhdmlzdGEuY29tCg\x01\x01"
    )
