"""Maildirs, mbox files and folders of .eml are read to the last mail, whatever else lies there."""

from __future__ import annotations

import json
import os
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from salesbook.errors import BadInput, CannotRead, FileMissing, explain
from salesbook.mail.mailbox import mailbox_of, reading
from salesbook.mail.mailbox import mbox as mbox_module
from salesbook.mail.secrets import Secret

LONG_AGO = date(2000, 1, 1)
NAMES = ["Añil Ω.eml", "回复.eml", "ردّ.eml", "a\nb.eml", "x#%&.EML", " .eml", "e\u0301.eml"]


def mail(number: object, body: str = "Hello\n") -> bytes:
    return (
        f"From: Bo <bo@example.com>\nMessage-ID: <{number}@example.com>\nSubject: {number}\n\n{body}".encode()
    )


def source(path: Path):
    return mailbox_of(str(path), "", Secret)


def read(place, mark=None, since=LONG_AGO) -> list[str]:
    """Subjects of the mails that are new."""
    return [subject(found.data) for found in place.new(mark or {}, since)]


def subject(data: bytes) -> str:
    return data.partition(b"Subject: ")[2].partition(b"\n")[0].strip().decode()


def marked(place) -> dict:
    """The mark, as the ledger keeps it."""
    return json.loads(json.dumps(place.mark()))


def state(folder: Path) -> dict[str, tuple]:
    return {
        str(path): (path.stat().st_mtime_ns, path.stat().st_mode, path.is_file() and path.read_bytes())
        for path in folder.rglob("*")
    }


def unreadable(monkeypatch, wanted: str) -> None:
    """What the system says of a file that is somebody else's; root may read everything."""
    plain = Path.open

    def opened(self, *args, **kwargs):
        if wanted in self.name:
            raise PermissionError(13, "Permission denied")
        return plain(self, *args, **kwargs)

    monkeypatch.setattr(Path, "open", opened)


# A Maildir.


@pytest.fixture
def maildir(tmp_path):
    for part in ("new", "cur", "tmp"):
        (tmp_path / "Maildir" / part).mkdir(parents=True)
    return tmp_path / "Maildir"


def deliver(maildir: Path, number: int, part: str = "new", days_ago: float = 0, flags: str = "") -> Path:
    when = time.time() - days_ago * 86400
    path = maildir / part / f"{when:.0f}.M{number}.host{flags}"
    path.write_bytes(mail(number))
    os.utime(path, (when, when))
    return path


def test_a_maildir_is_read_whatever_its_flags_say(maildir):
    deliver(maildir, 1, days_ago=1)
    deliver(maildir, 2, "cur", 0.5, ":2,RS")
    deliver(maildir, 3, "cur", 0.2, "!2,S")
    deliver(maildir, 4, "tmp")
    before = state(maildir)
    assert read(source(maildir)) == ["1", "2", "3"]
    assert state(maildir) == before


def test_only_what_came_since_is_new_even_if_a_mail_program_moved_the_rest(maildir):
    first = deliver(maildir, 1)
    place = source(maildir)
    assert read(place) == ["1"]
    mark = marked(place)
    first.rename(maildir / "cur" / f"{first.name}:2,S")
    deliver(maildir, 2)
    deliver(maildir, 3, days_ago=1)  # it waited on the way
    place = source(maildir)
    assert read(place, mark) == ["3", "2"]
    assert read(source(maildir), marked(place)) == []


def test_a_first_look_at_a_maildir_goes_back_30_days(maildir):
    deliver(maildir, 1, days_ago=60)
    deliver(maildir, 2, days_ago=20)
    place = source(maildir)
    assert read(place, since=None) == ["2"]
    assert read(source(maildir), marked(place), since=None) == []


def test_a_mail_that_a_program_moves_while_others_are_read_is_read(maildir):
    deliver(maildir, 1, days_ago=0.5)
    second, third = deliver(maildir, 2), deliver(maildir, 3, days_ago=0.1)
    seen = []
    for found in source(maildir).new({}, LONG_AGO):
        seen.append(subject(found.data))
        if seen == ["1"]:
            second.rename(maildir / "cur" / f"{second.name}:2,S")
            third.unlink()
    assert seen == ["1", "2"]


def test_a_mail_that_is_moved_in_with_its_old_day_is_new_too(maildir):
    deliver(maildir, 1)
    deliver(maildir, 2, "cur", days_ago=40, flags=":2,S")
    place = source(maildir)
    assert read(place, since=None) == ["1"]
    mark = marked(place)
    deliver(maildir, 3, "cur", days_ago=9, flags=":2,S")  # moved back from spam
    deliver(maildir, 4, "cur", days_ago=90)  # brought along by another program
    place = source(maildir)
    assert read(place, mark, since=None) == ["4", "3"]
    assert read(source(maildir), marked(place), since=None) == []


def test_the_mark_of_a_maildir_holds_little_and_nothing_that_is_gone(maildir):
    mails = [deliver(maildir, number, days_ago=10 + number) for number in range(50)]
    deliver(maildir, 99)
    place = source(maildir)
    assert len(read(place)) == 51
    mark = marked(place)
    assert len(json.dumps(mark)) < 51 * 20
    for path in mails:
        path.unlink()
    place = source(maildir)
    assert read(place, mark) == []
    assert len(marked(place)["known"]) == 1


# An mbox.


def boxed(number: object, day: str = "Mon Nov 23 10:00:00 2026", body: str = "Hello\n") -> bytes:
    return f"From bo@example.com {day}\n".encode() + mail(number, body) + b"\n"


@pytest.fixture
def mbox(tmp_path):
    path = tmp_path / "Inbox"
    path.write_bytes(boxed(1) + boxed(2))
    return path


def test_an_mbox_is_read_on_where_the_last_look_ended(mbox):
    place = source(mbox)
    before = state(mbox.parent)
    assert read(place) == ["1", "2"]
    assert state(mbox.parent) == before
    mark = marked(place)
    assert read(source(mbox), mark) == []
    mbox.write_bytes(mbox.read_bytes() + boxed(3))
    assert read(source(mbox), mark) == ["3"]


def test_mails_in_an_mbox_are_as_they_were_sent(mbox):
    body = "\n>From Monday on\n>>From deep\n\nFrom now on all is well\n\nFrom here\n"
    mbox.write_bytes(boxed(1, body=body) + boxed(2))
    first, second = source(mbox).new({}, LONG_AGO)
    assert first.data == mail(1, body.replace(">From", "From")) + b"\n"
    assert subject(second.data) == "2"


@pytest.mark.parametrize(
    "line",
    ["- Mon Nov 23 10:00:00 2026", "1785@xxx Mon Nov 23 10:00:00 +0000 2026", "bo@example.com Mon Nov  3 10:00 CET 2026", "???@??? Mon Feb 31 10:00:00 2026"],
)  # fmt: skip
def test_first_lines_of_other_programs_are_understood(mbox, line):
    mbox.write_bytes(f"From {line}\r\n".encode() + mail(1) + b"\r\n" + f"From {line}\r\n".encode() + mail(2))
    assert read(source(mbox)) == ["1", "2"]


def test_an_mbox_that_was_written_anew_is_read_again_and_its_mails_keep_their_keys(mbox):
    place = source(mbox)
    keys = [found.key for found in place.new({}, LONG_AGO)]
    mark = marked(place)
    noted = boxed(2).replace(b"Subject", b"X-Mozilla-Status: 0001\nStatus: RO\nSubject")
    mbox.write_bytes(noted + boxed(3) + boxed(4))
    again = [found.key for found in source(mbox).new(mark, LONG_AGO)]
    assert again[0] == keys[1]
    assert len(set(again) | set(keys)) == 4


def test_a_first_look_at_an_mbox_goes_back_to_a_day(mbox):
    mbox.write_bytes(boxed(1, "Mon Nov 23 10:00:00 2025") + boxed(2) + b"From nobody\n")
    place = source(mbox)
    assert read(place, since=date(2026, 11, 1)) == ["2"]
    assert read(source(mbox), marked(place), since=date(2026, 11, 1)) == []


def test_a_mail_that_is_being_written_is_left_for_the_next_time(mbox, monkeypatch):
    half = boxed(3, body="Hello, I would like to\n")[:-2]
    mbox.write_bytes(mbox.read_bytes() + half)

    def moment(_seconds):
        mbox.write_bytes(mbox.read_bytes() + b"\nbuy.\n\n")

    monkeypatch.setattr(mbox_module.time, "sleep", moment)
    place = source(mbox)
    assert read(place) == ["1", "2"]
    mark = marked(place)
    (found,) = source(mbox).new(mark, LONG_AGO)
    assert found.data.rstrip().endswith(b"buy.")


def test_the_last_mail_of_a_file_that_nobody_writes_is_read(mbox, monkeypatch):
    monkeypatch.setattr(mbox_module, "_MOMENT", 0)
    mbox.write_bytes((boxed(1) + boxed(2)).rstrip())
    place = source(mbox)
    assert read(place) == ["1", "2"]
    mbox.write_bytes(mbox.read_bytes() + b"\n\n" + boxed(3))
    assert read(source(mbox), marked(place)) == ["3"]


def test_of_a_large_mail_in_an_mbox_the_start_is_read(mbox, monkeypatch):
    monkeypatch.setattr(mbox_module, "MOST_MAIL_BYTES", 2000)
    monkeypatch.setattr(mbox_module, "START_BYTES", 500)
    mbox.write_bytes(boxed(1, body="x" * 200_000 + "\n") + boxed(2))
    assert [len(found.data) for found in source(mbox).new({}, LONG_AGO)] == [500, len(mail(2)) + 1]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"From \n",
        b"From nobody\n\n\n",
        b"From a Mon Nov 23 10:00:00 2026",
        b"From \xff\xfe 10:00 2026\n\x00\n",
    ],
)
def test_a_broken_mbox_breaks_nothing(mbox, data, monkeypatch):
    monkeypatch.setattr(mbox_module, "_MOMENT", 0)
    mbox.write_bytes(data)
    place = source(mbox)
    list(place.new({}, LONG_AGO))
    assert list(source(mbox).new(marked(place), LONG_AGO)) == []


def test_an_mbox_of_5000_mails_is_read_whole(mbox):
    mbox.write_bytes(b"".join(boxed(number, body="x" * 3000 + "\n") for number in range(5000)))
    assert len(read(source(mbox))) == 5000


# A folder of .eml files.


@pytest.fixture
def folder(tmp_path):
    path = tmp_path / "answers"
    path.mkdir()
    (path / "1.eml").write_bytes(mail(1))
    (path / "2.eml").write_bytes(mail(2))
    (path / "notes.txt").write_text("no mail")
    (path / "older").mkdir()
    (path / "older" / "3.eml").write_bytes(mail(3))
    (path / "4.eml").mkdir()
    return path


def test_a_folder_of_eml_files_is_read_once_each(folder):
    place = source(folder)
    before = state(folder)
    assert read(place) == ["1", "2"]
    assert state(folder) == before
    mark = marked(place)
    assert read(source(folder), mark) == []
    (folder / "5.eml").write_bytes(mail(5))
    (folder / "2.eml").write_bytes(mail("2, whole now"))
    (folder / "1.eml").unlink()
    place = source(folder)
    assert read(place, mark) == ["2, whole now", "5"]
    assert set(marked(place)["files"]) == {"2.eml", "5.eml"}


def test_one_file_can_be_named_alone(folder):
    place = source(folder / "2.eml")
    assert read(place) == ["2"]
    assert read(source(folder / "2.eml"), marked(place)) == []


def test_the_same_mail_under_another_name_has_the_same_key(folder):
    (folder / "2 copy.eml").write_bytes(mail(2))
    keys = [found.key for found in source(folder).new({}, None)]
    assert (len(keys), len(set(keys))) == (3, 2)


def test_names_in_any_script_are_read(tmp_path):
    for number, name in enumerate(NAMES):
        (tmp_path / name).write_bytes(mail(number))
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff\xfe.eml")).write_bytes(mail("bytes"))
    place = source(tmp_path)
    assert sorted(read(place)) == sorted([*map(str, range(len(NAMES))), "bytes"])
    assert read(source(tmp_path), marked(place)) == []


@pytest.mark.parametrize("data", [b"", b"\0" * 100, b"\xff\xfe<\0h\0", b"no headers at all", b"\r\n\r\n"])
def test_a_broken_file_is_given_as_it_is(folder, data):
    (folder / "0.eml").write_bytes(data)
    assert next(source(folder).new({}, None)).data == data


def test_a_file_that_may_not_be_read_is_told_and_tried_again_while_others_are_read(folder, monkeypatch):
    with monkeypatch.context() as patched:
        unreadable(patched, "1.eml")
        place = source(folder)
        assert read(place) == ["2"]
        assert [explain(told) for told in place.unread] == [
            f"{folder}/1.eml cannot be read: you may not read it. See whether the drive is there and the file is yours to open, then try again."
        ]
    assert read(source(folder), marked(place)) == ["1"]


def test_so_it_is_in_a_maildir(maildir, monkeypatch):
    deliver(maildir, 1)
    deliver(maildir, 2)
    with monkeypatch.context() as patched:
        unreadable(patched, "M1.host")
        place = source(maildir)
        assert read(place) == ["2"]
        assert [type(told) for told in place.unread] == [CannotRead]
    assert read(source(maildir), marked(place)) == ["1"]


def test_so_it_is_with_an_mbox(mbox, monkeypatch):
    place = source(mbox)
    unreadable(monkeypatch, "Inbox")
    with pytest.raises(CannotRead):
        read(place)


def test_files_of_outlook_are_told_once(folder):
    for name in ("a.msg", "b.MSG"):
        (folder / name).write_bytes(b"\xd0\xcf\x11\xe0")
    place = source(folder)
    assert read(place) == ["1", "2"]
    (told,) = place.unread
    assert explain(told).startswith("answers/a.msg and 1 more like it hold mail in Outlook's own format")
    with pytest.raises(BadInput, match="own format"):
        source(folder / "a.msg")


def test_of_a_large_file_the_start_is_read(folder, monkeypatch):
    monkeypatch.setattr(reading, "MOST_MAIL_BYTES", 1000)
    monkeypatch.setattr(reading, "START_BYTES", 200)
    (folder / "1.eml").write_bytes(mail(1, "x" * 5000))
    assert [len(found.data) for found in source(folder).new({}, None)] == [200, len(mail(2))]


# What a person names.


@pytest.mark.parametrize("text", ["/no/such/folder", "answers", "C:\\mail\\box", "missing.eml", "Inbox.mbox"])
def test_what_is_not_there_is_told(text):
    with pytest.raises(FileMissing):
        mailbox_of(text, "ana", Secret)


@pytest.mark.parametrize(
    "text",
    [
        "imaps://ana:geheim@imap.example.com", "ana:geheim@imap.example.com", "ana:ge/heim@imap.example.com:993",
        "imap://ana@x.example:geheim@host/path", "imaps://ana:geheim@[::1", "a@x.example:geheim@imap.example.com",
        "imaps://imap.example.com/ana:geheim@x",
    ],
)  # fmt: skip
def test_a_password_beside_the_mailbox_is_never_shown(text):
    with pytest.raises(BadInput) as caught:
        mailbox_of(text, "ana", Secret)
    assert "heim" not in explain(caught.value)
    assert "must not hold a login or a password" in explain(caught.value)


def test_what_holds_no_mails_is_told(tmp_path):
    (tmp_path / "table.csv").write_text("a,b")
    with pytest.raises(BadInput, match="holds no mails"):
        source(tmp_path / "table.csv")
    with pytest.raises(BadInput, match="no mailbox"):
        mailbox_of(" ", "ana", Secret)
    with pytest.raises(BadInput, match="no user name"):
        mailbox_of("imap.example.com", "", Secret)


def test_a_place_has_the_same_name_whatever_way_it_is_named(folder, monkeypatch):
    monkeypatch.chdir(folder.parent)
    assert source(Path("answers")).name == source(folder).name == f"eml {folder}"
    assert mailbox_of("imap.example.com", "ana", Secret).name == "imap ana at imap.example.com:993"


def test_a_first_look_without_a_day_goes_back_30_days(maildir):
    deliver(maildir, 1, days_ago=(datetime.now(UTC) - datetime(2020, 1, 1, tzinfo=UTC)) / timedelta(days=1))
    assert read(source(maildir), since=None) == []
    assert read(source(maildir)) == ["1"]
