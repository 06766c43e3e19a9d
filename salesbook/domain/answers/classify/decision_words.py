"""What a colleague who was asked to decide answers: Approve, Object with the reason, or neither for certain.

Only what begins with one of the two, and says nothing of the other, is acted upon; and an approval, which opens a gate, only where
nothing follows it but courtesy and names that are known. No list of conditions is ever complete ("cap it at 30 stores", "in
principle"), so whatever else somebody writes is for a person to see.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from salesbook.domain.answers.classify.reply_text import MOST_OF_A_REPLY, is_courtesy
from salesbook.util.folding import without_marks
from salesbook.util.wording import quoted

_GREETING = r"(?:(?:hi|hello|hey|dear|good (?:morning|afternoon|day)|hallo|guten (?:tag|morgen)|liebe[rs]?|hola|buenos dias|buenas tardes|bonjour|salut|ciao|buongiorno|ola|bom dia|beste|dag)\b(?: [^\W\d][\w'.-]*){0,3}[,.!:]\s*)?"
_YES = r"(?:(?:yes|ok(?:ay)?|ja|si|oui|sim|thanks?(?: you)?|thx|danke|gracias|merci|grazie|obrigad[oa]|bedankt)\b(?: (?:for|fur|por|pour|per|pela|voor) (?:this|that|it|asking|dies|esto|cela|questo|isto|dit|(?:the|your|die|la|el|le|a|de) (?:mail|email|letter|nachricht|carta|correo|lettre|lettera|brief)))?[,.!:]\s*){0,2}"
_APPROVES = (
    r"(?:(?:i|we) (?:hereby |fully |gladly |happily |both )?)?approve\b", r"approved\b", r"approval granted\b", r"(?:you have |this has )?(?:my|our) (?:full )?approval\b",
    r"(?:hiermit )?(?:von mir |von uns )?(?:genehmigt|freigegeben|zugestimmt)\b", r"(?:ich|wir) (?:genehmigen?|stimmen? (?:dem |der sache |hiermit )?zu)\b", r"(?:ich bin |wir sind )?(?:damit )?einverstanden\b",
    r"(?:yo )?(?:lo |la )?(?:apruebo|aprobamos)\b", r"(?:queda )?aprobad[oa]\b", r"(?:j'|nous )?approuve(?:e|ons)?\b",
    r"(?:io )?(?:lo |la )?(?:approvo|approviamo)\b", r"approvat[oa]\b", r"(?:eu )?(?:aprovo|aprovamos)\b", r"aprovad[oa]\b",
    r"(?:ik ga |wij gaan )?akkoord\b", r"goedgekeurd\b", r"ik keur (?:het |dit )?goed\b",
)  # fmt: skip
_OBJECTS = (
    r"(?:(?:i|we) (?:must |have to |strongly |hereby |do )?)?object\b(?: to (?:this|it|that)\b| to\b)?", r"objected\b", r"(?:my |our )?objections?\b",
    r"(?:ich |wir )?(?:erheben? )?einspruch\b", r"(?:ich |wir )?widerspreche[n]?\b(?: dem\b)?", r"widerspruch\b", r"(?:ich |wir )?lehnen? (?:das |es |dies )?ab\b", r"abgelehnt\b",
    r"(?:yo )?(?:me opongo|objeto)\b(?: a (?:esto|ello)\b)?", r"(?:mi )?objeci[oó]n\b", r"(?:je m'oppose|nous nous opposons)\b", r"mon objection\b",
    r"(?:io )?mi oppongo\b", r"(?:la mia )?obiezione\b", r"(?:eu )?(?:oponho-me|me oponho)\b", r"(?:minha )?obje[cç][aã]o\b", r"(?:ik maak )?bezwaar\b",
)  # fmt: skip
_BEGINS_APPROVE = re.compile(rf"[\s*_\"'.,!“-]*{_GREETING}{_YES}(?:{'|'.join(_APPROVES)})")
_BEGINS_OBJECT = re.compile(rf"\W*{_GREETING}(?:{'|'.join(_OBJECTS)})", re.IGNORECASE)
_BECAUSE = re.compile(
    r"^[\s:;,.!\-–—]*(?:(?:because(?: of)?|since|as|weil|da|denn|porque|ya que|parce que|car|perch[eé]|poich[eé]|omdat|want)\b[\s:,]*)?", re.IGNORECASE
)  # fmt: skip
# Of each of the two any word, however it is meant.
_ANY_APPROVE = re.compile(
    r"approv|genehmig|freigegeben|freigabe|zustimm|zugestimmt|\bstimmen?\b.{0,40}\bzu\b|einverstanden|aprob|aprueb|approuv|aprov|akkoord|goedgekeurd|goedkeur|\bkeur\b.{0,20}\bgoed\b"
)
_ANY_OBJECT = re.compile(
    r"\bobject|einspruch|widerspr|ablehn|abgelehnt|\blehnen?\b.{0,40}\bab\b|\bme opongo|\bobjet[oa]\b|objecion|\boppos|m'oppose|mi oppongo|obiezion|oponho|objecao|bezwaar|disapprov|\breject|\brefus|rechaz"
)
# What may stand between the words that follow an approval; no question mark, and no sign that may mean less.
_BETWEEN = re.compile(r"[\s.,!;:*_\"'“”()\-–—…👍✅🙂😊🎉🙏👏]+")
# Each limits nothing, whatever stands before or behind it.
_COURTESY = re.compile(
    r"(?:(?:many |very many )?thanks(?: a lot| very much| to all| all)?|thank you(?: all| very much| so much)?|thx|cheers|(?:very )?(?:good|great|excellent) (?:work|job|idea)|well done|good luck|great|excellent|"
    r"(?:kind |best |warm )?(?:regards|wishes)|best|all the best|yours(?: sincerely)?|sincerely|have a (?:good|nice) (?:day|weekend|week)|"
    r"(?:vielen |herzlichen |besten )?dank|danke(?: schon| sehr)?|(?:sehr )?(?:gute|tolle) (?:arbeit|idee)|viel erfolg|alles gute|(?:mit )?(?:freundlichen|besten|vielen|lieben?|viele|beste|schone) gru(?:ss|ß)en?|gru(?:ss|ß)e?|mfg|vg|lg|"
    r"(?:muchas |mil )?gracias|(?:muy )?buen trabajo|buena idea|mucha suerte|enhorabuena|(?:un )?(?:cordial )?saludos?(?: cordiales)?|un abrazo|"
    r"merci(?: beaucoup)?|bravo|(?:tres )?bon travail|bonne (?:idee|chance)|bon courage|(?:bien )?cordialement|"
    r"grazie(?: mille)?|(?:ottimo|buon) lavoro|(?:ottima|buona) idea|(?:cordiali )?saluti|"
    r"(?:muito )?obrigad[oa]|(?:bom|otimo) trabalho|boa (?:ideia|sorte)|(?:os melhores )?cumprimentos|abracos?|"
    r"(?:hartelijk )?(?:dank|bedankt)(?: je wel| u wel)?|goed (?:werk|idee)|(?:veel )?succes|(?:met )?(?:vriendelijke )?groet(?:en)?)\b"
)
_OBJECT_OF_IT = (
    r"(?:(?:to|of) )?(?:(?:the|this|it|that|dies\w*|den|das|dem|der|es|la|lo|el|est[aeo]|le|cette|ce|il|quest[ao]|a|o|het|dit|deze)\b ?)?"
    r"(?:(?:proposal|proposition|vorschlag|propuesta|proposta|voorstel)\b ?)?"
)
_FOR = r"(?:for|by|on behalf of|fur|von|im namen von|por|para|en nombre de|pour|par|au nom de|per|da|a nome di|em nome de|voor|door|namens) (?:the )?"
_VERSION = r"(?:(?:the |this )?(?:version|versione|versao|versie|v)\.? ?"


@dataclass(frozen=True, slots=True)
class DecisionAsked:
    """What an approval may name besides: `own` names of the proposition, the person and their only department; those of `colleagues`; the version."""

    own: tuple[str, ...] = ()
    colleagues: tuple[str, ...] = ()
    version: int = 1


@dataclass(frozen=True, slots=True)
class DecisionWords:
    """What an answer decides: `approves` or `objects`, with the `reason`; neither where `doubt`, a clause, says why."""

    approves: bool = False
    objects: bool = False
    reason: str = ""
    doubt: str = ""


def read_decision(words: str, asked: DecisionAsked) -> DecisionWords:
    """What somebody's own words decide; `words` are without what they quote."""
    lines = [line.strip() for line in words.replace("’", "'").splitlines() if line.strip()]
    while lines and (is_courtesy(lines[0]) or _is_greeting(lines[0])):
        del lines[0]
    said = "\n".join(lines)
    plain = " ".join(without_marks(said).casefold().split())
    for_it, against = bool(_ANY_APPROVE.search(plain)), bool(_ANY_OBJECT.search(plain))
    if for_it and against:
        return DecisionWords(doubt="it speaks of approving and of objecting")
    if against:
        return _objection(said)
    if not for_it:
        return DecisionWords(doubt="it says neither Approve nor Object")
    if len(words) >= MOST_OF_A_REPLY:
        return DecisionWords(doubt="it goes on for longer than is read")
    begins = _BEGINS_APPROVE.match(plain)
    if not begins:
        return DecisionWords(doubt="it does not begin with Approve")
    if more := _beyond_courtesy(plain[begins.end() :], asked):
        return DecisionWords(doubt=f"it approves and says more, which may be a condition: {quoted(more)}")
    return DecisionWords(approves=True)


def _beyond_courtesy(rest: str, asked: DecisionAsked) -> str:
    """What follows an approval from the first word on that is neither courtesy nor a name that is known; "" where nothing does."""
    own, everybody = _any_of(asked.own), _any_of((*asked.own, *asked.colleagues))
    version = rf"{_VERSION}{asked.version}\b ?)?"
    about = re.compile(
        rf" ?(?:{_OBJECT_OF_IT}(?:{own} ?)?{version}(?:{_FOR}(?:{own}|me|us|mir|uns)\b)?)(?!\w)"
    )
    said = _BETWEEN.sub("", rest, count=1) if _BETWEEN.match(rest) else rest
    if found := about.match(said):
        said = said[found.end() :]
    name = re.compile(everybody)
    while said := said[found.end() :] if (found := _BETWEEN.match(said)) else said:
        found = _COURTESY.match(said) or name.match(said)
        if not found:
            return said
        said = said[found.end() :]
    return ""


def _any_of(names: Iterable[str]) -> str:
    """A pattern of these names, the longest first, without marks; of nothing where there is none."""
    plain = {" ".join(without_marks(one).casefold().split()) for one in names} - {""}
    one_of = "|".join(re.escape(one) for one in sorted(plain, key=len, reverse=True)) or "(?!)"
    return rf"(?<!\w)(?:{one_of})(?!\w)"


def _objection(said: str) -> DecisionWords:
    found = _BEGINS_OBJECT.match(said)
    if not found:
        return DecisionWords(doubt="it does not begin with Object")
    rest = said[found.end() :]
    reason = _BECAUSE.sub("", rest, count=1).strip()
    if rest.strip().startswith("?") or (not reason and "?" in rest):
        return DecisionWords(doubt="it asks")
    return DecisionWords(objects=True, reason=reason)


def _is_greeting(line: str) -> bool:
    return bool(re.fullmatch(_GREETING, f"{without_marks(line).casefold().rstrip(',.!: ')},"))
