"""What the stage of a deal says of its result: Closed Won, 7 - Lost to a competitor, Gewonnen."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from salesbook.util.folding import letters_and_digits

RESULT_WORDS = {
    "Open": ("In progress", "Pending", "Offen", "Abierta", "Abierto", "Ouvert", "Ouverte", "En cours", "Aperto", "Aperta", "Aberto", "Aberta", "Öppen", "Åben", "Åpen", "Avoin", "False"),
    "Won": (
        "Closed won", "Deal won", "Closed and won", "Gewonnen", "Abgeschlossen gewonnen", "Ganada", "Ganado", "Cerrada ganada", "Cerrado ganado", "Gagné", "Gagnée", "Fermé gagné", "Clôturé gagné", "Vinto", "Vinta",
        "Chiuso vinto", "Ganho", "Ganha", "Fechado ganho", "Vunnen", "Vunnet", "Vundet", "Voitettu", "Wygrana", "Выиграна", "True",
    ),
    "Lost": (
        "Closed lost", "Deal lost", "Closed and lost", "Abandoned", "Verloren", "Abgeschlossen verloren", "Perdida", "Perdido", "Cerrada perdida", "Cerrado perdido", "Perdu", "Perdue", "Fermé perdu", "Clôturé perdu", "Perso", "Persa",
        "Chiuso perso", "Fechado perdido", "Förlorad", "Förlorat", "Tabt", "Tapt", "Hävitty", "Menetetty", "Przegrana", "Проиграна", "Closed lost to competition",
    ),
}  # fmt: skip
_WORD = re.compile(r"[^\W\d_]+")
_CLOSING = {"pipeline", "closed", "close", "deal", "deals", "stage", "phase", "status", "and", "und", "sale", "sales", "opportunity", "fully", "contract", "signed", "geschlossen", "abgeschlossen", "verkauf",
            "vertrag", "unterschrieben", "cerrado", "cerrada", "ferme", "fermee", "cloture", "cloturee", "chiuso", "chiusa", "gesloten", "fechado", "fechada", "y", "et", "e", "en"}  # fmt: skip
_AGAIN = {"nurture", "nurturing", "again", "back", "reopen", "reopened", "reactivate", "reactivated", "revive", "revived", "revisit", "recycle", "recycled", "recover", "recovered", "recovery", "retry", "rescue", "follow", "later",
          "contact", "touch", "track", "maybe", "perhaps", "risk", "possibly", "likely", "probably", "pending", "wieder", "zuruck", "kontakt", "spater", "reaktiviert", "reaktivieren", "wiedervorlage", "erneut", "vielleicht",
          "nuevo", "contacto", "recuperar", "recuperado", "recuperada", "recontactar", "relance", "relancer", "reprendre", "recontacter", "contatto", "contato", "opnieuw", "terug", "interest"}  # fmt: skip
_NOT = {"not", "nicht", "no", "non", "niet", "nao", "inte", "ikke", "ei", "almost", "nearly", "fast"}


def stage_result(stage: str) -> str:
    """Won or Lost, where a stage says so in any usual way: Closed Won, 7 - Lost to a competitor; "" else.

    Lost may have a reason behind it; Won has nothing beside it: Won back to nurture is no sale, nor is Won by a competitor.
    """
    words = _meanings()
    if "?" in stage:
        return ""
    exact = words.get(letters_and_digits(stage), "")
    if exact in {"Won", "Lost"}:
        return exact
    said = [word for word in map(letters_and_digits, _WORD.findall(stage)) if word not in _CLOSING]
    meant = results_named(stage)
    if len(meant) != 1 or (said and said[0] in _NOT):
        return ""
    [result] = meant
    rest = [word for word in said if words.get(word) != result]
    if not rest:
        return result
    return result if result == "Lost" and said[0] != rest[0] and not _AGAIN & set(rest) else ""


def results_named(stage: str) -> set[str]:
    """Which of Won and Lost stand in a stage."""
    words = _meanings()
    return {words.get(letters_and_digits(word), "") for word in _WORD.findall(stage)} & {"Won", "Lost"}


@cache
def _meanings() -> Mapping[str, str]:
    """Folded words, and the result that each means."""
    return {
        letters_and_digits(word) or word: result
        for result, words in RESULT_WORDS.items()
        for word in (result, *words)
    }
