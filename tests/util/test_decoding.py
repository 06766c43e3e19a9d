"""One byte that does not fit leaves the rest of a file as it is; rows that are written otherwise are named."""

from __future__ import annotations

import pytest

from salesbook.domain.importing.values.markup import text_of_html, without_entities
from salesbook.domain.importing.values.mojibake import looks_doubled, undoubled
from salesbook.errors import BadInput
from salesbook.util.decoding import decode
from tests.domain.importing.desk import Desk, messages, reasons

HEADER = "First name,Last name,Email\n"


def rows(count, name="Jürgen,Müller"):
    return "".join(f"{name}{i},j{i}@example.com\n" for i in range(count))


def test_of_sixty_good_rows_and_one_stray_byte_sixty_are_right_and_one_is_named(tmp_path):
    desk = Desk(tmp_path)
    content = (HEADER + rows(60)).encode() + "Zoë,Peña,z@example.com\n".encode("cp1252")
    result = desk.bring(content, "Contacts")
    assert desk.column("Contacts", "Last name") == [f"Müller{i}" for i in range(60)]
    [(line, why)] = reasons(result)
    assert line == 62
    assert "not written in UTF-8 as the rest of the file; here they are read as Western European text" in why
    assert result.rejects[0].cells == ["Zoë", "Peña", "z@example.com"]


def test_a_letter_that_was_cut_in_two_is_named_too(tmp_path):
    desk = Desk(tmp_path)
    content = (HEADER + rows(3)).encode() + b"Anna,M\xc3,a@example.com\n" + rows(2).encode()
    result = desk.bring(content, "Contacts")
    assert [line for line, _ in reasons(result)] == [5]


def test_a_stray_byte_in_a_cell_of_several_lines_belongs_to_its_row(tmp_path):
    desk = Desk(tmp_path)
    content = (
        'Name,Notes\nJürgen Müller,ö\nAnna Lee,"one\ntw'.encode() + b"\xf6" + '\nthree"\nBob Ray,ä\n'.encode()
    )
    result = desk.bring(content, "Contacts")
    assert [line for line, _ in reasons(result)] == [3]
    assert desk.column("Contacts", "First name") == ["Jürgen", "Bob"]


@pytest.mark.parametrize(("good", "bad", "rejected"), [(3, 3, 3), (2, 3, 0)])
def test_rows_of_both_codes_are_right_or_named_whichever_are_more(tmp_path, good, bad, rejected):
    desk = Desk(tmp_path)
    content = (HEADER + rows(good)).encode() + rows(bad, "Zoë,Peña").encode("cp1252")
    result = desk.bring(content, "Contacts")
    assert len(result.rejects) == rejected
    names = desk.column("Contacts", "Last name")
    assert names == [f"Müller{i}" for i in range(good)] + [f"Peña{i}" for i in range(bad)][: bad - rejected]
    if not rejected:
        assert "Lines 2, 3 are written in UTF-8, unlike the rest, and read so." in messages(result)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("names", ["Иван Петров\nОльга Смирнова", "王小明\n李娜", "山田太郎\n佐藤花子", "Γιώργος Παπαδόπουλος", "Anna Lee"])  # fmt: skip
def test_two_bytes_a_letter_without_a_mark_are_found_for_every_script(encoding, names):
    text = "Name,Email\n" + "".join(f"{name},a@example.com\n" for name in names.split("\n"))
    decoded = decode(text.encode(encoding), "a.csv")
    assert (decoded.text, decoded.encoding) == (text, "UTF-16")


def test_a_stray_zero_byte_is_left_out_and_told_more_are_no_text():
    assert decode(b"a" * 199 + b"\0", "a.csv").notes == ("1 zero byte in a.csv was left out.",)
    with pytest.raises(BadInput, match="is not a text file"):
        decode(b"a" * 198 + b"\0", "a.csv")


@pytest.mark.parametrize(("size", "is_text"), [(200, True), (199, False)])
def test_control_characters_are_no_text_from_one_in_two_hundred_on(size, is_text):
    data = b"a" * (size - 1) + b"\x01"
    if is_text:
        assert decode(data, "a.csv").encoding == "UTF-8"
    else:
        with pytest.raises(BadInput, match="is not a text file"):
            decode(data, "a.csv")


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("MÃ¼ller", "Müller"),
        ("Ã–lmÃ¼hle GmbH", "Ölmühle GmbH"),
        ("PeÃ±a", "Peña"),
        ("FranÃ§ois", "François"),
        ("Å\x81ukasz", "Łukasz"),
        ("Ð˜Ð²Ð°Ð½", "Иван"),
        ("Lâ€™Oréal", "Lâ€™Oréal"),  # half of it only: it is told
        ("Lâ€™Etoile", "L’Etoile"),
        ("â‚¬ 5", "€ 5"),
        ("MÃƒÂ¼ller", "Müller"),  # twice
        ("Müller", "Müller"),
        ("SÃO PAULO", "SÃO PAULO"),
        ("“MANHÔ", "“MANHÔ"),
        ("Ångström", "Ångström"),
        ("王小明", "王小明"),
    ],
)
def test_letters_read_in_another_code_are_put_right_where_nothing_is_lost(text, right):
    assert undoubled(text) == right


@pytest.mark.parametrize("text", ["Müller", "SÃO PAULO", "Ø", "“MANHÔ", "Ångström", "Â", "ÐÑ", "São João"])
def test_honest_letters_do_not_look_as_if_they_were(text):
    assert not looks_doubled(text)


def test_doubled_letters_are_put_right_and_counted_and_lost_ones_are_told(tmp_path):
    desk = Desk(tmp_path)
    result = desk.bring(
        "Name,Email,Company\nJÃ¼rgen MÃ¼ller,j@example.com,GrÃ¶ÃŸe GmbH\nZo\ufffd Lee,z@example.com,Lâ€™Oréal\n",
        "Contacts",
    )
    assert desk.rows("Contacts", "First name", "Last name")[0] == {
        "First name": "Jürgen",
        "Last name": "Müller",
    }
    assert desk.column("Accounts", "Account")[0] == "Größe GmbH"
    assert "2 cells with letters such as Ã¼ for ü were put right" in messages(result)
    told = {(p.key, p.column, p.why.partition(" has ")[2]) for p in result.plan.problems}
    assert told == {
        ("C0002", "Last name", "a letter that was lost before it came here"),
        ("A0002", "Account", "letters that were read in another code before"),
    }


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("<p>Hello <b>there</b></p><p>Prices&nbsp;up</p>", "Hello there\nPrices up"),
        ("one<br>two<br/>three", "one\ntwo\nthree"),
        ("<ul><li>one</li><li>two</li></ul>", "- one\n- two"),
        ("<div>a</div><style>p {x}</style><div>b</div>", "a\nb"),
        ('<a href="https://example.com/">site</a> &amp; more', "site & more"),
        ("<table><tr><td>1</td><td>2</td></tr></table>", "1 2"),
        ("<p>5 &lt; 6</p>", "5 < 6"),
    ],
)
def test_pieces_of_web_pages_become_plain_text(page, text):
    assert text_of_html(page) == text


def test_notes_lose_their_tags_names_their_entities_and_signs_stay_signs(tmp_path):
    desk = Desk(tmp_path)
    result = desk.bring(
        'Name,Company,Notes\nConan O&#39;Brien,M&uuml;ller &amp; S&ouml;hne,"<p>Hello <b>there</b></p><p>Prices&nbsp;up</p>"\n'
        'Anna Lee,R&D <3,"Anna <a@example.com> says 5 < 6 & 7 > 2"\n',
        "Contacts",
    )
    assert desk.column("Contacts", "Notes") == [
        "Hello there\nPrices up",
        "Anna <a@example.com> says 5 < 6 & 7 > 2",
    ]
    assert desk.column("Contacts", "Last name") == ["O'Brien", "Lee"]
    assert desk.column("Accounts", "Account") == ["Müller & Söhne", "R&D <3"]
    assert "3 cells with tags or letters of web pages were read as plain text." in messages(result)


def test_entities_that_were_written_twice_are_read_twice():
    assert without_entities("M&amp;uuml;ller &amp;amp; Co") == "Müller & Co"
