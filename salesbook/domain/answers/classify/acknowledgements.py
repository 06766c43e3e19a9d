"""Mails in which a program says that another mail came in: from subject and words to whether they are one.

Ticket systems, forms and shared mailboxes write them, and many do so without a header that says so.
"""

from __future__ import annotations

import re

from salesbook.domain.answers.classify.autoreply_phrases import is_personal, may_be_away
from salesbook.domain.answers.classify.kinds import Kind, Verdict
from salesbook.domain.answers.classify.mailer_daemons import is_daemon, is_list_robot, is_surely
from salesbook.domain.answers.classify.parsed_mail import ParsedMail

# Only ticket systems write this.
_SYSTEM = re.compile(
    r"(?:type|write|enter|add) your (?:reply|response|answer) above this line|(?:please )?(?:reply|respond) above this line|(?:oberhalb|über) dieser (?:linie|zeile) (?:zu )?antworten|"
    r"por encima de esta línea|au-dessus de cette ligne|sopra questa riga|acima desta linha|boven deze (?:lijn|regel)|just confirming that we got your (?:request|message|e-?mail)|"
    r"awaits moderator approval|being held until the (?:list )?moderator|post by (?:a )?non-?member|only subscribers (?:may|can) post|not\s+(?:authorized|allowed|permitted)\s+to\s+(?:send\s+(?:mail|messages?|e-?mail)\s+to\s+(?:the|this) (?:\S+ )?list|post (?:messages )?to)|subscribing to the list before|"
    r"wartet auf die (?:freigabe|zustimmung) (?:durch )?(?:den|des|eines) moderator|en attente de (?:l'approbation|modération)|aprobación del moderador|approvazione del moderatore|aprovação do moderador|goedkeuring van de moderator|"
    r"powered by (?:jira|zendesk|freshdesk|otrs|osticket|help ?scout|zoho desk|intercom|front|hubspot|servicenow)",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"\[(?:[^\]\n]{0,40}[#: -])?\d{3,}[^\]\n]{0,10}\]|#\d{3,}|\b(?:ticket|case|request|incident|inquiry|enquiry|reference|anfrage|vorgang\w*|fall|bearbeitungs\w*|solicitud|caso|incidencia|consulta|demande|dossier|richiesta|"
    r"segnalazione|chamado|protocolo|pedido|verzoek|aanvraag|melding|zgłoszeni\w+|sprawa|požadav\w+|ärende\w*|sag|заявк\w+|обращени\w+|звернен\w+|запит\w*|受付番号|お問い合わせ番号|工单|编号|접수번호)"
    r"\W{0,3}(?:(?:number|no|nr|nummer|id|número|numéro|numero|n|с номером|номер|unter der nummer|avec le numéro|has been created|with)[.°º:]*\W{0,3}){0,3}(?:[A-Z]{1,5}-)?\d{3,}|\b(?:number|nummer|número|numéro|numero|номер\w*)\W{0,3}\d{3,}",
    re.IGNORECASE,
)
_RECEIVED = re.compile(
    r"\b(?:received|got|logged|registered) your (?:recent )?(?:e-?mail|mail|message|request|enquiry|inquiry|ticket|application|question|query)|\b(?:e-?mail|message|request|enquiry|inquiry|ticket|application|question|query)\b[^.]{0,60}\b(?:has|have|was) (?:been )?(?:successfully )?(?:received|logged|registered|created|opened)|confirm\w* (?:the )?receipt|thank(?:s| you) for (?:contacting|your (?:e-?mail|mail|message|request|enquiry|inquiry|application|interest)|getting in touch|reaching out|writing)|"
    r"(?:ihre|deine) (?:anfrage|nachricht|e-?mail|mail|bewerbung|mitteilung)[^.]{0,60}(?:erhalten|eingegangen)|(?:eingang|erhalt) (?:ihrer|deiner) (?:anfrage|nachricht|e-?mail|mail|bewerbung)|dank für (?:ihre|deine) (?:nachricht|anfrage|e-?mail|mail|kontaktaufnahme|bewerbung)|"
    r"hemos recibido (?:su|tu|correctamente)|(?:su|tu) (?:solicitud|mensaje|correo|consulta|e-?mail) (?:ha sido|fue|se ha) (?:recibid|registrad)|gracias por (?:contactar|ponerse en contacto|escribir|su (?:mensaje|correo|consulta))|"
    r"avons (?:bien )?reçu votre|votre (?:demande|message|e-?mail|courriel) a (?:bien )?été (?:reçu|enregistr|pris)|accus\w+ (?:bonne )?réception|merci (?:de|pour) (?:nous avoir contact|votre (?:message|demande|e-?mail|courriel))|"
    r"abbiamo ricevuto (?:la|il) (?:sua|tua|suo|tuo|vostra)|(?:sua|tua|vostra) (?:richiesta|e-?mail) è stata (?:ricevuta|registrata|presa)|grazie per aver\w* (?:contattat|scritt)|"
    r"recebemos (?:o |a )?(?:seu|sua)|sua (?:mensagem|solicitação) foi (?:recebida|registrada)|obrigad[oa] (?:por|pelo) (?:entrar em contato|contactar|seu (?:contato|e-?mail))|"
    r"hebben (?:uw|je) (?:bericht|e-?mail|aanvraag|vraag|verzoek)[^.]{0,30}ontvangen|uw (?:bericht|aanvraag|e-?mail|verzoek) is (?:in goede orde )?ontvangen|bedankt voor (?:uw|je) (?:bericht|aanvraag|e-?mail|vraag)|"
    r"otrzymaliśmy (?:twoj|państwa|pani|pana)|dziękujemy za (?:kontakt|wiadomość|zgłoszenie)|děkujeme za (?:vaš[ií]|zprávu|e-?mail|dotaz)|obdrželi jsme|vi har (?:mottagit|tagit emot|modtaget|mottatt) (?:ditt|din)|tack för (?:ditt|din) |tak for din henvendelse|takk for (?:din|e-posten|henvendelsen)|"
    r"olemme vastaanottaneet|kiitos (?:viestistäsi|yhteydenotostasi)|talebiniz (?:alınmış|bize ulaş)|megkaptuk|köszönjük (?:megkeresés|üzenet|level)\w*|am primit (?:mesajul|solicitarea|emailul)|λάβαμε το|"
    r"ваш\w* (?:обращени|заявк|письм|сообщени|запрос)\w*[^.]{0,30}(?:принят|получен|зарегистрир)\w*|мы получили ваш|спасибо за (?:ваше )?(?:обращение|письмо)|ваш\w* (?:зверненн|лист|запит|повідомленн)\w*[^.]{0,30}(?:прийнят|отриман|зареєстр)\w*|"
    r"お問い?合わ?せ(?:を|いただき|頂き|ありがとう)|(?:メール|お問い合わせ)を?(?:受信|受領|受け付け|受付)|已(?:收到|受理)您?的|我们已(?:经)?收到|已收到您|(?:접수|수신)(?:되었|했)습니다|문의해 ?주셔서",
    re.IGNORECASE,
)  # fmt: skip
_PROMISED = re.compile(
    r"\bwill (?:shortly |then |soon )?(?:reply|respond|answer|get back|be in touch|review|contact you|come back|process|get in touch)|\bwill be (?:in touch|reviewed|processed|answered|handled)|as soon as (?:possible|we can)|\bshortly\b|within \w+(?: to \w+)? (?:business |working )?(?:hours|days)|being (?:reviewed|processed)|"
    r"so (?:schnell|bald|rasch) wie möglich|schnellst\w*|baldmöglichst|umgehend|in kürze|zeitnah|wir (?:melden|werden|bearbeiten|kümmern)|lo antes posible|a la (?:mayor )?brevedad|en breve|(?:le|te) (?:responderemos|contestaremos|contactaremos)|"
    r"dans les (?:meilleurs|plus brefs) délais|au plus vite|dès que possible|nous vous (?:répondrons|recontacterons)|al più presto|il prima possibile|(?:le|ti) risponderemo|o mais (?:breve|rápido)|em breve|(?:lhe )?responderemos|zo (?:snel|spoedig) mogelijk|binnen \w+ (?:werk)?dagen|"
    r"jak najszybciej|wkrótce|najszybciej|co nejdříve|brzy|så snart (?:som möjligt|som muligt)|hurtigst muligt|mahdollisimman pian|en kısa sürede|hamarosan|a lehető leg\w+|în cel mai scurt timp|το συντομότερο|"
    r"в ближайшее время|найближчим часом|якнайшвидше|順次|折り返し|改めて|尽快|儘快|빠른 시일|순차적",
    re.IGNORECASE,
)  # fmt: skip
# Nobody reads what is sent to the sender.
_UNREAD = re.compile(
    r"(?:mailbox|e-?mail (?:address|account)|inbox|address) is (?:not|no longer) (?:being )?(?:monitored|read|checked|in use)|unmonitored (?:mailbox|address|e-?mail|inbox)|(?:postfach|adresse|mailbox)[^.]{0,30}(?:nicht|nicht mehr) (?:gelesen|überwacht|betreut|abgerufen)|"
    r"(?:buzón|dirección|cuenta)[^.]{0,30}no (?:está|es) (?:monitorizad|atendid|revisad)\w+|(?:boîte|adresse)[^.]{0,40}n'est (?:pas|plus) (?:consult|surveill|relev|lue)|casella[^.]{0,30}non (?:è )?(?:monitorat|presidiat|letta)|caixa[^.]{0,30}não é monitorad|"
    r"(?:mailbox|postbus|adres)[^.]{0,30}(?:niet|niet meer) (?:gelezen|gemonitord|bekeken)|(?:your|this) (?:e-?mail|message) (?:has|will) not (?:been|be) (?:read|forwarded)|(?:nachricht|e-?mail|mail) wird nicht (?:gelesen|weitergeleitet)|no (?:será|ha sido) (?:leíd|reenviad)|ne sera pas (?:lu|transf)|wordt niet (?:gelezen|doorgestuurd)",
    re.IGNORECASE,
)
_RECALLED = re.compile(
    r"(?:would like|wants) to recall the (?:message|mail)|möchte die nachricht[^.\n]{0,200}zurückrufen|desea recuperar el mensaje|souhait\w+ rappeler le message|desidera richiamare il messaggio|wil het bericht[^.\n]{0,200}intrekken",
    re.IGNORECASE,
)
_ONE_PERSON = re.compile(r"\b(?:i|i'm|i'll|ich|je|j'\w+|yo|io|eu|ik|ja|jag|jeg|minä|я|me|mir|mich)\b", re.IGNORECASE)  # fmt: skip
_FIRST, _MOST = 600, 2_500  # characters: they say so at once, and say little more


def is_system(subject: str, words: str) -> bool:
    """Whether a ticket system, or a mailbox that nobody reads, says so."""
    first = words[:_FIRST]
    if _SYSTEM.search(words[:_MOST]):
        return True
    if is_personal(words[:_MOST]):
        return False
    if _UNREAD.search(first) or _RECALLED.search(first):
        return True
    numbered = _NUMBER.search(f"{subject}\n{first}")
    return bool(
        numbered and _RECEIVED.search(first) and _PROMISED.search(words[:_MOST] + subject)
        and not _ONE_PERSON.search(words[:_MOST])
    )  # fmt: skip


def is_likely(words: str) -> bool:
    """Whether it says no more than that a mail came in and will be answered, as programs and people do."""
    first = words[:_FIRST]
    return bool(
        len(words) < _MOST and _RECEIVED.search(first) and _PROMISED.search(words)
        and not is_personal(words) and not _ONE_PERSON.search(words)
    )  # fmt: skip


def doubt(mail: ParsedMail, words: str) -> Verdict | None:
    """What a person must look at, since a program may have written it though no header says so."""
    if is_likely(words):
        why = "it only says that your mail came in: a program may have written it, or a person"
    elif may_be_away(words):
        why = "it says little more than that its sender is away or has left: a program may have written it, or a person"
    elif is_surely(mail) or is_daemon(mail) or is_list_robot(mail):
        why = "a program that carries mail wrote it, and not about a letter that came back"
    else:
        return None
    return Verdict(Kind.DOUBTFUL, why)
