"""A quoted letter does not stay in what a person wrote, in whatever language their program brings it in."""

from __future__ import annotations

import pytest

from salesbook.domain.answers.classify.reply_text import reply_words
from tests.domain.answers.corpus import HERE

_TEXT = (HERE / "quotations.txt").read_text(encoding="utf-8").split("\n\n", 1)[1]
QUOTATIONS = dict(one.split("\n", 1) for one in _TEXT.removeprefix("== ").rstrip().split("\n== "))
THEIRS = "Thanks, please call me on Monday."


@pytest.mark.parametrize("head", QUOTATIONS.values(), ids=QUOTATIONS.keys())
@pytest.mark.parametrize("gap", ["\n", "\n\n"], ids=["", "with a gap"])
def test_what_they_wrote_above_it_is_all_that_stays(head, gap):
    text = f"{THEIRS}\n\n{head}{gap}\nDear Anna,\n\nNews from us.\n\n--\nTo stop these letters: stop@norte.example\n"
    assert reply_words(text) == THEIRS


@pytest.mark.parametrize(
    "text",
    [
        "Our lines:\nFrom: Hamburg\nTo: Oslo\nWeekly.",
        "Tel: +34 976 123 456\nMail: jo@client.example\nWeb: client.example\nCall me.",
        "Name: Jo Park <jo@client.example>\nFirm: Client\nCity: Leon",
        "Order: 4711\nDate: 2026-06-08 09:00\nPrice: 12.00\nAmount: 40",
        "In 2026 we wrote 12 orders with you, so:\nmore please",
        "-----\nJust a line above.",
    ],
)
def test_what_only_looks_like_one_stays(text):
    assert reply_words(text) == text


@pytest.mark.parametrize(
    "line",
    [
        "Skickat från min iPhone", "Sendt fra min iPhone", "Lähetetty iPhonesta", "Odesláno z iPhonu", "iPhone'umdan gönderildi", "Trimis de pe iPhone",
        "Надіслано з iPhone", "iPhoneから送信", "发自我的iPhone", "나의 iPhone에서 보냄", "Sent from Outlook for iOS", "Enviat des del meu iPhone",
    ],
)  # fmt: skip
def test_what_a_telephone_adds_is_not_theirs(line):
    assert reply_words(f"{THEIRS}\n\n{line}") == THEIRS
