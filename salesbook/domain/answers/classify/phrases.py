"""Whether people ask for no more mail: words that say so for certain, and what makes them doubtful.

All is for text as `plain_phrase` gives it: small letters without accents, ss for ß, straight apostrophes.
"""

from __future__ import annotations

import re
from collections.abc import Container

from salesbook.domain.answers.classify import nothing_more
from salesbook.domain.answers.classify.misspellings import mended
from salesbook.domain.answers.classify.optout_phrases import ALONE, ASKS, NO_MORE, OBJECTS, OTHER_WAY, WHOLE
from salesbook.domain.answers.classify.other_lists import goes_on, is_other_list
from salesbook.util.folding import without_marks

_CLEAR = re.compile("|".join(f"(?:{one})" for one in (*NO_MORE, *ASKS)))
_ASKED = re.compile("|".join(f"(?:{one})" for one in ASKS))
_NOTHING_MORE = re.compile(
    "|".join(f"(?:{one})" for one in (*nothing_more.ASKS_FOR_SILENCE, *nothing_more.WANTS_NOTHING))
)
_OBJECTS = re.compile("|".join(f"(?:{one})" for one in OBJECTS))
_OTHER_WAY = re.compile(OTHER_WAY)
_ALONE, _WHOLE = re.compile(ALONE), re.compile(f"(?:{ALONE}|{WHOLE})")
_COURTESY = re.compile(
    r"^(?:(?:please|pls|plz|kindly|just|por favor|bitte|merci de|merci|svp|s'il vous plait|per favore|graag|gelieve|hi|hello|hallo|hola|bonjour|ciao|ok)[ ,!.]+)+"
    r"|(?:[ ,!.]+(?:and )?(?:please|pls|plz|thanks?(?: you)?|thx|por favor|gracias|bitte|danke|svp|s'il vous plait|merci|grazie|per favore|obrigad[oa]|aub|immediately|asap|now|sofort|de suite|!+))+$"
)

_NOT = (
    r"\b(?:do not|don't|dont|never|not|did ?n'?t|does ?n'?t|would ?n'?t|wo ?n'?t|cannot|can't|no need to|no reason to|no intention (?:of|to)|without|instead of|rather than|nicht|nie|niemals|keinesfalls|ohne|statt|ne|niet|nooit|non|mai|nao|nunca|jamas|jamais|"
    r"no (?:me|nos|lo|la|le|quiero|queremos|deseo|hace falta|hay que|necesito|se))[ ,]+"
)
_NEGATED = re.compile(rf"(?:{_NOT}(?:\w+ ){{0,2}}|\bno )$")
_FAR_NEGATED = re.compile(
    rf"{_NOT}(?:\w+ ){{3,5}}$|\bno (?:es|era|seria|tengo|tenemos|estoy|hay|hace|pienso|pensamos|voy|vamos|queria)\b[^,.;]*$"
)
# That it would be wrong, or need not be.
_NOT_NEEDED = re.compile(
    r"\b(?:mistake|error|pity|shame|wrong|unnecessary|not necessary|pointless|no point in|fehler|schade|falsch|unnotig|nicht (?:notig|notwendig|erforderlich)|error|innecesario|una pena|lastima|erreur|dommage|inutile|pas necessaire|pas la peine|errore|peccato|un peccato|non (?:e )?necessario|"
    r"bisogno|erro|uma pena|desnecessario|nao e (?:preciso|necessario)|fout|zonde|jammer|onnodig|niet nodig)\b,?(?: (?:to|de|di|mich|uns|mij|me|ons|if you|wenn sie|si|se|als u))?(?: (?:mich|uns|mij|me|ons))?[ ,]*$"
    r"|\b(?:under no circumstances|in no case|by no means|unter keinen umstanden|auf keinen fall|en ningun caso|bajo ningun concepto|en aucun cas|in nessun caso|em caso algum|in geen geval|onder geen beding)\b[^.;]*$"
)
_NEGATED_AFTER = re.compile(r"^\W{0,2}(?:not\b|nicht\b|niet\b|yet\b|pas\b)")
_NEGATED_INSIDE = re.compile(
    r"\bnicht (?!mehr\b|langer\b|wieder\b)|\bniet (?!meer\b|langer\b)|\bpas\b|\b(?:auf )?keinen fall\b|\bkeinesfalls\b|\b(?:niemals|nie|nooit|never|jamais|nunca|jamas)\b"
)
# "If you do not take me off your list, I will ..." is no denial.
_THREAT = re.compile(
    r"\b(?:if (?:you|u) (?:do not|don't|dont|won't|will not|fail to|keep)|(?:wenn|falls|sofern|sollten) (?:sie|ihr) (?:mich |uns )?nicht|si (?:no|vous ne|ustedes no)|se (?:non|nao)|als (?:u|jullie|je) (?:mij |me |ons )?niet)\b[^.;]{0,25}$"
)
# What only tells how angry they are.
_SWEARING = re.compile(
    r"\b(?:fucking|fuckin|damn(?:ed)?|goddamn(?:ed)?|bloody|shitty|freaking|friggin|verdammt\w*|verflucht\w*|scheiss\w*|beschissen\w*|blod(?:e|en|er|es)|bescheuert\w*|put[oa]s?|maldit[oa]s?|dichos[oa]s?|foutue?s?|fichue?s?|putain de|maledett[aeio]|cazzo di|stramaledett[aeio]|verdomde|klote) ?(?=\w)"
)
_NO_ME = re.compile(r"\bno \|(?:me|nos|den|dar|darme|dejen?)\b")
_MARKED = re.compile(r"(?<![^\W_])([*_~/]{1,3})(?=[^\s*_~/])([^*_~/]{1,300}?)(?<=\S)\1(?![^\W_])")
_SIGNS = re.compile(r"^\W+|\W+$")
_QUOTES = str.maketrans("“”„«»‹›‘’", '"""""""\'\'')
_REPORTED = re.compile(
    r"\b(?:customers?|clients?|colleagues?|boss|manager|people|nobody|no one|(?<!could )(?<!can )(?<!would )(?:somebody|someone)|anybody|everybody|users?|readers?|subscribers?|they|he|she|husband|wife|secretary|assistant|"
    r"(?:mein|unser)\w* (?:frau|mann|ehemann|partner\w*)|herr\w* (?!\w+,)\w+ (?:mochte|will|wunscht|bittet)|frau (?!\w+,)\w+ (?:mochte|will|wunscht|bittet)|(?:mr|mrs|ms)\.? \w+ (?:wants|would|wishes|asks)|kunden?|kundin(?:nen)?|kollegen?|kollegin|chefin?|niemand|jemand|leser|clientes?|companer[oa]s?|colegas?|jef[ea]|nadie|alguien|lector\w*|"
    r"collegues?|chef|personne|quelqu'un|lecteurs?|collegh?[aei]|capo|nessuno|qualcuno|lettori|chefe|ninguem|alguem|leitor\w*|klant(?:en)?|collega'?s?|baas|iemand)\b"
)
_SAYS = (
    r"\b(?:said|say|says|saying|wrote|writes?|written|asked|asks?|told|tells?|meant|means?|received|got|gesagt|sagte|sagt|geschrieben|schrieb|schreibt|gebeten|bat|gemeint|dij\w+|dicho|dice|escri\w+|pedi\w+|pidi\w+|"
    r"dit|ecrit|demande\w*|detto|dice|dig(?:a|an|ale|anle|ales)\w*|dile|dites|dica|dite|meint|findet|denkt|thinks|believes|wants|cree|quiere|pense|veut|vuole|pensa|vindt|scritto|scrive|chiesto|chiede|disse|dito|diz|escreveu|pediu|gezegd|zei|zegt|geschreven|schreef|gevraagd)\b"
)
_SAID_BY = re.compile(rf"(?:{_REPORTED.pattern}).{{0,40}}{_SAYS}")
_READS = re.compile(r"\b(?:says|reads|sagt|steht|lautet|dice|pone|dit|diz|zegt|staat)\s*:\W*$")
_FIRST_PERSON = re.compile(r"\b(?:i|we|ich|wir|je|j'ai|nous|ik|wij|eu|io|yo)\b|j'ai")
_UNSAID = re.compile(
    rf"\b(?:never|not|n't|nie|nicht|niemals|nunca|no|jamas|jamais|pas|mai|non|nao|nooit|niet)\b(?: \w+){{0,3}} {_SAYS}|n't {_SAYS}|{_SAYS}(?: \w+)? (?:nie|nicht|niet|nooit)\b"
)
_LIMITS = re.compile(
    r"^(?:but|only|except|however|just (?:until|for|kidding|joking)|kidding|joking|(?:nur |war )?(?:ein )?(?:scherz|spass)|(?:es |era )?broma|je plaisante|scherz[oa]|(?:e |era )?brincadeira|grapje|not|aber|nur|jedoch|ausser|pero|solo|salvo|excepto|mais|seulement|sauf|ma|soltanto|tranne|mas|apenas|exceto|maar|alleen|behalve)\b(?! thanks)"
)
_POLITE = re.compile(
    r"\b(?:(?:can|could|would|will) (?:you|u|someone|somebody)|would you mind|(?:konn|wurd)ten? (?:sie|ihr)|konnen sie|wurden sie|kannst du|konntest du|(?:pueden?|podrian?|podeis|podria|puede)|pouvez|pourriez|puo|potete|potreste|podem|poderiam|kunt u|wilt u|wil je|kunnen jullie|please|bitte|por favor)\b"
)
_ASKS = re.compile(
    r"\b(?:how|why|did(?! not\b|n't)|have you|when|where|who|what|wie|warum|wieso|haben sie|como|por que|porque|cuando|quien|comment|pourquoi|come|perche|hoe|waarom)\b"
)
_IF = re.compile(
    r"\b(?:if(?! you (?:do not|don't) mind| possible| it is possible)|unless|until|otherwise|or (?:else|i)|falls|wenn|sofern|sonst|si(?!,| prega)|a menos que|hasta que|se|caso|als|tenzij|before you|when|once|as soon as|considering|thinking (?:of|about)|uberlegen?|pensando|pienso|pensamos|reflechi\w*|songe|hesite|penso|pensar em|denk(?:en)? (?:er)?over|overweeg|sobald|des que|en cuanto|tan pronto|(?:non )?appena|assim que|logo que|zodra|nachdem|cuando|quand|quando|wanneer|indien)\b"
)
_BUT = re.compile(
    r"\b(?:but|except|however|only|instead|aber|sondern|ausser|stattdessen|pero|salvo|excepto|sino|mais|sauf|ma|mas|maar|keep (?:me|us|sending))\b"
)

_POLITE_IF = re.compile(
    r"\b(?:grateful|appreciate(?: it)?|nice|great|good|kind|thankful|glad|happy|dankbar|nett|freundlich|schon|froh|dankbaar(?: zijn)?|prijs stellen|fijn(?: zijn)?|agradeceria|agradecer[ei]a|apprecierais|grato|blij),? (?:if|wenn|si|se|als) (?:you|someone|sie|ihr|u|jullie)?\b(?: could| would| can)?"
)
# "To unsubscribe me" is a wish where one is said beside it, or nothing at all: it may be a pity, too.
_INFINITIVE = re.compile(
    r"(?:dar(?:me|nos) de baja|desuscribir(?:me|nos)|(?:me|nos|nous) (?:desinscrire|desabonner|retirer|supprimer|enlever|radier)|(?:cancellar|rimuover|eliminar|disiscriver|toglier)(?:mi|ci))\b.*"
)
_WISHED = re.compile(
    r"\b(?:quier\w*|quer\w+|quisier\w*|dese\w*|solicit\w*|favor|necesit\w*|gustaria|pid\w+|rueg\w+|rog\w+|pueden?|podrian?|podria|podeis|veu\w*|voul\w+|voudr\w+|souhait\w*|desir\w*|merci|"
    r"pourri\w+|pouvez|prie\w*|priere|demand\w*|svp|plait|vorr\w+|vogli\w+|desider\w*|chied\w*|preg\w*|pot\w+|puo|favore|cortesia|gradir\w+|gostari\w+|peco|pedimos|pod\w+)\b"
)
_SHOULD = re.compile(
    r"(?:sollten? (?:sie|ihr|du|der|die|das|es)|should (?:you|it|the|this)|wurden sie|had you|mocht(?:e|en) (?:sie|er|der|die|herr|frau))\b"
)
_ONLY = re.compile(
    r"\b(?:only|solely|nur|lediglich|solo|solamente|seulement|uniquement|soltanto|solamente|apenas|somente|alleen|slechts)\b"
)
# A part of the mails, or another address than the one that they write from.
_PART = re.compile(
    r"^[ ,]*(?:about|regarding|concerning|related to|uber|bezuglich|zum thema|sobre|acerca de|concernant|au sujet|riguardo|relativ\w+|betreffende?)\b"
    r"|^ (?:in|auf|en|em) (?!future|general|any|all|zukunft|futuro|adelante|der zukunft|bulk)\w+"
    r"|^ (?:the|those|these|that) (?!(?:e-?)?mails?\b|newsletters?\b|lists?\b|messages?\b|spam|stuff|crap)"
    r"|^ (?:el|la|los|las|un|una|al|esta|este|a (?:mi|mis|nuestr\w+|su|sus|el|la|los|las)) (?!suscripcion|lista|correo|direccion|newsletter|boletin|e-?mail)"
    r"|^,? (?:(?:not|but not) me|ich nicht|pas moi|yo no|io no|eu nao|ik niet)\b"
    r"|\b(?:old|former|other|alte[rn]?|andere[rn]?|fruhere[rn]?|antigua|vieja|otra|ancienne|autre|vecchi[oa]|altr[oa]|antigo|outro|oude) (?:e-?mail|mail|address|adresse|direccion|cuenta|indirizzo|endereco|adres|account|konto)"
)
_LATER = re.compile(
    r"\b(?:if (?!you (?:do not|don't|would|could|can|please)|possible|it is possible|that is possible|this is possible|not )|unless|until|till|for now|for a while|for the moment|for the time being|temporar\w*|this (?:week|month|year)|while|during|"
    r"for (?:the next|a few|two|three|some)|once|as soon as (?!possible)|after|nach (?:ablauf|weihnachten|ostern|\d)|when|wenn|falls|sofern|sobald|nachdem|nach (?:der|dem|unserer?|ende)|bis(?! bald)|erst|des que|en cuanto|tan pronto|(?:non )?appena|assim que|logo que|zodra|nadat|pas (?:na|als)|despues de|apres (?:le|la|que)|dopo (?:il|la|che)|depois (?:de|da|do|que)|vorerst|vorlaufig|wahrend|si (?!vous plait|es posible|possible|fueran? tan|no le|no es)|cuando|hasta|por ahora|de momento|jusqu\w*|quand|pour (?:l'instant|le moment)|"
    r"per (?:ora|il momento)|fino a|quando|por enquanto|ate (?!logo|breve)|voorlopig|tot (?!ziens)|als (?!het kan))\b"
)


def unmarked(text: str) -> str:
    """A text without the signs that make words bold or slanted where only letters are: *please*, _stop_, /now/."""
    for _ in range(2):  # one within the other
        text = _MARKED.sub(r"\2", text)
    return text


def plain_phrase(text: str) -> str:
    """Small letters without accents, one space between words, straight apostrophes and quotation marks, slips of the pen put right."""
    text = without_marks(unmarked(text).replace("´", "'").replace("`", "'").translate(_QUOTES))
    return mended(" ".join(text.casefold().split()))


def is_alone(line: str, *, whole: bool = False) -> bool:
    """Whether a line (as `plain_phrase` gives it) says nothing but that the sender wants no more mail.

    `whole`: it is all that they wrote, so that "stop" is enough.
    """
    bare = _SIGNS.sub("", line)
    for _ in range(2):
        bare = _COURTESY.sub("", bare).strip(" .,!")
    return bool((_WHOLE if whole else _ALONE).fullmatch(bare))


def clear_words(sentence: str, told_before: str = "", names: Container[str] = ()) -> tuple[str, str]:
    """What in a sentence (as `plain_phrase` gives it) asks for no more mail, and what makes it doubtful: ("", "") is neither.

    Words that are denied ("please do not remove me from your list") are no such words. `told_before`: the
    sentence that stands before it; `names`: words that we are called by.
    """
    sentence = _SWEARING.sub("", _OTHER_WAY.sub("", sentence))
    found = _CLEAR.search(sentence)
    if not found:
        return "", ""
    before, after = _POLITE_IF.sub("", sentence[: found.start()]), sentence[found.end() :]
    if _is_question(sentence, before):
        return found[0], "it is a question"
    if _THREAT.search(before):
        return found[0], "it is said under a condition, or for a time"
    if (
        _NEGATED.search(before)
        or (_ASKED.search(found[0]) and _NEGATED_INSIDE.search(found[0]))
        or _NEGATED_AFTER.match(after)
        or _NO_ME.search(f"{before}|{found[0]}")
    ):
        return "", ""
    reported = (
        _REPORTED.search(before)
        or _READS.search(before)
        or (re.search(_SAYS, before) and not _FIRST_PERSON.search(before))
    )
    if reported or _is_quoted(before, found[0]) or _SAID_BY.search(told_before):
        return found[0], "somebody else may say it"
    if (
        _OBJECTS.match(found[0])
        and found[0].startswith(("object", "opt", "withdraw"))
        and re.search(r"\w", before.replace("hereby", ""))
        and not _FIRST_PERSON.search(before)
    ):
        return found[0], "somebody else may say it"
    if (
        _FAR_NEGATED.search(before)
        or _NOT_NEEDED.search(before)
        or _UNSAID.search(before)
        or _UNSAID.search(told_before)
    ):
        return found[0], "it may be denied"
    if (
        _IF.search(before)
        or _SHOULD.match(before)
        or _LATER.search(after)
        or (_ASKED.search(found[0]) and _LATER.search(_POLITE_IF.sub("", found[0])))
    ):
        return found[0], "it is said under a condition, or for a time"
    if _INFINITIVE.fullmatch(found[0].strip()) and before.strip(" ,.!") and not _WISHED.search(before):
        return found[0], "it does not say that they wish it"
    if _BUT.search(after) or _ONLY.search(before) or _ONLY.search(after) or _PART.search(after):
        return found[0], "it is said with a limit"
    names_no_list = _OBJECTS.fullmatch(found[0]) or _NOTHING_MORE.fullmatch(found[0])
    if not names_no_list and is_other_list(found[0], after, names):
        return found[0], "it may be about another list than ours"
    if goes_on(after, names):
        return found[0], "more is said with it"
    return found[0], ""


def limits(sentence: str) -> bool:
    """Whether a sentence takes something back of the one before it: "but only until May"."""
    return bool(_LIMITS.match(sentence))


def _is_quoted(before: str, words: str) -> bool:
    """Whether quotation marks were opened before the words and not closed."""
    opened = before + words[:1]
    return opened.count('"') % 2 == 1 or len(re.findall(r"(?:^|[\s(:])'(?=\w|$)", before)) > len(
        re.findall(r"\w[.!?]?'(?:[\s).,!?]|$)", before)
    )


def _is_question(sentence: str, before: str) -> bool:
    asked = sentence.rstrip("\"') ").endswith("?")
    return (
        bool(_ASKS.search(before))
        if not asked
        else not _POLITE.search(before + sentence[len(before) : len(before) + 20])
        or bool(_ASKS.search(before))
    )


def denied(sentence: str) -> bool:
    """Whether the sentence asks to go on: "please do not remove me from your list"."""
    found = _CLEAR.search(sentence)
    return (
        bool(found)
        and not _is_question(sentence, sentence[: found.start()] if found else "")
        and not clear_words(sentence)[0]
    )
