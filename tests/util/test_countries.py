"""Countries by the names and codes that lists of customers give them."""

from __future__ import annotations

import subprocess
import sys

import pytest
from babel import Locale

from salesbook.util import countries
from salesbook.util.countries import country_code

KNOWN = """
ES: es ES ESP Spain Spanien España ESPAÑA Espagne Spagna Espanha Spanje Hiszpania İspanya Španělsko Испания スペイン 西班牙 إسبانيا
GB: GB GBR UK U.K. Great_Britain England Großbritannien Wielka_Brytania United_Kingdom Reino_Unido Royaume-Uni Storbritannien
US: us USA U.S.A. U.S. United_States United_States_of_America EE.UU. EEUU Etats-Unis Vereinigte_Staaten Estados_Unidos_de_América
NL: NLD Netherlands The_Netherlands Holland Niederlande Países_Bajos Pays-Bas Nederland Hollanda
CZ: Czechia Czech_Republic Tschechien República_Checa Česko TJECKIEN CZE
CH: Schweiz Suisse Svizzera Suiza Swiss_Confederation CHE
KR: Korea South_Korea Republic_of_Korea Korea,_Republic_of 대한민국 KOR
CG: Kongo Congo-Brazzaville COG
CD: DR_Congo Kongo-Kinshasa COD
NG: NGA Nigeria
AT: Österreich Autriche Østrig Rakousko Ausztria AUT
IS: Island Ísland Iceland ISL
IE: Ireland Éire Eire Irland IRL
IN: भारत India IND
TR: Turkey Türkiye Türkei TUR
XK: Kosovo XKX
NA: NA Namibia
"""


@pytest.mark.parametrize("line", KNOWN.strip().splitlines(), ids=lambda line: line[:2])
def test_a_country_is_known_by_its_usual_names(line):
    code, _, names = line.partition(": ")
    said = {name: country_code(name.replace("_", " ")) for name in names.split()}
    assert said == dict.fromkeys(said, code)


@pytest.mark.parametrize(
    "text", ["", " ", "?", "Atlantis", "Bavaria", "ZZ", "EU", "001", "Europe", "AA", "QUU"]
)
def test_what_is_no_country_has_no_code(text):
    assert not country_code(text)


def test_each_country_is_known_by_its_code_of_three_letters_and_in_each_language():
    assert {*countries._three_letters().values()} | {"XK"} == {code.upper() for code in countries._CODES}
    for language in countries._LANGUAGES:
        territories = Locale.parse(language).territories
        said = {
            (language, name): country_code(name) for code, name in territories.items() if country_code(code)
        }
        assert "" not in said.values()
        assert len(said) >= len(countries._CODES)


def test_nicknames_are_those_that_babel_lacks():
    names = {name for language in countries._LANGUAGES for name in countries._names(language)}
    assert not set(countries._also_called()) & names


@pytest.mark.parametrize(
    ("text", "languages"), [("ES", 0), ("UK", 0), ("ESP", 0), ("Spain", 1), ("Spanien", 2)]
)
def test_no_more_languages_are_read_than_it_takes(text, languages):
    code = (
        "import sys; from salesbook.util import countries as c; c.country_code(sys.argv[1]);"
        "print(c._names.cache_info().misses, 'babel' in sys.modules)"
    )
    found = subprocess.run([sys.executable, "-c", code, text], capture_output=True, text=True, check=True)
    assert found.stdout.split() == [str(languages), str(languages > 0 or text == "ESP")]
