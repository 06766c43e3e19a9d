"""What servers say in other languages than English: that nobody has an address, that a mailbox is full, who the sender is."""

from __future__ import annotations

import re

_GONE = {
    "es ca": r"no existe|desconocid|desconegut|no se (?:ha )?encontr|no encontrad|no s'ha trobat|inexistent",
    "de": r"existiert nicht|unbekannt|nicht gefunden|nicht (?:bekannt|vorhanden)",
    "fr": r"n'existe (?:pas|plus)|inconnu|introuvable|destinataire (?:invalide|archiv)",
    "it": r"non esiste|inesistente|sconosciut|non (?:è stato )?trovat|nessun utente",
    "pt": r"n[ãa]o existe|desconhecid|usu[áa]rio inexistente|n[ãa]o (?:foi )?encontrad",
    "nl": r"bestaat niet|onbekend|niet gevonden",
    "pl": r"nie istnieje|nieznan[yae]|nie (?:został\w* )?znalezion\w*",
    "cs sk": r"neexist\w+|nenalezen\w*|nebyl\w* nalezen\w*|nenaše?l\w?|neznám[ýáéy]|nenájden\w*",
    "sv": r"okänd|finns inte|hittades inte|gick inte att hitta",
    "da no": r"findes ikke|finnes ikke|ukendt|ukjent|ikke (?:fundet|funnet)|fant ikke|eksisterer ikke",
    "fi": r"tuntematon|ei (?:löydy|löytynyt|ole olemassa)",
    "tr": r"bulunamadı|mevcut değil|bilinmeyen|bilinmiyor",
    "hu": r"ismeretlen|nem (?:létezik|található)",
    "ro": r"necunoscut|nu există|inexistent|nu a fost găsit",
    "el": r"άγνωστος|άγνωστη|δεν (?:υπάρχει|βρέθηκε)",
    "ru": r"не существует|не найден|неизвестн|такого (?:пользователя|адреса) нет",
    "uk": r"не існує|не знайдено|невідом",
    "ja": r"存在しません|見つかりません|リストにありません|宛先不明|存在しない",
    "zh": r"不存在|未找到|找不到",
    "ko": r"존재하지 않|찾을 수 없|없는 (?:사용자|계정|주소)|알 수 없는",
}
_FULL = {
    "de": r"(?:postfach|mailbox) .{0,30}\b(?:voll|überfüllt)|speicherplatz", "es": r"buz[oó]n .{0,30}llen[oa]|exceso de cuota", "fr": r"bo[iî]te .{0,40}pleine",
    "it": r"casella .{0,20}piena", "pt": r"caixa .{0,30}cheia", "nl": r"postvak (?:is )?vol|quotum", "pl": r"skrzynka .{0,30}pełn|przepełnion", "cs sk": r"schránk\w .{0,30}pln[áa]",
    "sv da no": r"(?:brevlåda|inkorg|postkass[ea]|postboks|postlåda)\w* .{0,20}full", "fi": r"postilaatikko .{0,20}täynnä", "tr": r"posta kutusu .{0,20}dolu", "hu": r"postafiók\w* .{0,20}(?:megtelt|tele)",
    "ro": r"căsuța .{0,20}plină", "el": r"γεμάτ\w+|πλήρες", "ru uk": r"(?:ящик|скриньк\w) .{0,30}(?:переп|заполнен|заповнен)\w*", "ja": r"容量|一杯|いっぱい", "zh": r"已满|已滿|容量", "ko": r"가득|용량",
}  # fmt: skip
_SENDER = {
    "de nl da no": r"absender\w*|afzender\w*|afsender\w*|avsender\w*|versender\w*", "es ca": r"remitente\w*|remitent\w*", "fr": r"expéditeur|expediteur|émetteur|emetteur", "it": r"mittente", "pt": r"remetente",
    "pl": r"nadawc\w+", "cs sk": r"odes[íi]latel\w*|odosielate[ľl]\w*", "sv": r"avsändar\w*", "fi": r"lähettäj\w*", "tr": r"gönderen\w*|gönderic\w*", "hu": r"feladó\w*|küldő\w*", "ro": r"expeditor\w*",
    "el": r"αποστολέ\w*", "ru uk": r"отправител\w*|відправник\w*", "ja": r"送信者|送信元|差出人", "zh": r"发件人|发信人|寄件者|寄件人|發信人|寄信人", "ko": r"보낸 ?사람|발신자|송신자",
}  # fmt: skip
_REFUSED = (
    r"(?:not|n't|cannot) (?:be )?(?:found|exist|valid|known|resolv|verif|look|accept|permitted|allowed|listed)|"
    r"unknown|invalid|no such|must exist"
)

SAYS_GONE = "|".join(_GONE.values())
FULL = "|".join(_FULL.values())
# The sender is who nobody knows: it says nothing of the reader. A label such as "Sender:" is no such thing.
_WHO = rf"(?:\b(?:our)?sender\b|(?:{'|'.join(_SENDER.values())}))(?!\s{{0,2}}[:：=])"
BLAMES_SENDER = re.compile(
    rf"{_WHO}[^.:;!?。：；\n]{{0,60}}?(?:{SAYS_GONE}|{_REFUSED})|(?:{SAYS_GONE}|{_REFUSED})\w{{0,3}}[^.:;,!?。：；，\n\w]{{1,3}}(?:[\w'-]+ ){{0,3}}?{_WHO}", re.IGNORECASE
)  # fmt: skip
