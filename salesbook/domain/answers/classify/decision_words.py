"""What a colleague who was asked to decide answers: Approve, Object with the reason, or neither for certain.

Only what begins with one of the two, says nothing of the other, and (to approve) takes nothing back, is acted upon: an approval
opens a gate. Whatever else somebody writes is for a person to see.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from salesbook.domain.answers.classify.reply_text import MOST_OF_A_REPLY, is_courtesy
from salesbook.util.folding import without_marks

_GREETING = r"(?:(?:hi|hello|hey|dear|good (?:morning|afternoon|day)|hallo|guten (?:tag|morgen)|liebe[rs]?|hola|buenos dias|buenas tardes|bonjour|salut|ciao|buongiorno|ola|bom dia|beste|dag)\b[^,.!:\n]{0,40}[,.!:]\s*)?"
_YES = r"(?:(?:yes|ok(?:ay)?|ja|si|oui|sim|thanks?(?: you)?|thx|danke|gracias|merci|grazie|obrigad[oa]|bedankt)\b[^,.!:\n]{0,30}[,.!:]\s*){0,2}"
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
_BEGINS_APPROVE = re.compile(rf"\W*{_GREETING}{_YES}(?:{'|'.join(_APPROVES)})")
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
# What makes an approval one with a limit, under a condition, denied or asked.
_LIMITS = re.compile(
    r"\?|\b(?:not|\w+n't|cannot|never|nor?|but|if|unless|except|only|however|although|though|provided|providing|assuming|subject|condition\w*|once|until|till|before|after|when|should|would|could|might|"
    r"almost|partly|partially|reservations?|concern\w*|worr\w+|wait|later|yet|pending|declin\w*|withdraw\w*|instead|hold|maybe|perhaps|needs?|must|wants?|first|"
    r"nicht|kein\w*|nie|aber|wenn|falls|sofern|ausser|nur|jedoch|allerdings|bedingung\w*|sobald|bis|bevor|vorbehalt\w*|vorausgesetzt|noch|bedenken|muss|mussen|sollte\w*|vielleicht|zuerst|"
    r"pero|si|salvo|excepto|solo|solamente|aunque|siempre que|condicion\w*|cuando|hasta|antes|nunca|todavia|aun|quizas?|primero|"
    r"ne|n'\w+|pas|mais|sauf|seulement|toutefois|cependant|quand|jusqu\w*|avant|jamais|encore|reserve\w*|peut-etre|d'abord|"
    r"non|ma|se|soltanto|purche|condizion\w*|finche|prima|ancora|forse|nao|mas|exceto|somente|porem|desde que|ate|ainda|talvez|primeiro|"
    r"niet|geen|maar|als|indien|mits|tenzij|behalve|alleen|echter|voorwaarde\w*|zodra|tot|voordat|nooit|nog|misschien|eerst)\b"
)


@dataclass(frozen=True, slots=True)
class DecisionWords:
    """What an answer decides: `approves` or `objects`, with the `reason`; neither where `doubt`, a clause, says why."""

    approves: bool = False
    objects: bool = False
    reason: str = ""
    doubt: str = ""


def read_decision(words: str) -> DecisionWords:
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
    if limit := _LIMITS.search(plain, begins.end()):
        return DecisionWords(doubt=f"it approves with a limit, or asks: {limit[0]!r}")
    return DecisionWords(approves=True)


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
