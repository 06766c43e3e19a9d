"""Files in languages whose words are not ours, in the codes that programs there write: names, addresses and noes arrive."""

from __future__ import annotations

import pytest

from salesbook.domain.importing.consent.vocabulary import consent_kind
from tests.domain.importing.desk import Desk

# The code, the headers and two rows: first name, last name, firm and email of the first; its no, and the yes of the second.
FILES = {
    "Russian": ("cp1251", "Имя;Фамилия;Компания;Эл. почта;Рассылка", "Анна;Иванова;ООО Ромашка;a@example.com;отписана", "Пётр;Сидоров;;b@example.com;да"),
    "Ukrainian": ("utf-16", "Ім'я;Прізвище;Компанія;Ел. пошта;Розсилка", "Ганна;Їжак;Ромашка;a@example.com;ні", "Петро;Сидір;;b@example.com;так"),
    "Czech": ("cp1250", "Jméno;Příjmení;Společnost;E-mail;Souhlas s newsletterem", "Žaneta;Dvořáková;Šroub s.r.o.;a@example.com;ne", "Petr;Řehoř;;b@example.com;ano"),
    "Slovak": ("cp1250", "Meno;Priezvisko;Spoločnosť;E-mail;Súhlas so zasielaním", "Ľubica;Ďurišová;Kľúč a.s.;a@example.com;nie", "Ján;Šťastný;;b@example.com;áno"),
    "Polish": ("cp1250", "Imię;Nazwisko;Nazwa firmy;E-mail;Zgoda marketingowa", "Łukasz;Żółć;Drut sp. z o.o.;a@example.com;nie", "Anna;Lis;;b@example.com;tak"),
    "Hungarian": ("cp1250", "Keresztnév;Vezetéknév;Cég;E-mail;Hírlevél", "Éva;Őri;Űr Kft.;a@example.com;nem", "Béla;Kis;;b@example.com;igen"),
    "Romanian": ("cp1250", "Prenume;Nume;Companie;Email;Abonat la newsletter", "Raluca;Peşteră;Braşov SRL;a@example.com;nu", "Ana;Munteanu;;b@example.com;da"),
    "Turkish": ("cp1254", "Ad;Soyad;Şirket;E-posta;Bülten", "İpek;Şahin;Çelik A.Ş.;a@example.com;hayır", "Ali;Can;;b@example.com;evet"),
    "Greek": ("cp1253", "Όνομα;Επώνυμο;Εταιρεία;Email;Συγκατάθεση", "Άννα;Παππά;Άλφα ΑΕ;a@example.com;όχι", "Πέτρος;Λι;;b@example.com;ναι"),
    "Swedish": ("cp1252", "Förnamn;Efternamn;Företag;E-post;Nyhetsbrev", "Åsa;Öberg;Ål AB;a@example.com;nej", "Bo;Ek;;b@example.com;ja"),
    "Danish": ("utf-8", "Fornavn;Efternavn;Virksomhed;E-mail;Nyhedsbrev", "Søren;Ærø;Å ApS;a@example.com;afmeldt", "Bo;Ek;;b@example.com;tilmeldt"),
    "Norwegian": ("utf-8", "Fornavn;Etternavn;Bedrift;E-post;Samtykke", "Bjørn;Ås;Øl AS;a@example.com;nei", "Bo;Ek;;b@example.com;ja"),
    "Finnish": ("utf-8", "Etunimi;Sukunimi;Yritys;Sähköposti;Markkinointilupa", "Äijä;Öö;Yö Oy;a@example.com;ei", "Pekka;Li;;b@example.com;kyllä"),
    "Japanese": ("cp932", "名;姓;会社名;メールアドレス;メール配信", "太郎;山田;株式会社アクメ;a@example.com;不可", "花子;佐藤;;b@example.com;可"),
    "Chinese": ("gb18030", "名字;姓;公司;邮箱;订阅", "小明;王;阿克米有限公司;a@example.com;已退订", "雷;李;;b@example.com;是"),
    "Korean": ("cp949", "이름;직급;회사;이메일;마케팅 수신동의", "김철수;과장;아크메;a@example.com;거부", "이영희;;;b@example.com;동의"),
    "Catalan": ("cp1252", "Nom;Cognoms;Empresa client;Correu electrònic;Butlletí", "Àngel;Puig;Acme SL;a@example.com;no", "Ana;Li;;b@example.com;sí"),
    "French, old Mac": ("mac_roman", "Prénom;Nom;Société;E-mail;Newsletter", "René;Lefèvre;Crème SARL;a@example.com;non", "Zoë;Müller;;b@example.com;oui"),
    "German, old Mac": ("mac_roman", "Vorname;Nachname;Firma;E-Mail;Newsletter", "Jürgen;Müller;Grün GmbH;a@example.com;nein", "Ute;Schröder;;b@example.com;ja"),
}  # fmt: skip
OTHER_NAMES = {"Korean": ("철수", "김")}


@pytest.mark.parametrize("language", FILES)
def test_a_file_in_another_language_arrives_with_its_noes(tmp_path, language):
    code, headers, first, second = FILES[language]
    desk = Desk(tmp_path)
    desk.bring(f"{headers}\n{first}\n{second}\n".encode(code), "Contacts")
    given, family, firm, email, _ = first.split(";")
    person = desk.rows("Contacts", "First name", "Last name", "Email")[0]
    expected = OTHER_NAMES.get(language, (given, family))
    assert (person.get("First name"), person.get("Last name"), person["Email"]) == (*expected, email)
    assert desk.column("Accounts", "Account") == [firm]
    assert desk.column("Contacts", "Consent") == ["Opted out", "Opted in"]


@pytest.mark.parametrize(
    ("header", "way"),
    [("Согласие на обработку персональных данных", "may"), ("Souhlas se zpracováním osobních údajů", "may"), ("個人情報同意", "may"), ("Zgoda na przetwarzanie danych", "may"),
     ("İzin", None), ("Novice", None), ("Odběratel", None), ("メールアドレス", None), ("메일", None), ("Odjavljen", "no"), ("配信停止", "no")],
)  # fmt: skip
def test_what_a_header_in_another_language_is_about(header, way):
    kind = consent_kind(header)
    assert (kind.way if kind else None) == way


@pytest.mark.parametrize(
    ("header", "cell", "expected"),
    [("ФИО", "Сидоров Пётр", ("Пётр", "Сидоров")), ("ФИО", "Иванова Анна Петровна", ("Анна Петровна", "Иванова")), ("ПІБ", "Їжак Ганна", ("Ганна", "Їжак")),
     ("Nachname Vorname", "Müller Anna", ("Anna", "Müller")), ("Nachname, Vorname", "Müller, Anna", ("Anna", "Müller")), ("Nom et prénom", "Lefèvre René", ("René", "Lefèvre")),
     ("Nazwisko i imię", "Lis Anna", ("Anna", "Lis")), ("Cognome e nome", "Rossi Anna", ("Anna", "Rossi")), ("Imię i nazwisko", "Anna Lis", ("Anna", "Lis")), ("Name", "Anna Lee", ("Anna", "Lee"))],
)  # fmt: skip
def test_a_header_may_say_that_the_family_name_comes_first(tmp_path, header, cell, expected):
    desk = Desk(tmp_path)
    desk.bring(f"{header}\tEmail\n{cell}\ta@example.com\n", "Contacts")
    assert [(row.get("First name"), row.get("Last name")) for row in desk.rows("Contacts")] == [expected]
