"""Wishes that name no mail and no list: to be written to, contacted or sent anything no more.

Patterns as in `wishes`, for text as `phrases.plain` gives it. What says "nothing more" must end its sentence: goods may be meant.
"""

from __future__ import annotations

from salesbook.domain.answers.classify.sentence_ends import SENTENCE_END

# Whoever wants no calls says nothing about mail.
_BY_MAIL = r"(?:(?!telefon|phone|anruf|whatsapp|\bsms\b|gebeld|fax)[^.?!,;])"
_BY = r"(?: by (?:you|your (?:company|firm|team|organi[sz]ation)|e-?mail|mail))?"

ASKS_FOR_SILENCE = (
    r"\b(?:verschonen sie|verschont) (?:mich|uns)(?: bitte| kunftig| in zukunft)* (?:mit|von) (?:ihren?|ihrer|euren?|eurer|weiteren?|dieser|diesen)(?: weiteren?)? (?:e-?mails?|mails?|newslettern?|nachrichten|werbung|mailings?)\b",
    r"\blassen sie (?:mich|uns)(?: bitte| endlich)* mit (?:ihren?|ihrer|diesen?|dieser) (?:e-?mails?|mails?|newslettern?|nachrichten|werbung|mailings?)(?: bitte| endlich)* in ruhe\b",
    (
        r"\bstellen sie (?:bitte )?(?:(?:die|den|ihre|ihren|jede|jegliche) )(?:weitere )?(?:zusendung\w*|(?:versand|zustellung)(?= (?:von|der|des|ihrer|ihres)))"
        rf"(?: (?:von|der|des|ihrer|ihres|weiterer?|an mich|an uns|e-?mails?|mails?|newsletters?|werbung|werbe-?e?-?mails?))* ein{SENTENCE_END}"
    ),
    rf"\b(?:sehen sie (?:(?:bitte|kunftig|in zukunft|zukunftig) )*|bitten? )von (?:weiteren?|der|jeglicher|kunftigen)(?: weiteren?)? (?:e-?mails?|mails?|newslettern?|mailings?|werbung|zusendung\w*)(?: von (?:e-?mails?|werbung|newslettern))?(?: an (?:mich|uns))? (?:ab|abzusehen){SENTENCE_END}",
    r"\b(?:hort|hor|horen sie)(?: endlich| bitte| doch)* auf,? (?:mich|mir|uns)(?: \w+)? (?:zu (?:spammen|schreiben|mailen|kontaktieren|belastigen)|zuzuspammen|vollzuspammen|zuzumullen)\b",
)
WANTS_NOTHING = (
    rf"\b(?:i|we)(?: do not|'d rather not| don't| dont| no longer| never)(?: ever)? (?:(?:want|wish|like|care|desire) )?(?:to )?be (?:contacted|e-?mailed|mailed|written to|bothered|spammed|solicited){_BY}(?:,? (?:any ?more|again|further|in (?:the )?future|ever|at all))*{SENTENCE_END}",
    rf"\b(?:i|we)(?: do not| don't| dont| no longer| never) (?:want|wish|care) to hear from (?:you|your (?:company|firm|team))(?: (?:any ?more|again|ever))*{SENTENCE_END}",
    rf"\b(?:(?:do not|don't|dont|never)(?: ever)? (?:send|e-?mail|mail|write)(?: to)? (?:me|us) (?:anything|nothing|no)|send (?:me|us) nothing) (?:else|more|any ?more|further|again|ever)(?: again| ever)*{SENTENCE_END}",
    rf"\b(?:mochten?|will|wollen|wunschen?)\b{_BY_MAIL}{{0,30}}\bnicht (?:mehr|langer|weiter) (?:von (?:ihnen|euch) )?(?:per (?:e-?)?mail )?(?:kontaktiert|angeschrieben|angemailt|belastigt|behelligt)(?: (?:zu )?werden)?{SENTENCE_END}",
    rf"\b(?:senden|schicken|schickt|sendet|schick|mailen|mailt) (?:(?:sie|ihr|mir|uns|bitte|in zukunft|kunftig|gar|uberhaupt|ab sofort|jetzt|endlich) )*ni(?:chts|x) mehr(?: zu)?{SENTENCE_END}|^bitte (?:(?:mir|uns|in zukunft|kunftig|gar) )*nichts mehr (?:zu)?(?:senden|schicken|mailen){SENTENCE_END}",
    rf"\b(?:will|wollen|mochten?)\b[^.?!,;]{{0,15}}\bni(?:chts|x) mehr von (?:ihnen|euch|dir|ihrer firma) (?:horen|bekommen|erhalten|lesen){SENTENCE_END}",
    rf"\bno (?:quiero|queremos|deseo|deseamos) (?:que (?:me|nos) (?:contacten?|escriban?|molesten?|sigan (?:escribiendo|enviando|mandando|contactando))|ser contactad[oa]s?)(?: (?:mas|nunca mas|de nuevo|nuevamente|correos?|mails?|publicidad|por (?:ustedes|vosotros|correo|e-?mail)))*{SENTENCE_END}",
    rf"\bno (?:me|nos) (?:envi\w{{1,3}}|mand\w{{1,3}}) (?:nada|mas) (?:mas|nada){SENTENCE_END}|\bno vuelv\w+ a (?:escribir|contactar|molestar)(?:me|nos)(?: mas| nunca| jamas)*{SENTENCE_END}|\bno (?:me|nos) vuelv\w+ a (?:enviar|mandar|escribir|contactar)(?: (?:mas )?(?:correos?|e-?mails?|mails?|publicidad|nada))?{SENTENCE_END}",
    rf"\bne (?:souhaite|veux|desire|souhaitons|voulons|desirons) plus (?:jamais )?etre (?:contacte|sollicite|derange|importune|demarche)e?s?(?: par (?:vous|votre \w+|mail|e-?mail|courriel))*{SENTENCE_END}",
    rf"\bnon (?:desidero|voglio|vogliamo|desideriamo|vorrei)(?: piu)? essere (?:piu )?(?:contattat|disturbat|importunat)[oaie](?: piu| da (?:voi|parte vostra)| via (?:e-?mail|mail))*{SENTENCE_END}",
    rf"\bnon (?:mandate|inviate|mandar|inviar|scrivete|scriver)(?:mi|ci) (?:piu (?:niente|nulla)|(?:niente|nulla) piu){SENTENCE_END}|\bnon (?:contattate|contattar|disturbate|disturbar)(?:mi|ci) piu{SENTENCE_END}",
    rf"\bnao (?:quero|queremos|desejo|desejamos|gostaria de)(?: mais)? ser (?:mais )?(?:contac?t|incomod|perturb)ad[oa]s?(?: mais| por (?:voces|e-?mail))*{SENTENCE_END}|\bnao (?:me|nos) (?:envi|mand)\w{{1,3}} (?:mais nada|nada mais){SENTENCE_END}",
    rf"\b(?:wil|willen|wens|wensen)\b{_BY_MAIL}{{0,20}}\bniet (?:meer|langer) (?:door (?:u|jullie) )?(?:te worden )?(?:benaderd|gecontacteerd|gemaild|aangeschreven|lastiggevallen)(?: (?:te )?worden)?{SENTENCE_END}",
    rf"\b(?:stuur|mail|zend)(?:en|t)? (?:mij|me|ons)(?: aub| alstublieft| graag)* niets meer(?: toe)?{SENTENCE_END}",
)  # fmt: skip
