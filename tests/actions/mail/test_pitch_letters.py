"""Letters that pitch a campaign: they say what the proposition says, in the text that the campaign lends, and tell what is missing once."""

from __future__ import annotations

import email
import email.policy

import pytest

from tests.actions.mail.newsletter import files
from tests.actions.mail.pitch_book import TEXT, pitch_book, write_text
from tests.actions.person import drop, put, read, salesbook


@pytest.fixture
def book(tmp_path):
    return pitch_book(tmp_path)


def drafted(book, capsys, name="offer"):
    """What drafting says, and the letters' subjects and texts."""
    salesbook("drafts", book, name)
    said = capsys.readouterr().err
    return said, [read_letter(data) for _, data in sorted(files(book, name).items())]


def read_letter(data):
    mail = email.message_from_bytes(data, policy=email.policy.default)
    text, html = (mail.get_body((kind,)).get_content() for kind in ("plain", "html"))
    return mail["Subject"], text, html


def test_a_mailing_without_a_text_has_that_of_its_proposition_and_says_so(book, capsys):
    put(book, "Propositions", "VMI", Template="vmi")
    said, letters = drafted(book, capsys)
    assert "offer: 3 in the audience = 3 drafts + 0 left out" in said
    assert "Its text is vmi, the Template of VMI (Propositions!" in said
    subject, text, html = letters[0]
    assert subject == "Vendor-managed inventory"
    assert "Your shelf is full & you count nothing. A line that stops is dear. Since June 1, 2026." in text
    assert "Your shelf is full &amp; you count nothing." in html
    assert {row["Template"] for row in read(book, "Outbox")} == {"vmi"}
    capsys.readouterr()
    salesbook("preview", book, "offer")
    assert "Its text is vmi, the Template of VMI" in capsys.readouterr().err


def test_the_campaigns_text_goes_before_that_of_the_proposition_and_the_mailings_own_before_both(
    book, capsys
):
    write_text(book, "letters/ours", TEXT.replace("{{ proposition.title }}", "Of the campaign"))
    write_text(book, "newsletters/own", TEXT.replace("{{ proposition.title }}", "Of the mailing"))
    put(book, "Propositions", "VMI", Template="vmi")
    put(book, "Campaigns", "VMI-1", Template="ours")
    said, letters = drafted(book, capsys)
    assert "Its text is ours, the Template of VMI-1 (Campaigns!" in said
    assert letters[0][0] == "Of the campaign"
    put(book, "Mailings", "offer", Template="own")
    said, letters = drafted(book, capsys)
    assert "Its text is" not in said
    assert letters[0][0] == "Of the mailing"


def test_where_nobody_names_a_text_that_is_said_with_the_next_step(book, capsys):
    assert salesbook("drafts", book, "offer") != 0
    assert (
        "Mailing offer has no Template, and neither has its campaign VMI-1 or the proposition. Type the name of a text, such as pitch,"
        in capsys.readouterr().err
    )


def test_a_text_that_tells_of_the_proposition_in_a_mailing_without_campaign_is_told_once(book, capsys):
    said, letters = drafted(book, capsys, "news")
    assert not letters
    assert "news: 3 in the audience = 0 drafts + 0 left out + 0 held out + 3 not written." in said
    cell = next(row["Cell"] for row in read(book, "Problems") if row["Table"] == "Mailings")
    assert (
        "3 letters not written: newsletters/news.md says proposition.title in line 1, and news pitches no campaign"
        f" ({cell}). Type the Campaign ID that it pitches. Or use another text." in said
    )
    assert [row["Table"] for row in read(book, "Problems")] == ["Mailings"]


def test_a_text_can_ask_whether_there_is_a_proposition(book, capsys):
    text = TEXT.replace(
        "{{ proposition.title }}", "{% if proposition %}{{ proposition.title }}{% else %}News{% endif %}"
    )
    text = text[: text.index("{{ proposition.promise")] + "Bye"
    write_text(book, "newsletters/news", text)
    assert [subject for subject, *_ in drafted(book, capsys, "news")[1]] == ["News"] * 3


def test_an_emptied_field_is_told_once_with_its_cell_and_letters_without_it_are_written(book, capsys):
    text = TEXT.replace(
        "{{ proposition.why_they_care }}",
        "{% if contact.first_name != 'Ada' %}{{ proposition.why_they_care }}{% endif %}",
    )
    write_text(book, "letters/vmi", text)
    put(book, "Propositions", "VMI", Template="vmi", Why_they_care=None)
    said, letters = drafted(book, capsys)
    assert len(letters) == 1
    [problem] = [row for row in read(book, "Problems") if row["Table"] == "Propositions"]
    assert (problem["Key"], problem["Column"]) == ("VMI", "Why they care")
    assert (
        f"2 letters not written: Why they care is blank ({problem['Cell']}), and letters/vmi.md says proposition.why_they_care in line 9."
        ' Fill it in, or give a fallback, such as {{ proposition.why_they_care or "..." }}.' in said
    )
    put(book, "Propositions", "VMI", Why_they_care="It is dear")
    assert len(drafted(book, capsys)[1]) == 3


def test_a_proposition_deleted_while_its_campaign_is_live_keeps_its_letters_and_says_so(book, capsys):
    put(book, "Campaigns", "VMI-1", Template="vmi")
    drafted(book, capsys)
    drop(book, "Propositions", "VMI")
    said, letters = drafted(book, capsys)
    assert "offer pitches VMI-1, which is Planned: Propositions has no 'VMI'." in said
    assert len(letters) == 3  # as they were


@pytest.mark.parametrize(
    "words",
    ["Full\n\nshelf", "  Full   shelf ", "*Full* <b>shelf</b>", "[Full](http://x.example) {{ shelf }}"],
)
def test_what_people_write_into_a_proposition_is_text_in_one_piece(book, capsys, words):
    write_text(
        book,
        "letters/vmi",
        TEXT.replace("{{ proposition.title }}", "{{ proposition.success_measure }}").replace(
            "{{ proposition.promise }}", "{{ proposition.success_measure }}"
        ),
    )
    put(book, "Propositions", "VMI", Template="vmi", Success_measure=words)
    subject, text, html = drafted(book, capsys)[1][0]
    assert subject == " ".join(words.split())
    assert " ".join(words.split()) in " ".join(text.split())
    assert "<b>shelf</b>" not in html
    assert "<em>" not in html
    assert 'href="http://x.example"' not in html


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("proposition.promis", "There is no proposition.promis. Did you mean proposition.promise?"),
        ("campaign.strat", "There is no campaign.strat. Did you mean campaign.start?"),
        ("proposition.still_missing", "proposition.still_missing is written for colleagues, and no letter holds it."),
        ("proposition.what_it_asks_of_us", "proposition.what_it_asks_of_us holds what colleagues wrote for each other."),
        ("proposition", "proposition is a whole row."),
    ],
)  # fmt: skip
def test_fields_of_propositions_are_checked_like_others(book, capsys, field, said):
    write_text(book, "letters/vmi", TEXT + f"\n{{{{ {field} }}}}\n")
    salesbook("templates", "check", book, "vmi")
    assert said in "".join(capsys.readouterr())


def test_a_single_letter_from_a_campaigns_line_tells_of_its_proposition(book, capsys):
    from salesbook.actions.mail.single_letter import draft_letter
    from salesbook.books.file import FileBook
    from tests.actions.mail.approved import RUNNER
    from tests.actions.person import TODAY
    from tests.sessions import session

    result = draft_letter(session("drafts", FileBook(book), today=TODAY, runner=RUNNER), "C1", "vmi", "VMI-1")
    assert "'Vendor-managed inventory'" in result.plan.messages[0].text
    assert salesbook("drafts", book, "--contact", "C2", "--template", "vmi") != 0
    assert (
        "No letter to Ben Bow: there is no proposition, so no Title, as a letter of its own pitches no campaign. Write it from a line of"
        in capsys.readouterr().err
    )


def test_in_a_book_without_the_part_that_is_said_once_and_fields_are_checked_all_the_same(sample, capsys):
    write_text(sample, "newsletters/mine", TEXT)
    said, letters = drafted(sample, capsys, "news")
    assert not letters
    [problem] = [row for row in read(sample, "Problems") if row["Column"] == "Campaign ID"]
    assert (
        "letters not written: newsletters/mine.md says proposition.title in line 1, and this book has no part campaigns"
        f" ({problem['Cell']}). Add it: salesbook add BOOK campaigns. Or use another text." in said
    )
    write_text(sample, "newsletters/mine", TEXT.replace("proposition.promise", "proposition.promis"))
    salesbook("templates", "check", sample, "mine")
    assert "Did you mean proposition.promise?" in "".join(capsys.readouterr())
