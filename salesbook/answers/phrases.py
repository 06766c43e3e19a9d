"""How people say that they want no more mail, in seven languages, and what makes such words doubtful.

Written for text as `plain` gives it: small letters without accents, ss for ß, straight apostrophes.
"""

from __future__ import annotations

import re
import unicodedata

# What follows where the words end a sentence: "do not send me any more, thanks".
_END = r"(?:[.,! ]|thanks?(?: you)?|please|gracias|por favor|merci|grazie|obrigad[oa])*$"
_MAILS = r"(?:e-?mails?|mails?|mailings?|newsletters?|messages?|news ?letters?|advert\w*|promotion\w*|marketing(?: e?-?mails?)?|updates?)"
_LIST = r"(?:(?:e-?mail(?:ing)?|mail(?:ing)?|distribution|contact|marketing|newsletter|subscri(?:ber|ption)|sending)[ -]*){0,3}(?:lists?|newsletters?|mailings?|databases?|distribution|distribution list|subscriptions?|e-?mails?)"

_ENGLISH = (
    r"\bunsubscribe (?:me|us|my|this (?:e-?mail )?address|our (?:e-?mail )?address)\b(?! (?:colleague|boss|team|friend|wife|husband|assistant))",
    r"\b(?:please|pls|kindly) unsubscribe(?: (?:from|asap|immediately|now)\b|[.,! ]*$)",
    rf"\b(?:i|we) (?:(?:want|wish|would like|need|'?d like)(?: to)?|'d like to|hereby) (?:be )?(?:unsubscribed?|opt(?:ed)? out)\b(?:{_END}|(?: of| from)(?: your| the| this| these| all)*(?: of)?(?: your)? {_LIST})",
    rf"\b(?:remove|delete|take|strike|drop) (?:me|us|my (?:e-?mail )?(?:address|name|e-?mail)|our (?:e-?mail )?(?:address(?:es)?|name|company|firm|organi[sz]ation|office|domain|team)|this (?:e-?mail )?address)(?: off| out)?(?: from| of)? (?:your|ur|yr|this|the|these|those|all|any)(?: of)?(?: your| these| future| further)? {_LIST}\b(?! (?:of|for|with)\b)",
    r"\b(?:stop|cease|quit) (?:e-?mailing|mailing|spamming|contacting|writing(?: to)?) (?:me|us)\b",
    rf"\b(?:stop|cease|quit) sending(?: (?:me|us))?(?: (?:any|more|all|these|those|your|such|this|further|unwanted))* (?:{_MAILS}\b|(?:me|us|this|these){_END})",
    r"\b(?:do not|don't|dont|never)(?: ever)? (?:e-?mail|mail|contact|write(?: to)?|bother) (?:me|us) (?:any ?more|again|ever)\b",
    rf"\b(?:do not|don't|dont|never)(?: ever)? send (?:me|us)(?: (?:any|more|further|these|such|your|unsolicited))* (?:{_MAILS}\b|any ?more{_END})",
    rf"\b(?:i|we) (?:do not|don't|dont|no longer|never) (?:want|wish|care)(?:ed)?(?: to)?(?: (?:receive|get|have|hear))?(?: any)?(?: more| further| of| from)?(?: your| these| such| this)? {_MAILS}\b",
    r"\bopt (?:me|us) out\b",
    rf"\bno (?:more|further) {_MAILS}\b,?(?: please)?[.! ]*$",
)
_ES_MAILS = r"(?:correos?(?: electronicos?)?|e-?mails?|mails?|mensajes?|publicidad|informacion(?: comercial)?|newsletters?|boletin(?:es)?|comunicaciones|comunicados|ofertas|promociones)"
_SPANISH = (
    rf"\bno (?:quiero|queremos|deseo|deseamos|quisiera|quisieramos)(?: seguir)? (?:recibir(?:los)?|recibiendo)(?: mas| nada| ningun| ninguna| sus?| estos| este tipo de| vuestr[oa]s| de)*(?: {_ES_MAILS}\b|{_END})",
    r"\b(?:dar|den|de|da|dad)(?:me|nos) de baja\b|\b(?:me|nos) (?:den|dan|da|de|des|deis|pueden? dar|podrian? dar|podeis dar) de baja\b",
    rf"\b(?:solicito|solicitamos|deseo|quiero|queremos|pido) (?:la |mi |nuestra )?baja\b(?:{_END}|[^.?!]{{0,30}}\b(?:lista|boletin|newsletter|correos?|envios?))",
    r"\b(?:elimin|borr|quit|sac|retir|suprim)(?:e|en|a|ad|ar|quen?|id|an)(?:me|nos)?(?: mi| nuestra| este| esta| mi direccion de)?(?: correo| direccion| e-?mail| contacto)?(?: electronico)? de (?:su|sus|la|las|esta|vuestra|tu|todas)(?: sus)? (?:listas?|base de datos|envios?|newsletter|mailing|boletin)\b",
    rf"\b(?:deje|dejen|dejad|deja|paren|parad) de (?:(?:escribir|contactar)(?:me|nos)\b|(?:enviar|mandar)(?:me|nos)(?: mas| sus?| estos| tantos| este tipo de)*(?: {_ES_MAILS}\b|{_END}))",
    rf"\bno (?:me|nos) (?:(?:envie|envien|envies|envieis|mande|manden|mandes)(?: mas| nunca mas| ningun)+(?: {_ES_MAILS}\b|{_END})|(?:escriba|escriban|escribas|contacten|contacte) (?:nunca )?mas\b)",
    r"\bcancel(?:ar|en|e) (?:mi |la |nuestra )?suscripcion\b",
)
_DE_MAILS = r"(?:e-?mails?|mails?|newsletters?|nachrichten|werbung|werbe-?e?-?mails?|zusendungen|mailings?|rundschreiben)"
_DE_LIST = r"(?:(?:e-?)?mail-?|newsletter-?|adress-?|kunden-?)?(?:verteiler(?:liste)?|liste|mailingliste|mailing-liste|datenbank|datei|newsletter)"
_DE_ME = r"(?:mich|uns|(?:meine|unsere) (?:e-?mail-?|mail-?)?adresse)"
_GERMAN = (
    rf"\b(?:bitte|wir wunschen|ich wunsche|senden sie|schicken sie|ich (?:mochte|will)|wir (?:mochten|wollen))\b[^.?!]{{0,40}}\bkeine?n? (?:weiteren?|mehr|weitere) {_DE_MAILS}",
    rf"\bkeine?n? {_DE_MAILS} (?:von ihnen )?mehr\b",
    rf"\b(?:mochten?|will|wollen|wunschen?)\b[^.?!]{{0,60}}\b{_DE_MAILS}\b[^.?!]{{0,30}}\bnicht (?:mehr|langer) (?:erhalten|bekommen|haben|beziehen|empfangen)\b",
    rf"\b(?:aus|von|vom) (?:dem|ihrem|ihren|eurem|deinem|der|ihrer|eurer|diesem|dieser)?\s?{_DE_LIST}\b[^.?!]{{0,30}}\b(?:streichen|nehmen|entfernen|loschen|austragen|zu streichen|abmelden|herausnehmen|rausnehmen)",
    rf"\b(?:streichen|entfernen|loschen|streich|losch) (?:sie )?{_DE_ME}\b[^.?!]{{0,50}}\b{_DE_LIST}",
    rf"\b(?:nehmen|tragen|melden|nimm) (?:sie )?{_DE_ME}\b[^.?!]{{0,30}}\b(?:aus|von|vom)\b[^.?!]{{0,20}}\b{_DE_LIST}",
    r"\b(?:melden|tragen) sie (?:mich|uns)(?: bitte)? (?:ab|aus)\b|\b(?:bitte|mochte|mochten|will|wollen)\b[^.?!]{0,30}\b(?:newsletter|mich|uns)\b[^.?!]{0,20}\b(?:abmelden|abbestellen|austragen|kundigen)\b",
    rf"\b(?:horen sie auf|unterlassen sie)\b[^.?!]{{0,30}}\b(?:{_DE_MAILS}|zu (?:schreiben|belastigen|kontaktieren))\b",
)
_FR_MAILS = r"(?:e-?mails?|mails?|courriels?|messages?|newsletters?|lettres? d'information|publicites?|offres?|communications?|sollicitations?)"
_FRENCH = (
    r"\b(?:me|nous) (?:desinscrire|desabonner)\b|\bdesinscri(?:vez|re|s)[- ](?:moi|nous)\b|\bdesabonnez[- ](?:moi|nous)\b",
    r"\b(?:(?:me|nous) (?:retirer|supprimer|enlever|radier)|(?:retirez|supprimez|enlevez|radiez)[- ](?:moi|nous)|(?:retirer|supprimer|enlever|retirez|supprimez|enlevez) (?:mon|notre|cette) adresse(?: e-?mail| mail)?) (?:de|des) (?:votre|vos|cette|la|toutes vos)\s?(?:listes?|base|fichiers?|newsletter|mailing|liste de diffusion)",
    rf"\bne (?:souhaite|veux|desire|souhaitons|voulons|desirons) plus (?:rien )?recevoir(?: de| des| d'autres| vos| votre| ces| cette| aucune?| la| les| ce type de)*(?: {_FR_MAILS}\b|{_END})",
    rf"\b(?:merci de|veuillez|priere de) ne plus (?:m'|me |nous )(?:(?:ecrire|contacter)\b|(?:envoyer|adresser)(?: de| des| d'| vos| ces| aucune?)*(?: {_FR_MAILS}\b|{_END}))",
)
_IT_MAILS = r"(?:e-?mails?|mails?|messaggi\w*|newsletter|comunicazion\w+|pubblicita)"
_ITALIAN = (
    r"\b(?:cancell|rimuov|elimin|disiscriv|togli)(?:a|e|i|ate|ete|ere|are|er|ar)?(?:te)?(?:mi|ci)\b(?: [^.?!]{0,40}(?:lista|liste|mailing|newsletter|database|elenco)|[.! ]*$)",
    rf"\bnon (?:desidero|voglio|vogliamo|desideriamo|vorrei)(?: piu)? ricevere(?: piu| altre| altri| le| la| vostr[aei]| quest[aei]| nessuna?| alcuna?)*(?: {_IT_MAILS}\b|{_END})",
    rf"\bnon (?:(?:scrivete(?:mi|ci)|scriver(?:mi|ci))(?: piu)\b|(?:mandate|inviate|mandar|inviar)(?:mi|ci)(?: piu| altre| queste)*(?: {_IT_MAILS}\b|{_END}))",
)
_PT_MAILS = r"(?:e-?mails?|mails?|mensagens?|mensagem|newsletters?|publicidade|boletins?|comunicacoes)"
_PORTUGUESE = (
    rf"\bnao (?:quero|queremos|desejo|desejamos|gostaria de)(?: mais)? receber(?: mais| estes| esses| seus| os| as| suas| nenhuma?)*(?: {_PT_MAILS}\b|{_END})",
    r"\b(?:remov|retir|exclu|tir|elimin)(?:a|am|e|em|er|ar|ir|i|o)?(?:-me|-nos| me| nos)?(?: (?:o )?(?:meu|nosso|este) (?:e-?mail|endereco|contato|contacto))? (?:da|de|das|desta|do) (?:sua|suas|vossa|tua|lista|seu)\b",
    r"\b(?:me |nos )descadastr\w+|\bdescadastr\w+[- ](?:me|nos)\b|\bcancel(?:ar|em|e) (?:a |minha |a minha )?(?:inscricao|subscricao|assinatura da newsletter)\b",
    rf"\b(?:parem|pare|deixem|deixe) de (?:me |nos )?(?:enviar|mandar)(?:-me|-nos)?(?: mais| estes| esses)*(?: {_PT_MAILS}\b|{_END})",
)
_DUTCH = (
    r"\b(?:verwijder(?:en)?|haal|schrijf) (?:mij|ons|me|mijn (?:e-?mail)?adres)\b[^.?!]{0,30}\b(?:lijst|mailinglijst|bestand|maillijst|nieuwsbrief|uit)\b",
    r"\bgeen (?:e-?)?mails? meer\b|\bgeen (?:nieuwsbrie\w+|berichten|reclame) meer\b",
)
_CLEAR = re.compile(
    "|".join(
        f"(?:{one})" for one in (*_ENGLISH, *_SPANISH, *_GERMAN, *_FRENCH, *_ITALIAN, *_PORTUGUESE, *_DUTCH)
    )
)

# All that a line, or a subject, says.
_ALONE = re.compile(
    r"(?:unsubscribe(?: me| us| please| from (?:this|the|your|all) (?:list|newsletter|mailing list|e-?mails?))?|opt[ -]?out|remove(?: me)?(?: from (?:the |your )?(?:mailing )?list)?|"
    r"(?:dar(?:me|nos) de )?baja|dar de baja|cancelar suscripcion|desuscribir(?:me)?|abmelden|abmeldung|abbestellen|austragen|newsletter (?:abmelden|abbestellen|abbestellung)|"
    r"desinscription|desabonnement|me desinscrire|disiscrizione|cancellazione|descadastrar|cancelar (?:inscricao|subscricao)|remover|uitschrijven|afmelden)"
)
_COURTESY = re.compile(
    r"^(?:(?:please|pls|kindly|por favor|bitte|merci de|svp|s'il vous plait|per favore|graag)[ ,]+)+|(?:[ ,]+(?:please|pls|thanks?(?: you)?|por favor|gracias|bitte|danke|svp|s'il vous plait|merci|grazie|obrigad[oa]|immediately|asap|now))+$"
)

_NEGATED = re.compile(
    r"\b(?:do not|don't|dont|never|not|did ?n'?t|does ?n'?t|no need to|without|nicht|nie|niemals|keinesfalls|ohne|ne|niet|non|nao|no (?:me|nos|lo|la|le|quiero|queremos|deseo|hace falta|hay que|necesito))[ ,]+(?:\w+ ){0,2}$"
)
_NEGATED_AFTER = re.compile(r"^\W{0,2}(?:not\b|nicht\b|yet\b)")
_NEGATED_INSIDE = re.compile(r"\bnicht (?!mehr\b|langer\b)|\bpas\b")
_NO_ME = re.compile(r"\bno \|(?:me|nos|den|dar|darme|dejen?)\b")
_POLITE = re.compile(
    r"\b(?:(?:can|could|would|will) (?:you|u|someone|somebody)|would you mind|(?:konn|wurd)ten? (?:sie|ihr)|konnen sie|wurden sie|kannst du|konntest du|(?:pueden?|podrian?|podeis|podria|puede)|pouvez|pourriez|puo|potete|potreste|podem|poderiam|kunt u|kunnen jullie|please|bitte|por favor)\b"
)
_ASKS = re.compile(
    r"\b(?:how|why|did|have you|when|where|who|what|wie|warum|wieso|haben sie|como|por que|porque|cuando|quien|comment|pourquoi|come|perche|hoe|waarom)\b"
)
_IF = re.compile(
    r"\b(?:if|unless|until|otherwise|or (?:else|i)|falls|wenn|sofern|sonst|si(?!,)|a menos que|hasta que|se|caso|als|tenzij|before you|he|she|they|colleague)\b"
)
_BUT = re.compile(
    r"\b(?:but|except|however|only|instead|aber|sondern|ausser|stattdessen|pero|salvo|excepto|sino|mais|sauf|ma|mas|maar|keep (?:me|us|sending))\b"
)

_DOUBT = re.compile(
    r"\bunsubscri\w+|\bopt(?:ed|ing)?[ -]out\b|\b(?:remove|delete|take) (?:me|us|my|our|this|him|her|them)\b|\bremoved? from\b[^.?!]{0,30}\blist|\b(?:remove|delete|take)\b[^.?!]{0,40}\b(?:from|off)\b[^.?!]{0,30}\b(?:list|newsletter|mailing|database)\b|\bdelete (?:all )?(?:my|our) (?:data|details|information)\b|"
    r"\bnot (?:really |at all )?interested\b|\bno (?:longer )?interest(?:ed)?\b|\bleave (?:me|us) (?:alone|in peace)\b|\b(?:stop|enough)\b[.! ]*$|\bstop (?:it|this|that|mail\w*|e-?mail\w*|spam\w*|bothering|harass\w*|contact\w*)\b|"
    r"\b(?:this is|your|more) spam\b|\bspamm\w+|\breport(?:ed)? (?:you|this)\b|\bgdpr\b|\bdsgvo\b|\brgpd\b|\blopd\w*|\bccpa\b|\bdata protection\b|\b(?:right to )?erasure\b|\bright to be forgotten\b|\bwithdraw\w*(?: my)? consent\b|"
    r"\brather not\b|(?<!n't )(?<!not )\bstop (?:sending|writing(?: to)?) (?:me|us)\b|\bno (?:quiero|queremos|deseo|deseamos)(?: seguir)? recib\w+|\bplus (?:rien )?recevoir\b|\bne plus (?:m'|me |nous )|\bnon (?:desidero|voglio|vogliamo|desideriamo)(?: piu)? ricevere\b|\bnao (?:quero|queremos|desejo)(?: mais)? receber\b|\b(?:dejen?|dejad|paren|parad|parem|deixem) de\b|\bhoren sie auf\b|\bnever (?:agreed|signed up|subscribed|consented|asked (?:for|to))\b|\b(?:did not|didn't) (?:agree|sign up|subscribe|consent|ask (?:for|to))\b|\bwhere did you get\b|\bunsolicited\b|\bunwanted\b|"
    r"\b(?:woher|wo) haben sie\b|\bnie (?:zugestimmt|angemeldet|bestellt|eingewilligt)\b|\bde donde (?:han|has|habeis|tienen|sacaron)\b|\bnunca (?:me suscrib|di mi consent|autoric|he pedido|pedi)\w*|\bnicht mehr (?:erhalten|bekommen|anschreiben|kontaktieren)\b|"
    r"\bsolicitors?\b|\blawyers?\b|\blegal (?:action|steps)\b|\bcease and desist\b|\b(?:do not|don't|never) (?:contact|e-?mail|mail|write|call|send)(?: to)? (?:me|us)\b|\bwrong person\b|\bwho are you\b|\bhow did you get\b|"
    r"\b(?:de|la|mi|dar|darse) baja\b|\bno (?:me|nos) interesa\b|\bno estoy interesad|\bno estamos interesad|\bdejen?(?:me|nos) en paz\b|\bproteccion de datos\b|\bderecho (?:al olvido|de supresion)\b|\babogad|\bno (?:me|nos) (?:envien?|manden?|escriban?|contacten?)\b|\bdesuscri\w+|"
    r"\babmeld\w*|\babbestell\w*|\bkein (?:interesse|bedarf)\b|\bnicht interessiert\b|\blassen sie (?:mich|uns) in ruhe\b|\bdatenschutz\w*|\banwalt\w*|\brechtsanwalt\w*|\babmahnung\b|\bunterlass\w*|\bverteiler\b|\bwiderspr(?:uch|eche)\w*|\bwiderruf\w*|\bbelastig\w*|"
    r"\bdesinscri\w+|\bdesabonn\w+|\bpas interess\w+|\bpas interessee?s?\b|\blaissez[- ](?:moi|nous) tranquilles?\b|\bcnil\b|\bavocat\b|\bnon (?:sono|siamo) interessat|\bnon (?:mi|ci) interessa\b|\bgaranteprivacy\b|\bavvocato\b|\bdisiscri\w+|"
    r"\bnao (?:tenho|temos) interesse\b|\bdescadastr\w+|\badvogado\b|\blgpd\b|\bgeen interesse\b|\buitschrijv\w+|\bafmeld\w+|\bpersoonsgegevens\b"
)


def plain(text: str) -> str:
    """Small letters without accents, one space between words, straight apostrophes."""
    text = unicodedata.normalize(
        "NFKD", text.replace("’", "'").replace("‘", "'").replace("´", "'").replace("`", "'")
    )
    return " ".join("".join(sign for sign in text if not unicodedata.combining(sign)).casefold().split())


def is_alone(line: str) -> bool:
    """Whether a line (as `plain` gives it) says nothing but that the sender wants no more mail."""
    return bool(
        _ALONE.fullmatch(_COURTESY.sub("", _COURTESY.sub("", line.strip(" .,!;:*\"'-<>()[]"))).strip(" .,!"))
    )


def clear_words(sentence: str) -> tuple[str, str]:
    """What in a sentence (as `plain` gives it) asks for no more mail, and what makes it doubtful: ("", "") is neither.

    Words that are denied ("please do not remove me from your list") are no such words.
    """
    found = _CLEAR.search(sentence)
    if not found:
        return "", ""
    before, after = sentence[: found.start()], sentence[found.end() :]
    if _is_question(sentence, before):
        return found[0], "it is a question"
    if (
        _NEGATED.search(before)
        or _NEGATED_INSIDE.search(found[0])
        or _NEGATED_AFTER.match(after)
        or _NO_ME.search(f"{before}|{found[0]}")
    ):
        return "", ""
    if _IF.search(before):
        return found[0], "it is said under a condition, or of somebody else"
    if _BUT.search(after):
        return found[0], "it is said with a limit"
    return found[0], ""


def _is_question(sentence: str, before: str) -> bool:
    asked = sentence.rstrip("\"') ").endswith("?")
    return (
        bool(_ASKS.search(before)) if not asked else not _POLITE.search(before) or bool(_ASKS.search(before))
    )


def doubtful_words(sentence: str) -> str:
    """What in a sentence may mean that somebody wants no more mail, "" where nothing does."""
    found = _DOUBT.search(sentence)
    return found[0].strip() if found else ""


def denied(sentence: str) -> bool:
    """Whether the sentence asks to go on: "please do not remove me from your list"."""
    found = _CLEAR.search(sentence)
    return (
        bool(found)
        and not _is_question(sentence, sentence[: found.start()] if found else "")
        and not clear_words(sentence)[0]
    )
