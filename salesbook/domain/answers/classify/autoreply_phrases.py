"""How automatic replies begin, in many languages: their subjects, and what their first line says."""

from __future__ import annotations

import re

_SUBJECTS = {
    "en": r"automatic(?:ally)? (?:reply|response|generated)|automated (?:reply|response|message)|(?-i:AUTO):|(?-i:Auto):|auto[- ]?(?:reply|response|responder|generated)|autoreply|autoresponse|"
          r"out[- ]of[- ](?:the[- ])?office|ooo\b|ooto\b|(?:i am |i'm )?(?:currently |now )?(?:on (?:vacation|holidays?|(?:annual |maternity |parental |sick |paternity )?leave)|away (?:from|until|till)|out of (?:the )?office|not in the office)|"
          r"vacation (?:reply|response|notice|message)|absence notice|away (?:message|notice)|absent from",
    "de": r"auto(?:matische)?[- ]?antwort|automatische (?:antwort|rückmeldung|abwesenheits\w*|e-?mail|nachricht)|abwesen\w*|(?:ich bin )?(?:derzeit |zur ?zeit |momentan )?(?:nicht im (?:büro|haus)|im urlaub|außer haus|ausser haus)|urlaubs(?:meldung|nachricht)\b",
    "es": r"respuesta (?:autom[aá]tica|automatizada)|auto(?:rrespuesta|-respuesta)|fuera de (?:la )?oficina|ausente\b|estoy de vacaciones|contestaci[oó]n autom",
    "fr": r"r[ée]ponse (?:automatique|auto)|absence (?:du bureau|de)|absente? du bureau|je suis (?:absente?|en (?:congés?|vacances))|hors (?:du )?bureau|message (?:automatique|d'absence)|notification d'absence",
    "it": r"risposta (?:automatica|automatico)|fuori (?:sede|ufficio)|assente\b|sono in ferie|messaggio automatico",
    "pt": r"resposta autom[aá]tica|fora do escrit[oó]rio|aus[eê]ncia\b|estou de f[eé]rias|mensagem autom[aá]tica",
    "nl": r"automatisch (?:antwoord|bericht)|afwezig\w*|ik ben (?:niet op kantoor|op vakantie|met verlof)|buiten kantoor|automatische (?:reactie|beantwoording)",
    "pl": r"automatyczna odpowied[zź]|odpowied[zź] automatyczna|auto-?odpowied[zź]|poza biurem|nieobecno[sś][cć]|jestem nieobecn\w+|jestem na urlopie|wiadomo[sś][cć] automatyczna",
    "cs sk": r"automatick[aá] odpov[eěe][dď]\w*|automaticka odpove[dď]|mimo kancel[aá][rř]\w*|nep[rř][ií]tomnos\w*|nepr[ií]tomnos\w*|jsem mimo",
    "sv": r"automatiskt svar|automatsvar|auto-?svar|fr[aå]nvaro\w*|(?:ej|inte) p[aå] kontoret|jag (?:[aä]r|har) (?:p[aå] )?semester",
    "da no": r"automatisk (?:svar|besked|melding)|autosvar|automatsvar|frav[aæ]r\w*|fraværs\w*|ikke (?:p[aå] kontoret|til stede|tilgjengelig)|jeg (?:er|har) (?:p[aå] )?ferie\b",
    "fi": r"automaattinen (?:vastaus|viesti)|automaattivastaus|poissaolo(?:ilmoitus)?\b|en ole (?:paikalla|töissä|toimistolla)|lomailmoitus",
    "tr": r"otomatik (?:yan[ıi]t|cevap|mesaj)|ofis d[ıi][sş][ıi]nda\w*|izindeyim",
    "hu": r"automatikus v[aá]lasz\w*|h[aá]zon k[ií]v[uü]l|t[aá]voll[eé]t\w*|irod[aá]n k[ií]v[uü]l",
    "ro": r"r[aă]spuns automat\w*|absen[tț]a? (?:din|de la) birou|[iî]n afara biroului|mesaj automat",
    "el": r"αυτόματη (?:απάντηση|απάντηση:)|εκτός γραφείου|απουσιάζω",
    "ru": r"автоматический ответ|авто-?ответ\w*|вне офиса|я в отпуске|нет на месте",
    "uk": r"автоматична відповідь|авто-?відповідь|поза офісом|я у відпустці",
    "bg hr sl": r"автоматичен отговор|автоматски одговор|automatski odgovor|samodejni odgovor|izvan ureda|odsotnost|odsutnost|извън офиса",
    "et lv lt": r"automaatvastus|automaatne vastus|automātisk[aā] atbilde|automatinis atsakymas|neesu birojā",
    "ca": r"resposta autom[aà]tica|fora de l'oficina|estic de vacances",
    "ja": r"自動(?:返信|応答|配信|回答)|不在(?:通知|の(?:お知らせ|ご連絡)|中)|休暇中|外出中",
    "zh": r"自动(?:回复|答复|回覆|应答)|自動(?:回覆|回復|答覆|回函)|(?:不在|离开)办公室|不在辦公室",
    "ko": r"자동 ?(?:회신|응답|답장|답변)|부재 ?중|휴가 ?중",
    "he ar vi id th": r"תשובה אוטומטית|מענה אוטומטי|מחוץ למשרד|(?:رد|رسالة) (?:تلقائي|آلي)\w*|خارج المكتب|trả lời tự động|thư trả lời tự động|balas(?:an)? otomatis|di luar kantor|ตอบกลับอัตโนมัติ|ไม่อยู่ที่สำนักงาน",
}  # fmt: skip
# Words that are a subject of people too: automatic replies say no more than that, but for a day or the subject of ours.
_ABSENCE = re.compile(
    r"\W{0,3}(?:betriebs)?(?:urlaub|ferien|ferie|vacaciones|ausencia|absence|absente?|assenza|f[eé]rias|urlop|nieobecn\w+|dovolen[aá]|dovolenka|semester|poissa|lomalla|vuosilomalla|izinde|y[ıi]ll[ıi]k izin|szabads[aá]gon|"
    r"(?:[iî]n )?concediu|απουσία|σε άδεια|отпуск|(?:в|у) (?:отпуске|відпустці)|відпустка|отсутству\w+|відсутн\w+|de vacances|vacances|vakantie|verlof|in ferie|en (?:congés?|vacances)|de (?:vacaciones|férias)|不在|休暇|外出|休假|度假|出差|휴가|외근|부재)"
    r"(?:\s*[:：].*|,? (?:bis|vom|ab|until|till|from|hasta|del?|jusqu\S*|du|fino|dal|at[eé]|tot|van|do|od|til|till|asti|до|с|з|έως|μέχρι)\b.*|[\s\d./!–-]*)",
    re.IGNORECASE,
)
_SURE = re.compile(rf"\W{{0,3}}(?:{'|'.join(_SUBJECTS.values())})", re.IGNORECASE)

# That it says itself that a program wrote it.
_SAYS_SO = re.compile(
    r"\b(?:this is|this message is) (?:an? )?(?:auto\w*)[- ]?(?:generated )?(?:reply|response|message|e-?mail|mail)|\bautomatic reply\b|\bauto-?reply\b|(?:do not|don't) reply to this (?:e-?mail|mail|message)|"
    r"\bdies(?:e|es)? (?:ist eine )?(?:automatisch\w*|automatische) (?:\w+ )?(?:antwort|nachricht|e-?mail)|automatisch (?:generiert|erstellt)\w*|automatische (?:antwort|abwesenheitsnotiz)|"
    r"(?:respuesta|mensaje|correo) autom[aá]tic\w+|r[ée]ponse automatique|message (?:est )?automatique|risposta automatica|messaggio automatico|resposta autom[aá]tica|mensagem autom[aá]tica|automatisch (?:antwoord|bericht)|"
    r"automatyczna odpowiedź|wiadomość (?:wygenerowana automatycznie|automatyczna)|automatick\w+ odpověď|automatická odpoveď|automatisk\w* svar|autosvar|automaattinen (?:vastaus|viesti)|otomatik (?:yanıt|cevap|mesaj)|automatikus válasz|"
    r"răspuns automat|mesaj automat|αυτόματη απάντηση|автоматический ответ|автоответ|автоматична відповідь|自動(?:返信|応答|送信|配信)|自动(?:回复|答复|回覆)|自動(?:回覆|回復)|자동 ?(?:회신|응답|답장|발송)|resposta automàtica",
    re.IGNORECASE,
)
# Who is away, as the first thing that it says.
_AWAY = re.compile(
    r"(?:i am|i'm|i will be|i'll be|we are|our office is)? ?(?:currently |presently |now |away |from \S+ |until \S+ )*(?:out of (?:the )?office|on (?:vacation|holidays?|(?:annual |maternity |parental |sick |paternity |business )?(?:leave|trip|travel))|(?:travel+ing|on the road)[^.]{0,40}(?:limited|no|little|without) access to (?:my )?e-?mail|away from (?:the|my) (?:office|desk)|not in the office|closed (?:until|from|for))|"
    r"ich bin .{0,40}(?:nicht im (?:büro|haus)|abwesend|im urlaub|außer haus|nicht erreichbar|in (?:elternzeit|mutterschutz|kur|rente)|wieder (?:erreichbar|da|im büro))|ich befinde mich .{0,40}(?:in (?:elternzeit|mutterschutz|urlaub|kur)|im (?:urlaub|mutterschutz|ruhestand))|(?:wir haben|unser\w* .{0,30}hat) (?:vom .{0,30})?(?:betriebs|werks)?(?:ferien|urlaub)\b|(?:wir machen|wir sind) .{0,20}(?:betriebsferien|betriebsurlaub|geschlossen)|(?:unser )?büro .{0,30}geschlossen|"
    r"(?:estoy|estar[eé]|me encuentro|estamos) .{0,30}(?:fuera de (?:la )?oficina|de vacaciones|ausente|de baja (?:hasta|médica|laboral|maternal|paternal|por|desde)|de permiso)|je suis .{0,30}(?:absente?|en (?:congés?|vacances)|hors (?:du )?bureau)|je serai .{0,20}absente?|"
    r"(?:sono|sar[oò]) .{0,30}(?:fuori (?:sede|ufficio)|in ferie|assente)|(?:estou|estarei) .{0,30}(?:fora do escritório|de férias|ausente)|ik ben .{0,30}(?:afwezig|niet op kantoor|op vakantie|met (?:verlof|vakantie|zwangerschapsverlof))|"
    r"(?:jestem|będę|przebywam) .{0,30}(?:poza biurem|nieobecn\w+|na urlopie)|(?:jsem|budu|nejsem|som|nie som) .{0,30}(?:mimo kancelář\w*|na dovolené|nepřítom\w+|v kanceláři|mimo kancelárie|na dovolenke)|"
    r"jag (?:är|har|kommer) .{0,30}(?:inte på kontoret|ej på kontoret|semester|frånvarande|på resa|ledig)|jeg (?:er|har|holder) .{0,30}(?:ikke på kontoret|ferie|fraværende|ikke til stede|utilgjengelig|på reise)|"
    r"(?:olen|en ole) .{0,30}(?:lomalla|poissa|paikalla|töissä|matkoilla|toimistolla)|.{0,40}(?:ofis dışında\w*|izindeyim|izinde olaca\w*|yıllık izin\w*)|.{0,40}(?:szabadságon|házon kívül|távol) (?:vagyok|leszek)|"
    r"(?:sunt|mă aflu|voi fi|nu sunt) .{0,30}(?:în concediu|în afara biroului|la birou|absent\w*)|(?:είμαι|βρίσκομαι|θα είμαι|απουσιάζω|θα απουσιάζω).{0,30}(?:εκτός γραφείου|σε άδεια|απουσιάζω|έως|μέχρι)|"
    r"(?:я )?(?:сейчас |временно )?(?:нахожусь |буду )?(?:в отпуске|вне офиса|в командировке|отсутствую|отсутствовать)|(?:я )?(?:зараз |тимчасово )?(?:перебуваю |буду )?(?:у відпустці|поза офісом|у відрядженні|відсутн\w+)|"
    r"(?:soc|estic|estaré|seré) .{0,30}(?:fora de l'oficina|de vacances|absent)|.{0,30}(?:不在(?:に|と|です|のため)|休暇(?:中|を|のため)|休業|外出)|.{0,20}(?:不在办公室|不在辦公室|休假|度假|出差)|.{0,20}(?:부재 ?중|휴가 ?중|휴가|출장)",
    re.IGNORECASE,
)  # fmt: skip
# What a mail may say of somebody who is away, or has left, wherever it stands: people write it too.
_MAY_BE_AWAY = re.compile(
    r"\bout of (?:the )?office\b|\bon (?:\w+ )?leave\b|\b(?:am|i'm|be|is) away\b|\b(?:be|am) back (?:on|in|at|by)\b|\b(?:on|upon|after) my return\b|\bwhen i (?:return|am back|get back)\b|\bnot checking (?:my )?e-?mails?\b|\b(?:office|shop|company)\w* (?:is|are|will be|remains?) closed\b|\bclosed (?:for|until|over|during)\b|"
    r"\b(?:have|has) left (?:the |our |this )?(?:company|firm|organi[sz]ation|business|\w+ (?:ltd|gmbh|inc|llc|ag|plc|corp|bv|sarl?)\b)|\bno longer (?:works?|employed|with)\b|\bnot been forwarded\b|"
    r"\bnicht erreichbar\b|\bwieder (?:für sie )?(?:da|erreichbar|im (?:büro|haus))\b|\bim (?:urlaub|mutterschutz)\b|\babwesen\w+|\b(?:mutterschutz|elternzeit|betriebs(?:urlaub|ferien))\b|\bnicht mehr (?:für|bei|in)\b.{0,60}\b(?:tätig|beschäftigt|angestellt)|\bnicht weitergeleitet\b|\baußer haus\b|"
    r"\bfuera (?:de la oficina|hasta)\b|\bde vacaciones\b|\b(?:estar[eé]|estoy|ausente) ausente\b|\bya no (?:trabaja|forma parte|está)\b|\ba mi (?:regreso|vuelta)\b|\babsente?\b.{0,20}\bjusqu|\ben congés?\b|\bà mon retour\b|\bne (?:fait|travaille) plus\b|\ba quitté (?:la|l'|notre)|"
    r"\bassente\b|\bin ferie\b|\bper ferie\b|\bnon lavora più\b|\bal mio (?:rientro|ritorno)\b|\bde férias\b|\bfora do escrit[óo]rio\b|\b(?:já não|não) trabalha(?: mais)?\b|\bniet aanwezig\b|\bweer bereikbaar\b|\bafwezig\w*\b|\b(?:op|met) vakantie\b|\bniet (?:meer werkzaam|op kantoor)\b|"
    r"\bna urlopie\b|\bpoza biurem\b|\bnieobecn\w+|\b(?:już nie|nie) pracuje\b|\bdovolen\w+|\bmimo kancelář\w*|\bnep[rř][ií]tom\w+|\b(?:již|už) ne?pracuje\b|\bpå semester\b|\b(?:inte|ej) på kontoret\b|\bföräldraledig\b|\b(?:har )?slutat\b|\b(?:på|holder) (?:sommer)?ferie\b|\bikke på kontoret\b|\btilbage den\b|\btilbake (?:den|på)\b|\bikke længere ansat\b|"
    r"\blomalla\b|\bpoissa (?:toimistolta|töistä)\b|\ben ole (?:paikalla|töissä)\b|\bpalaan\b|\bizin(?:de|li|deyim)\w*|\bofis dışında\w*|\bszabadságon\b|\birodán kívül\b|\btávol (?:leszek|vagyok)\b|\bîn concediu\b|\bîn afara biroului\b|\bnu mai lucrează\b|(?:με|σε) άδεια|εκτός γραφείου|απουσιάζω|"
    r"\bв отпуске\b|\bотсутству\w+|\bбольше не работает\b|\bу відпустці\b|\bвідсутн\w+|\bбільше не працює\b|休暇|不在|休業|退職|休假|度假|出差|不在[办辦]公室|离职|離職|(?:来信|來信|邮件|郵件)已?收到|已收到.{0,12}(?:尽快|儘快)|휴가|부재|출장|퇴사|\bde vacances\b|\bfora de l'oficina\b",
    re.IGNORECASE,
)  # fmt: skip
_GREETING = re.compile(
    r"(?:\W*(?:hi|hello|dear|hallo|guten (?:tag|morgen)|sehr geehrte\w*|liebe\w*|hola|buen\w+ (?:d[ií]as|tardes)|estimad\w+|bonjour|ch(?:er|ère)|ciao|buongiorno|gentile|olá|bom dia|prezad\w+|beste|geachte|dzień dobry|szanown\w+|dobrý den|hej|hei|goddag|merhaba|sayın|"
    r"tisztelt|kedves|bună ziua|stimat\w*|γεια σας|αγαπητ\w+|здравствуйте|добрый день|уважаем\w+|доброго дня|вітаю|お世話になっております|您好|你好|안녕하세요|bon dia|benvolgu\w+)[^\n,.!]{0,40}[,.!\n。！]\s*"
    r"|\W*(?:thank(?:s| you)(?: very much)? for (?:your|the) (?:e-?mail|mail|message)|(?:vielen )?dank für ihre (?:e-?mail|mail|nachricht)|gracias por su (?:correo|mensaje)|merci (?:de|pour) votre (?:e-?mail|mail|message)|grazie per (?:la sua|la tua|il suo|l')\s?\w*|"
    r"obrigad[oa] (?:pelo|por) (?:seu |sua )?(?:e-?mail|mensagem|contato|contacto)|bedankt voor (?:uw|je) (?:e-?mail|mail|bericht)|dziękuję za (?:wiadomość|maila)|děkuji za (?:zprávu|e-?mail)|tack för ditt (?:mejl|mail|meddelande)|tak for din (?:mail|besked)|takk for (?:e-posten|meldingen)\w*|kiitos viestist\w+|спасибо за (?:ваше )?(?:письмо|сообщение)|дякую за (?:лист|повідомлення))[^\n.!]{0,20}[.!\n]\s*){1,3}",
    re.IGNORECASE,
)  # fmt: skip
# What only a person asks for in such a line.
_PERSONAL = re.compile(
    r"\?|\b(?:call|ring|phone) (?:me|us)\b|\bplease (?:send|quote|order|deliver|book)\b|\bwe (?:need|order|take|want|would like)\b|\bi (?:need|would like|want|order)\b|\byour (?:offer|quote|price|letter|newsletter)\b|\b(?:rufen|melden|schicken|senden|liefern|bringen) sie (?:mich|mir|uns|bitte|vorher|danach|erst)\b|\bwir (?:brauchen|nehmen|bestellen|benötigen)\b|\bbestell(?:en|ung)\b|"
    r"\bll[aá]m\w+me\b|\benvíe\w*me\b|\b(?:rappelez|appelez|envoyez)[- ]moi\b|\b(?:chiamat|mandat)emi\b|\bbel (?:me|mij)\b|"
    r"\b(?:ligu?em?|envie\w*)-me\b|zadzwoń|przyślij|proszę o (?:telefon|ofert)|zavolejte mi|zavolajte mi|pošlete|pošlite|ring (?:til )?m[ie]g|ring upp|skicka (?:mig|oss|en)|send (?:mig|meg|os|oss)|soitta\w* minulle|lähettä\w* (?:minulle|tarjous)|beni ara|teklif|hívjon|küldj\w*|"
    r"sunați-mă|trimite\w*-mi|oferta|καλέστε με|στείλτε μου|позвоните мне|пришлите|зателефонуйте мені|надішліть|truqueu-me|envieu-me|見積|お電話ください|注文|报价|報價|给我打|打给我|訂購|订购|견적|전화 ?주|주문",
    re.IGNORECASE,
)
_FIRST, _LITTLE = 400, 600  # characters


def is_subject(subject: str) -> bool:
    """Whether a subject is one of automatic replies."""
    return bool(_SURE.match(subject)) or is_perhaps_subject(subject)


def is_perhaps_subject(subject: str) -> bool:
    """Whether a subject is one of automatic replies and of people, such as "Holidays"."""
    return not _SURE.match(subject) and "?" not in subject and bool(_ABSENCE.fullmatch(subject))


def is_personal(words: str) -> bool:
    """Whether words ask for something, as only people do."""
    return bool(_PERSONAL.search(words))


def may_be_away(words: str) -> bool:
    """Whether words say little more than that somebody is away or has left, as programs and people do."""
    return len(words) < _LITTLE and bool(_MAY_BE_AWAY.search(words[:_FIRST])) and not is_personal(words)


def says_away(words: str) -> str:
    """What the first line of somebody's own words says as automatic replies do, as a clause; "" where nothing does."""
    first = words[:_FIRST]
    if _SAYS_SO.search(first):
        return "it says that it is an automatic reply"
    begins = _GREETING.match(first)
    if _AWAY.match(first[begins.end() :].lstrip() if begins else first) and not _PERSONAL.search(
        words[:1000]
    ):
        return "its first line says that its sender is away"
    return ""
