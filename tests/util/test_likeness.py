"""Each threshold of likeness: what it finds among pairs of names, and what happens just above and just below it."""

from __future__ import annotations

import pytest
from rapidfuzz import fuzz, process

from salesbook.domain.facts.matching import firm_key, name_key
from salesbook.schema import STANDARD, TABLES
from salesbook.util import likeness
from salesbook.util.folding import name_words
from salesbook.util.likeness import LIKELY_ONE_FIRM, LIKELY_ONE_PERSON, ONE_PERSON, WORTH_PROPOSING, nearest

ONE_NAME = """
Jon Smith|John Smith; Ana Lopez|Anna Lopez; Katherine Jones|Catherine Jones
Mohammed Ali|Muhammad Ali; Thomas Maier|Thomas Mayer; Ann Lee|Anne Lee
Stefan Weiß|Stephan Weiss; Sara Cohen|Sarah Cohen; Jose Garcia|José Garcías
Luis Fernandez|Luis Fernandes; Philip Meyer|Phillip Meyer; Aleksandr Ivanov|Alexander Ivanov
Søren Bak|Soren Bak; Marek Kowalski|Marek Kowalsky; Christine Dupont|Christina Dupont
Giulia Rossi|Guilia Rossi; Jürgen Groß|Juergen Gross; Matthew Brown|Mathew Brown
Zoe Quist|Zoë Quist-Moreno; 김민준|김민쥰; Ada Lovelace|Ada Lovelac
Wei Ling Tan|Wei-Ling Tan; Eric Hansen|Erik Hansen
"""
TWO_PEOPLE = """
Anna Schmidt|Hans Schmidt; Anna Lee|Emma Lee; John Smith|Jane Smith
Maria Garcia|Mario Garcia; Peter Müller|Petra Müller; Paul Weber|Paula Weber
Jan Novak|Jana Novakova; Ann Lee|Ben Lee; Thomas Meyer|Tobias Meyer
Lisa Wagner|Luisa Wagner; Julia Becker|Julian Becker; Frank Fischer|Franz Fischer
Tim Klein|Tom Klein; Ivan Petrov|Ivana Petrova; Laura Rossi|Lara Russo
Mark Jones|Maria Jones; Daniel Kim|Danielle Kim; Olaf Berg|Anna Lee
David Brown|Dave Browne; Marta Silva|Mateus Silva; Carlos Ruiz|Carla Ruiz
김민준|김민수
"""
ONE_FIRM = """
Acme Logistics GmbH|Acme Logistik AG; Müller & Söhne|Mueller und Soehne; Bäckerei Weber|Baeckerei Weber
Northwind Traders|North Wind Traders; Contoso Pharmaceuticals|Contoso Pharmaceutical; Smith Consulting Ltd|Smyth Consulting
Hansen Shipping|Hanson Shipping; Fabrikam Inc|Fabricam; Globex Corporation|Globex Corp
Initech Systems|Initech System; Brandão Cafés|Brandao Cafe; Stark Industries|Stark Industrie
Tailspin Toys|Tailspin Toy; Papelería Sánchez|Papeleria Sanches
"""
TWO_FIRMS = """
Bäckerei Weber|Bäckerei Weser; Hotel Adler|Hotel Alder; Hotel Post|Hotel Rose
Autohaus Meier|Autohaus Beier; Stadtwerke Bonn|Stadtwerke Born; Klinik Nord|Klinik Süd
Acme North|Acme South; Weingut Huber|Weingut Hubert; Bodegas Ruiz|Bodegas Díaz
Praxis Dr. Klein|Praxis Dr. Kleine; Café Central|Café Centrale; Schreinerei Bauer|Schreinerei Brauer
Gasthof Krone|Gasthof Kranz; Tischlerei Schmidt|Tischlerei Schmitt
"""


def reaching(pairs: str, scorer, key, least: float) -> str:
    """How many of the pairs are at least so much alike: "20 of 23"."""
    read = [pair.split("|") for line in pairs.strip().splitlines() for pair in line.split("; ")]
    found = [pair for pair in read if scorer(*map(key, pair)) >= least]
    return f"{len(found)} of {len(read)}"


@pytest.mark.parametrize(
    ("scorer", "key", "least", "same", "others"),
    [
        (fuzz.ratio, name_key, ONE_PERSON, "20 of 23", "16 of 22"),
        (fuzz.ratio, name_key, LIKELY_ONE_PERSON, "19 of 23", "11 of 22"),
        (fuzz.WRatio, name_words, WORTH_PROPOSING, "22 of 23", "16 of 22"),
        (fuzz.WRatio, name_words, 90, "18 of 23", "8 of 22"),
    ],
)
def test_what_is_found_among_pairs_of_people(scorer, key, least, same, others):
    assert reaching(ONE_NAME, scorer, key, least) == same
    assert reaching(TWO_PEOPLE, scorer, key, least) == others


@pytest.mark.parametrize(
    ("least", "same", "others"), [(LIKELY_ONE_FIRM, "12 of 14", "8 of 14"), (90, "12 of 14", "9 of 14")]
)
def test_what_is_found_among_pairs_of_firms(least, same, others):
    assert reaching(ONE_FIRM, fuzz.ratio, firm_key, least) == same
    assert reaching(TWO_FIRMS, fuzz.ratio, firm_key, least) == others


HEADERS = sorted(
    {column.name.lower() for table in TABLES.values() if table.part in STANDARD for column in table.columns}
)


def slips(word: str):
    """The word with a letter missing, one twice, two changed over, and one that is another, at each place."""
    for i, letter in enumerate(word):
        yield word[:i] + word[i + 1 :]
        yield word[:i] + letter + word[i:]
        yield word[:i] + word[i + 1 : i + 2] + letter + word[i + 2 :]
        yield word[:i] + ("x" if letter != "x" else "z") + word[i + 1 :]


def share_of_slips_found(least: float) -> float:
    typed = [
        (word, slip) for word in HEADERS[::4] if len(word) > 3 for slip in slips(word) if slip not in HEADERS
    ]
    hits = [
        (word, process.extractOne(slip, HEADERS, scorer=fuzz.ratio, score_cutoff=least))
        for word, slip in typed
    ]
    return sum(bool(hit) and hit[0] == word for word, hit in hits) / len(typed)


def proposed_for_others(least: float) -> float:
    """The share of headers for which another is proposed where it is not known itself."""
    rest = [(word, [one for one in HEADERS if one != word]) for word in HEADERS]
    return sum(
        bool(process.extractOne(word, known, scorer=fuzz.ratio, score_cutoff=least)) for word, known in rest
    ) / len(rest)


def test_a_slip_of_the_pen_is_found_and_other_words_are_seldom_taken_for_one():
    assert share_of_slips_found(likeness._SLIP) > 0.985
    assert share_of_slips_found(80) < 0.985
    assert proposed_for_others(likeness._SLIP) < 0.45
    assert proposed_for_others(60) > 0.65


@pytest.mark.parametrize(
    ("word", "known", "alike", "meant"),
    [
        ("abcdefgxyz", "abcdefghij", 70, True),
        ("abcdefghijklmnop0123456", "abcdefghijklmnopäöüßéèñ", 69.6, False),
    ],
)
def test_a_slip_counts_from_70_of_100(word, known, alike, meant):
    assert round(fuzz.ratio(word, known), 1) == alike
    assert nearest(word, [known]) == (known if meant else "")


@pytest.mark.parametrize(
    ("word", "known", "alike", "meant"),
    [
        ("abcdefghijklmnopqx", "01234567890123456789abcdefghijklmnopqr", 85.0, True),
        ("abcdefghijklmnopx", "01234567890123456789abcdefghijklmnopq", 84.7, False),
    ],
)
def test_a_part_counts_from_85_of_100(word, known, alike, meant):
    assert round(fuzz.WRatio(word, known), 1) == alike
    assert fuzz.ratio(word, known) < likeness._SLIP
    assert nearest(word, [known]) == (known if meant else "")


@pytest.mark.parametrize(("word", "meant"), [("spri", "newsletters/spring"), ("spr", "")])
def test_a_part_counts_from_four_letters(word, meant):
    assert nearest(word, ["newsletters/spring"]) == meant


def test_nothing_is_proposed_where_nothing_is_like_it():
    assert not nearest("colour", ["Kind", "Segment", "Owner"])
    assert not nearest("", ["Kind"])
    assert not nearest("Kind", [])


def test_a_missing_letter_goes_before_a_part():
    assert nearest("Segmnt", ["Segment", "Seg"]) == "Segment"
    assert nearest("EVERYBODY", ["everyone", "body"]) == "everyone"
