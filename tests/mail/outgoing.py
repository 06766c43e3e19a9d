"""Letters to send: a plain one, one with all that a letter can have, and whatever Hypothesis makes of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import strategies as st

from salesbook.mail.message.build import Address, Attached, Outgoing

PLAIN = Outgoing(
    sender=Address("Ana Ruiz", "ana@firm.example"),
    to=Address("Ben", "ben@buyer.example"),
    subject="Prices for spring",
    text="Dear Ben,\nhere they are.\n",
    html="<p>Dear Ben,</p>\n<p>here they are.</p>\n",
    message_id="<m1.c1@firm.example>",
)
PICTURE = Attached("logo.png", b"\x89PNG not really")
LIST = Attached("Preisliste für Köln.pdf", b"%PDF " * 100)
FULL = replace(
    PLAIN,
    date=datetime(2026, 6, 15, 9, 30, tzinfo=UTC),
    reply_to=Address("Vertrieb, Köln", "sales@firm.example"),
    extra=(("X-Unsent", "1"), ("List-Unsubscribe", f"<https://firm.example/out/{'a' * 90}>, <mailto:out@firm.example>")),
    images=(("logo@firm", PICTURE),),
    attachments=(LIST, Attached("notes.eml", b"From: x\n\nbody")),
)  # fmt: skip

SCRIPTS = (
    "Zoë Müller-Lüdenscheidt", "Пётр Ильич Чайковский", "Αλέξανδρος", "山田太郎", "محمد بن سلمان", "נועה לוי",
    "O'Brien, Pat", 'Pat "the Bat" <bat@evil.example>', "Nguyễn Thị Minh Khai", "กรุงเทพมหานคร", "👩‍👩‍👧 family",
    "a\r\nBcc: b@evil.example", "x\u202egnp.exe", "nul\0nul", "half \ud83d", "=?utf-8?q?faked?=", "a\u2028b\x85c",
    "Last, " * 20, "=?utf-8?b?PGJAZXZpbC5leGFtcGxlPg==?= x", "back\\slash", "(comment) a", "a: b; c", ",", "ü" * 300,
)  # fmt: skip
words = st.one_of(st.sampled_from(SCRIPTS), st.text(max_size=40), st.lists(st.sampled_from(SCRIPTS), max_size=3).map(" ".join),
                  st.text(st.characters(codec="ascii"), max_size=200), st.text(st.characters(categories=["L", "Cs", "Zs", "P"]), max_size=120))  # fmt: skip
texts = st.one_of(
    words,
    st.lists(words, max_size=30).map("\n".join),
    st.sampled_from(["x" * 2000, "=_" * 9, "a \n\t\n.\n..\nFrom me\n"]),
)
files = st.builds(
    Attached,
    words,
    st.binary(max_size=200),
    st.sampled_from(["", "text/html", "message/rfc822", "multipart/mixed", "bad", "image/png; x=y"]),
)
letters = st.builds(
    Outgoing,
    sender=st.builds(Address, words, st.just("ana@firm.example")),
    to=st.builds(Address, words, st.sampled_from(["ben@buyer.example", "b.o'n+x@müller.example", f"{'l' * 64}@{'d' * 60}.example"])),
    subject=words,
    text=texts,
    html=texts,
    message_id=st.sampled_from(["<m1.c1@firm.example>", "<M-2/ü@x>".replace("ü", "u")]),
    date=st.sampled_from([None, datetime(2026, 6, 15, 9, 30, tzinfo=UTC)]),
    reply_to=st.one_of(st.none(), st.builds(Address, words, st.just("sales@firm.example"))),
    extra=words.map(lambda value: (("X-Unsent", "1"), ("X-Note", value))),
    images=st.one_of(st.just(()), files.map(lambda one: (("logo@firm", one),))),
    attachments=st.lists(files, max_size=2).map(tuple),
)  # fmt: skip
