"""Where the sample's people live, what they are called, and telephone numbers that nobody has.

Names are written as they are at home; "Γιώργος:giorgos" adds the spelling for email addresses
where folding accents does not give one.
"""

from __future__ import annotations

from dataclasses import dataclass

from salesbook.util.folding import without_marks

# Letters that Unicode does not take apart into a plain one and an accent.
_PLAIN = str.maketrans({"ł": "l", "ø": "o", "ß": "ss", "æ": "ae", "đ": "d", "'": ""})
_GERMAN = _PLAIN | str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})


@dataclass(frozen=True)
class Country:
    """One country: `often` is its share of the sample's accounts.

    `phones` have # for digits. They are the numbers kept for film and television where a country
    has such, else dull ones that still pass as valid, so that a click on a number of the sample
    is unlikely to ring anybody. `firms` are "name with {} for a family name/email spelling/industry".
    """

    code: str
    language: str
    zone: str
    rep: str
    often: int
    phones: tuple[str, ...]
    women: str
    men: str
    surnames: str
    firms: str
    surnames_of_women: str = ""  # Greek has a second form, which firms' names take as well


def in_email_letters(name: str, *, german: bool = False) -> str:
    """A name in the letters of email addresses."""
    text = without_marks(name.lower().translate(_GERMAN if german else _PLAIN))
    return "".join(letter for letter in text if letter.isascii() and letter.isalnum())


def spelled(names: str, land: Country) -> list[tuple[str, str]]:
    """(name, spelling for email) of each name in a list; an underscore stands for a space."""
    pairs = (name.replace("_", " ").partition(":") for name in names.split())
    return [
        (native, ascii_ or in_email_letters(native, german=land.language == "de"))
        for native, _, ascii_ in pairs
    ]


# What firms are called that recommend us to others.
INFLUENTIAL_FIRMS = "{} Packaging Consultants/consultants/Consulting; {} Trade Media/media/Publishing"

COUNTRIES = (
    Country("ES", "es", "Europe/Madrid", "Ana", 6, ("+34 960 00 ## ##", "+34 910 00 ## ##", "+34 830 00 ## ##"),
            "Lucía Begoña Inmaculada Nerea Rocío Aitana Maribel Núria", "Iñaki Joaquín Andrés Borja Vicent Íñigo Ramón Álvaro",
            "Ibáñez Peñalver Cañadas Sanchís Echeverría Ordóñez Muñiz Lozano Beltrán Quílez Vilaplana",
            "Conservas {}, S.L./conservas/Food; Obrador {}/obrador/Bakery; Bodegas {} e Hijos/bodegas/Drinks; "
            "Perfumería {} Hnos./perfumeria/Cosmetics; Tornillería {}, S.A./tornilleria/Hardware; Piensos {}/piensos/Pet food"),
    Country("PT", "pt", "Europe/Lisbon", "Ana", 1, ("+351 21 000 ####", "+351 22 000 ####"),
            "Inês Conceição Joana Graça Leonor Beatriz", "João Gonçalo Tomé Rui Simão Estêvão",
            "Magalhães Brandão Simões Falcão Araújo Teixeira Leitão",
            "Cafés {}, Lda./cafes/Drinks; Azeites {}/azeites/Food; Cerâmica {}/ceramica/Hardware"),
    Country("MX", "es", "America/Mexico_City", "Ana", 1, ("+52 55 0000 ####", "+52 33 0000 ####"),
            "Ximena Guadalupe Citlali Renata Itzel", "Emiliano Rogelio Cuauhtémoc Efraín Saúl",
            "Bermúdez Cárdenas Olvera Zúñiga Tapia Rentería",
            "Salsas {}/salsas/Food; Dulces {}/dulces/Bakery; Farmacia {} y Cía./farmacia/Pharma"),
    Country("FR", "fr", "Europe/Paris", "Maeve", 3, ("+33 1 99 00 ## ##", "+33 2 61 91 ## ##", "+33 4 65 71 ## ##"),
            "Héloïse Aurélie Noémie Cécile Maëlys Françoise", "Étienne Loïc Gaël Rémi Benoît François",
            "Lefèvre Desprès Garçon Chauvière Béranger Guérin Prévôt Noël",
            "Biscuiterie {}/biscuiterie/Bakery; Laboratoires {} SAS/laboratoires/Pharma; Fromagerie {}/fromagerie/Food; "
            "Savonnerie {} & Fils/savonnerie/Cosmetics"),
    Country("IT", "it", "Europe/Rome", "Ana", 2, ("+39 02 0000 0###", "+39 06 0000 0###"),
            "Giulia Chiara Ludovica Ilaria Beatrice", "Matteo Nicolò Tommaso Ruggero Davide Gianluca",
            "Bonfanti Dal_Pozzo:dalpozzo Cantù Bressan Sartori Zanellà Ferraris",
            "Pastificio {} S.r.l./pastificio/Food; Torrefazione {}/torrefazione/Drinks; Cosmetici {}/cosmetici/Cosmetics"),
    Country("DE", "de", "Europe/Berlin", "Jonas", 5, ("+49 30 23125###", "+49 69 90009###", "+49 40 66969###", "+49 221 4710###"),
            "Annegret Käthe Sünje Friederike Jördis Margarethe Heike", "Jürgen Götz Sönke Matthias Björn Hansjörg Uwe",
            "Großkreutz Möhring Schäferling Brückner Überschär Weißenborn Kästner Jänicke Lüders",
            "Bäckerei {} GmbH/baeckerei/Bakery; {} Versandhandel KG/versand/Mail order; Teehaus {}/teehaus/Drinks; "
            "{} Schrauben GmbH/schrauben/Hardware; Naturkosmetik {}/naturkosmetik/Cosmetics"),
    Country("AT", "de", "Europe/Vienna", "Jonas", 1, ("+43 1 5550###",),
            "Elfriede Rosmarie Valentina Traudl", "Xaver Leopold Jörg Alois",
            "Hölzl Grünauer Straßer Pichlmayr Köllerer",
            "Mozartkugeln {}/mozartkugeln/Bakery; Mühle {} OG/muehle/Food"),
    Country("PL", "pl", "Europe/Warsaw", "Jonas", 2, ("+48 22 000 ## ##", "+48 12 000 ## ##"),
            "Małgorzata Agnieszka Łucja Bożena Żaneta", "Łukasz Paweł Zbigniew Stanisław Michał",
            "Wójcik Dąbek Gołąb Świątek Żurek Kłos",
            "Piekarnia {}/piekarnia/Bakery; {} Logistyka Sp. z o.o./logistyka/Mail order; Zioła {}/ziola/Pharma"),
    Country("SE", "sv", "Europe/Stockholm", "Jonas", 1, ("+46 8 465 004 ##", "+46 31 390 06 ##"),
            "Åsa Märta Görel Linnéa", "Håkan Göran Björn Åke", "Sjöström Ångman Öhrn Bäckström Lindqvist",
            "{} Knäckebröd AB/knackebrod/Bakery; Färg & Järn {}/fargjarn/Hardware"),
    Country("GR", "el", "Europe/Athens", "Jonas", 2, ("+30 21 0000 ####", "+30 231 000 ####"),
            "Ελένη:eleni Κατερίνα:katerina Δέσποινα:despina Ειρήνη:irini", "Γιώργος:giorgos Δημήτρης:dimitris Θανάσης:thanasis Στέλιος:stelios",
            "Παπαδάκης:papadakis Οικονόμου:oikonomou Καραγιάννης:karagiannis Βλάχος:vlachos Ξενάκης:xenakis",
            "Ελαιουργία {}/elaiourgia/Food; Αρτοποιία {} Α.Ε./artopoiia/Bakery; Φαρμακευτική {}/farmakeftiki/Pharma",
            "Παπαδάκη:papadaki Οικονόμου:oikonomou Καραγιάννη:karagianni Βλάχου:vlachou Ξενάκη:xenaki"),
    Country("UA", "uk", "Europe/Kyiv", "Jonas", 1, ("+380 44 000 ####", "+380 32 200 0###"),
            "Оксана:oksana Людмила:liudmyla Соломія:solomiia Ганна:hanna", "Тарас:taras Богдан:bohdan Юрій:yurii Остап:ostap",
            "Коваленко:kovalenko Шульга:shulha Бондаренко:bondarenko Ткачук:tkachuk Мельник:melnyk",
            "Хлібзавод {}/khlibzavod/Bakery; Олія {} ТОВ/oliia/Food"),
    Country("GB", "en", "Europe/London", "Maeve", 3, ("+44 20 7946 0###", "+44 161 496 0###", "+44 131 496 0###"),
            "Philippa Harriet Zoë Imogen Siân Olwen", "Rhys Alasdair Graham Callum Jamie Duncan",
            "Pemberton Ashworth Llewellyn MacAskill Thistlewood Okonkwo Fairclough",
            "{} Foods Ltd/foods/Food; {} & Daughters Bakery/bakery/Bakery; {} Fixings Ltd/fixings/Hardware; {} Remedies/remedies/Pharma"),
    Country("IE", "en", "Europe/Dublin", "Maeve", 1, ("+353 1 000 ####",),
            "Aoife Róisín Siobhán Gráinne", "Cillian Oisín Pádraig Eoghan", "O'Driscoll Kinsella Tierney Fitzmaurice Mulcahy",
            "{} Distillers/distillers/Drinks; {} Pet Foods/petfoods/Pet food"),
    Country("US", "en", "America/New_York", "Maeve", 2, ("+1 212-555-01##", "+1 617-555-01##", "+1 404-555-01##"),
            "Delia Marisol Tanisha Brooke Peggy", "Wendell Marcus Darnell Clifford Hector",
            "Van_Houten:vanhouten Delacroix Whitfield Hernández Nakamura Kowalczyk",
            "{} Snacks Inc./snacks/Food; {} Coffee Roasters/coffee/Drinks; {} Fulfillment LLC/fulfillment/Mail order"),
    Country("IL", "he", "Asia/Jerusalem", "Maeve", 1, ("+972 3-000-####", "+972 2-000-####"),
            "נועה:noa תמר:tamar יעל:yael שירה:shira", "אורי:uri איתן:eitan גדעון:gideon עמוס:amos",
            "לוינסון:levinson שפירא:shapira אברמוב:abramov ברקאי:barkai", "מאפיית {}/maafiyat/Bakery; תבליני {}/tavlinei/Food"),
    Country("AE", "ar", "Asia/Dubai", "Maeve", 1, ("+971 4 200 0###",),
            "ليلى:layla مريم:maryam نورة:noura هدى:huda", "خالد:khalid يوسف:yousef سامر:samer طارق:tariq",
            "الحداد:alhaddad المنصوري:almansoori النجار:alnajjar درويش:darwish", "مخابز {}/makhabiz/Bakery; عطور {}/otour/Cosmetics"),
    Country("CN", "zh", "Asia/Shanghai", "Wei Ling", 2, ("+86 10 0000 ####",),
            "晓燕:xiaoyan 丽华:lihua 静怡:jingyi 雪梅:xuemei", "建国:jianguo 志强:zhiqiang 浩然:haoran 文博:wenbo",
            "欧阳:ouyang 慕容:murong 钱:qian 沈:shen 贾:jia",
            "{}记食品有限公司/shipin/Food; {}氏化妆品厂/huazhuangpin/Cosmetics; 北京{}茶业/chaye/Drinks"),
    Country("JP", "ja", "Asia/Tokyo", "Wei Ling", 2, ("+81 3-5550-####",),
            "陽子:yoko 美咲:misaki 千尋:chihiro さくら:sakura", "健一:kenichi 大輔:daisuke 拓海:takumi 翔太:shota",
            "小野寺:onodera 三宅:miyake 榊原:sakakibara 五十嵐:igarashi 服部:hattori",
            "{}製菓株式会社/seika/Bakery; 株式会社{}薬品/yakuhin/Pharma; {}醤油醸造/shoyu/Food"),
    Country("KR", "ko", "Asia/Seoul", "Wei Ling", 1, ("+82 2-5550-####",),
            "지우:jiwoo 서연:seoyeon 하은:haeun 미경:mikyung", "민준:minjun 상훈:sanghoon 도윤:doyun 재호:jaeho",
            "남궁:namgung 황보:hwangbo 제갈:jegal 선우:seonwoo", "{}식품/sikpum/Food; {}화장품/hwajangpum/Cosmetics"),
    Country("IN", "hi", "Asia/Kolkata", "Wei Ling", 2, ("+91 22 2000 ####", "+91 11 2000 ####"),
            "प्रिया:priya अनिता:anita कविता:kavita सुनीता:sunita", "राजेश:rajesh अर्जुन:arjun विनोद:vinod संजय:sanjay",
            "त्रिपाठी:tripathi कुलकर्णी:kulkarni भट्टाचार्य:bhattacharya चौहान:chauhan अय्यर:iyer",
            "{} मसाले/masale/Food; {} आयुर्वेद/ayurved/Pharma; {} चाय/chai/Drinks"),
)  # fmt: skip
