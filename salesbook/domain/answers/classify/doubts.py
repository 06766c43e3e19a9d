"""What in a sentence may mean that somebody wants no more mail: for a person to look at, never acted upon.

Patterns for text as `phrases.plain` gives it.
"""

from __future__ import annotations

import re

from salesbook.domain.answers.classify.other_languages import may_wish

_DOUBT = re.compile(
    r"\bunsubscri\w+|\bopt(?:ed|ing)?[ -]out\b|\b(?:remove|delete|take) (?:me|us|my|our|this|him|her|them)\b|\bremoved? from\b[^.?!]{0,30}\blist|\b(?:remove|delete|take)\b[^.?!]{0,40}\b(?:from|off)\b[^.?!]{0,30}\b(?:list|newsletter|mailing|database)\b|\bdelete (?:all )?(?:my|our) (?:data|details|information)\b|"
    r"\bnot (?:really |at all )?interested\b|\bno (?:longer )?interest(?:ed)?\b|\bleave (?:me|us) (?:alone|in peace)\b|(?:^|[,;:] |\bplease )(?:stop|enough)[.! ]*$|\bstop (?:it|this|that|mail\w*|e-?mail\w*|spam\w*|bothering|harass\w*|contact\w*)\b|"
    r"\b(?:this is|your|more) spam\b|\bspamm\w+|\breport(?:ed)? (?:you|this)\b|\bgdpr\b|\bdsgvo\b|\brgpd\b|\blopd\w*|\bccpa\b|\bdata protection\b|\b(?:right to )?erasure\b|\bright to be forgotten\b|\bwithdraw\w*(?: my)? consent\b|"
    r"\brather not\b|(?<!n't )(?<!not )\bstop (?:sending|writing(?: to)?) (?:me|us)\b|\bno (?:quiero|queremos|deseo|deseamos)(?: seguir)? recib\w+|\bplus (?:rien )?recevoir\b|\bne plus (?:m'|me |nous )|\bnon (?:desidero|voglio|vogliamo|desideriamo)(?: piu)? ricevere\b|\bnao (?:quero|queremos|desejo)(?: mais)? receber\b|\b(?:dejen?|dejad|paren|parad|parem|deixem) de\b|\bhoren sie auf\b|\bnever (?:agreed|signed up|subscribed|consented|asked (?:for|to))\b|\b(?:did not|didn't) (?:agree|sign up|subscribe|consent|ask (?:for|to))\b|\bwhere did you get\b|\bunsolicited\b|\bunwanted\b|"
    r"\b(?:woher|wo) haben sie\b|\bnie (?:zugestimmt|angemeldet|bestellt|eingewilligt)\b|\bde donde (?:han|has|habeis|tienen|sacaron)\b|\bnunca (?:me suscrib|di mi consent|autoric|he pedido|pedi)\w*|\bnicht mehr (?:erhalten|bekommen|anschreiben|kontaktieren)\b|"
    r"\b(?:retir|revoc|revog|revoqu|ritir|trek)\w*\b[^.?!]{0,20}\b(?:consent\w*|consenso|toestemming)\b|\bnot the right (?:person|contact)\b|\bnot (?:want|wish|like) to be (?:contacted|e-?mailed|mailed|written to|bothered)\b|"
    r"\b(?:remove|delete|erase|strike|drop|unsubscribe)\b[^.?!]{0,60}\b(?:lists?|newsletters?|mailings?|databases?|records)\b|"
    r"\b(?:losch|streich|entfern|nehm|nimm|trag)\w*\b(?:(?!\b(?:in|auf)\b)[^.?!]){0,60}\b(?:newsletter|liste|adressliste|mailingliste|datenbank|adressbestand)\b|"
    r"\b(?:elimin|borr|quit|sac|saqu|retir|suprim)\w*\b[^.?!]{0,60}\b(?:listas?|base de datos|newsletter|boletin|envios)\b|"
    r"\b(?:retir|supprim|enlev|effac|radi)\w*\b[^.?!]{0,60}\b(?:listes?|base|fichiers?|newsletters?|envois|mailings?)\b|\b(?:arret|cess|stopp)\w*\b[^.?!]{0,25}\b(?:envois?|mails?|courriels?|mailings?)\b|"
    r"\b(?:cancell|rimuov|elimin|togli)\w*\b[^.?!]{0,60}\b(?:list[ae]|elenco|database|newsletter|mailing)\b|\b(?:remov|retir|exclu|tir|elimin|apag)\w*\b[^.?!]{0,60}\b(?:listas?|base de dados|cadastro|newsletter|mailing)\b|"
    r"\b(?:verwijder|haal|schrap|halen)\w*\b[^.?!]{0,60}\b(?:\w*lijst|\w*bestand|nieuwsbrief|mailing)\b|"
    r"\bsolicitors?\b|\blawyers?\b|\blegal (?:action|steps)\b|\bcease and desist\b|\b(?:do not|don't|never) (?:contact|e-?mail|mail|write|call|send)(?: to)? (?:me|us)\b|\bwrong person\b|\bwho are you\b|\bhow did you get\b|"
    r"\b(?:de|la|mi|dar|darse) baja\b(?! (?:hasta|medica|laboral|maternal|paternal|por (?!favor)|desde))|\bno (?:me|nos) interesa\b|\bno estoy interesad|\bno estamos interesad|\bdejen?(?:me|nos) en paz\b|\bproteccion de datos\b|\bderecho (?:al olvido|de supresion)\b|\babogad|\bno (?:me|nos) (?:envien?|manden?|escriban?|contacten?)\b|\bdesuscri\w+|"
    r"\bmelden? (?:ich|wir) (?:mich|uns)\b.{0,30}\bab\b|\btragen? (?:ich|wir) (?:mich|uns)\b.{0,30}\baus\b|\bbestellen? (?:ich|wir)\b.{0,30}\b(?:newsletter|mails?|rundschreiben)\b.{0,15}\bab\b|\b(?:newsletter|verteiler|mails?)\b.{0,30}\b(?:kundigen|loswerden|stoppen|kundige|loswerde)\b|"
    r"(?:^|[,;:] |\b(?:please|bitte|por favor|svp|per favore|aub) )(?:no (?:more|further) (?:e-?mails?|mails?|newsletters?|mailings?|messages)|keine (?:weiteren )?(?:e-?mails?|mails?|newsletter) mehr|no mas (?:correos?|e-?mails?|mails?|mensajes)|plus (?:de|d'|aucun) ?(?:e-?mails?|mails?|courriels?|newsletters?)|(?:niente|basta|non) piu (?:e-?mails?|mails?|newsletter)|(?:chega de|sem mais|nada de) (?:e-?mails?|mails?|mensagens)|geen (?:e-?mails?|mails?|nieuwsbrieven) meer)\b|"
    r"\bget (?:me |us |myself |ourselves )?off (?:of )?(?:your|this|the)\b[^.?!]{0,20}\blist|\bstop (?:getting|receiving|these|those|the|your|all)\b[^.?!]{0,20}\b(?:e-?mails?|mails?|newsletters?|messages)\b|\b(?:cancel|end) (?:my|our|this|the) (?:\w+ )?(?:subscription|newsletter)|"
    r"\b(?:dejo|dejamos|dejar|deixo|deixar|deixamos) de (?:recibir|receber)\b|\b(?:cancel|anul)\w* (?:la|mi|a|minha|nuestra) (?:suscripcion|inscripcion|inscricao|subscricao|assinatura)|\b(?:salgo|salir|saio|sair) (?:de|da|desta) (?:la |esta |su |sua )?lista|\barreter (?:de recevoir|ces|vos|les|la)\b[^.?!]{0,15}(?:e-?mails?|mails?|newsletter|courriels?)|"
    r"\b(?:mi|ci) (?:cancello|cancelliamo|tolgo|rimuovo)\b|\bcancellar(?:mi|ci)\b|\bmeld(?:en)? (?:ik|wij|we) (?:me|mij|ons)\b.{0,20}\baf\b|\bschrijf (?:ik|wij|we) (?:me|mij|ons)\b.{0,20}\buit\b|\bzeg (?:ik|wij|we)\b.{0,20}\bnieuwsbrief\b.{0,10}\bop\b|"
    r"\bobject(?:ion)? to\b[^.?!]{0,60}\b(?:data|marketing|mails?|e-?mails?|advertising)\b|\b(?:m'oppose|me opongo|mi oppongo|me oponho|oponho-me)\b|\bbezwaar tegen\b|"
    r"\b(?:removed?|deleted?|erased?) (?:my|our|this|me|us)\b|\babmeld\w*|\babbestell\w*|\bkein (?:interesse|bedarf)\b|\bnicht interessiert\b|\blassen sie (?:mich|uns) in ruhe\b|\bdatenschutz\w*|\banwalt\w*|\brechtsanwalt\w*|\babmahnung\b|\bunterlass\w*|\bverteiler\b|\bwiderspr(?:uch|eche)\w*|\bwiderruf\w*|\bbelastig\w*|"
    r"\bdesinscri\w+|\bdesabonn\w+|\bpas interess\w+|\bpas interessee?s?\b|\blaissez[- ](?:moi|nous) tranquilles?\b|\bcnil\b|\bavocat\b|\bnon (?:sono|siamo) interessat|\bnon (?:mi|ci) interessa\b|\bgaranteprivacy\b|\bavvocato\b|\bdisiscri\w+|"
    r"\bnao (?:tenho|temos) interesse\b|\bdescadastr\w+|\badvogado\b|\blgpd\b|\bgeen interesse\b|\buitschrijv\w+|\bafmeld\w+|\bpersoonsgegevens\b"
)


def doubtful_words(sentence: str) -> str:
    """What in a sentence may mean that somebody wants no more mail, "" where nothing does."""
    found = _DOUBT.search(sentence)
    return found[0].strip() if found else may_wish(sentence)
