"""Whether words about a list mean another one than ours: "unsubscribe me from the forum list"."""

from __future__ import annotations

import re
from collections.abc import Container

_FROM = r"(?:from|off|of|out of|to|for|de|del|dels|della|dello|dei|delle|degli|dalla|dalle|dal|dagli|dall'|dell'|nel|nei|des|du|d'|der|dem|vom|von|aus|fur|zum|zur|van|voor|uit|da|do|das|dos|di|per|para|pour|pra|alla|al|a|aan)"
_STARTS = re.compile(rf"(?<![\w']){_FROM}(?: |(?<='))")
_INSIDE = re.compile(r"(?<![\w'])(?:from|off|aus|vom|von|dalla|dalle|dal|dagli|uit(?! te )|van) ")
_TOKENS = re.compile(r"\"?([^\W_][\w'&-]*)\"?(?: |(?=[^\w ])|$)|(.)", re.DOTALL)
_PREPOSITION = re.compile(_FROM)
_ENDS = {
    "ontvangen", "erhalten", "bekommen", "empfangen", "recevoir", "ricevere", "recibir", "receber", "des", "desde", "ab", "vanaf", "effective",
    "because", "since", "as", "and", "or", "i", "we", "it", "they", "thanks", "thank", "thx", "regards", "best", "kind", "cheers", "sincerely", "yours", "before", "otherwise", "please", "pls",
    "weil", "da", "denn", "und", "oder", "ich", "wir", "danke", "bitte", "porque", "ya", "y", "e", "o", "no", "gracias", "saludos", "car", "parce", "puisque", "et", "ou", "je", "merci", "cordialement",
    "perche", "grazie", "pois", "obrigado", "obrigada", "want", "omdat", "en", "dank", "bedankt", "mvg", "mit", "con", "avec", "met", "with",
}  # fmt: skip
# What stands before the word for the list.
_BESIDE = {
    "maintenant", "heute", "hoy", "today", "oggi", "hoje", "vandaag", "aujourd'hui",
    "the", "your", "ur", "yr", "this", "that", "these", "those", "all", "any", "every", "each", "our", "my", "future", "further", "such", "other", "it", "them", "him", "you", "here", "there", "now", "ever", "good", "sure",
    "weekly", "monthly", "daily", "regular", "promotional", "commercial", "automated", "automatic", "general", "whole", "entire", "company", "companys", "annoying", "stupid", "unwanted", "bulk", "electronic",
    "dem", "der", "die", "das", "den", "des", "ihrem", "ihren", "ihrer", "ihre", "ihr", "eurem", "euren", "eurer", "deinem", "diesem", "dieser", "diesen", "sofort", "allen", "alle", "ab", "weiteren", "kunftigen", "jetzt",
    "la", "las", "el", "los", "lo", "su", "sus", "tu", "tus", "esta", "este", "estos", "estas", "vuestra", "vuestro", "todo", "toda", "todas", "todos", "inmediato", "favor", "forma", "inmediata", "comerciales", "comercial",
    "le", "les", "l'", "votre", "vos", "cette", "ces", "cet", "ce", "toutes", "tous", "toute", "suite", "toujours", "ta", "tes", "diffusion", "commerciales", "il", "gli", "vostra", "vostro", "vostre", "vostri", "questa", "questo", "queste",
    "sua", "tutte", "tutti", "sempre", "subito", "favore", "as", "os", "a", "o", "suas", "seu", "seus", "vossa", "essa", "nossa", "het", "de", "deze", "uw", "jullie", "dit",
    "ustedes", "usted", "vosotros", "ihnen", "euch", "vous", "voi", "voces", "voce", "lei", "u", "ie",
}  # fmt: skip
# Words for the list, and for what goes to it.
_LISTS = {
    "address", "adresse", "direccion", "indirizzo", "endereco", "adres", "empresa", "firma", "firm", "azienda", "bedrijf", "entreprise", "societe", "compania",
    "list", "lists", "newsletter", "newsletters", "news", "letter", "letters", "mailing", "mailings", "mailinglist", "mail", "mails", "e-mail", "e-mails", "email", "emails", "emailing", "distribution", "database", "databases",
    "marketing", "subscription", "subscriptions", "subscriber", "subscribers", "contact", "contacts", "sending", "message", "messages", "updates", "update", "communication", "communications", "correspondence", "offers", "promotions",
    "ads", "advertising", "notifications", "spam", "system", "records", "crm", "file", "files", "stuff", "service", "sender", "inbox", "junk", "crap", "bulletin", "campaign", "campaigns",
    "verteiler", "verteilerliste", "liste", "mailingliste", "mailing-liste", "newsletterverteiler", "e-mail-verteiler", "mailverteiler", "emailverteiler", "adressliste", "datenbank", "datei", "kundendatei", "kundendatenbank", "werbung", "werbemails", "werbe-mails", "werbeemails", "werbe-e-mails", "nachrichten", "rundschreiben", "zusendungen", "zusendung",
    "lista", "listas", "boletin", "boletines", "correo", "correos", "electronico", "envio", "envios", "distribucion", "difusion", "datos", "base", "publicidad", "comunicaciones", "suscripcion", "mensajes", "informacion",
    "listes", "bases", "donnees", "fichier", "fichiers", "envoi", "envois", "lettre", "lettres", "d'information", "d'envoi", "d'infos", "courriel", "courriels", "publicite", "pub",
    "elenco", "indirizzi", "distribuzione", "pubblicita", "comunicazioni", "messaggi", "posta", "rubrica", "divulgacao", "dados", "cadastro", "cadastros", "adressenlijst", "adresslijst", "adressenbestand", "coordonnees", "distribuicao", "contatos", "contactos", "mensagens", "boletim", "publicidade",
    "lijst", "lijsten", "mailinglijst", "maillijst", "nieuwsbrief", "nieuwsbrieven", "bestand", "bestanden", "verzendlijst", "reclame", "berichten",
}  # fmt: skip


def is_other_list(words: str, after: str, names: Container[str] = ()) -> bool:
    """Whether such words, or what follows them, name a list that is not ours alone.

    All as `phrases.plain` gives it; `names`: words that we are called by.
    """
    said = words + after
    starts = [found.end() for found in _INSIDE.finditer(words)]
    if begins := _STARTS.match(said, len(words) + len(after) - len(after.lstrip(" ,"))):
        starts.append(begins.end())
    if re.match(r" (?:forum|group|board|channel|team|meeting|call|thread|order|club|committee)\b", after):
        return True
    return any(_is_other(said[at:], names) for at in starts)


# What may follow a wish without a comma and change nothing.
_COURTESIES = """
please pls plz asap now immediately today tomorrow right away again anymore any more ever forever at once
possible effective permanently completely altogether so too also to me us my our with henceforth onwards
forward going from here on quickly soon straight kindly whatsoever further own whole entire third second
last time final ask asking bitte danke an diese meine unsere adresse adressen e-mail-adresse mailadresse
anschrift schreiben zustellen zuzusenden zuschicken lassen sie ich wir sofort umgehend unverzuglich mehr aus
ab heraus raus streichen nehmen entfernen loschen austragen erhalten bekommen haben senden schicken zusenden
zu werden wurden konnten endgultig dauerhaft hiermit ihnen mir uns mich des maintenant pubblicitarie
commerciali promozionali vossos vossas vostri vostre jullie jou a esta mi nuestra direccion cuenta address
account inbox mailbox cette mon notre boite questo mio indirizzo casella este meu endereco dit mijn adres if
wenn si se als moglich posible possibile mogelijk por suyos suyas vuestros vuestras ustedes favor gracias ya
mas ahora inmediatamente mismo nunca definitivamente nos svp plait vous s'il merci immediatement
definitivement plus moi nous jamais grazie favore cortesia piu subito noi immediatamente cortesemente
obrigado obrigada mais imediatamente agora aub alstublieft alsjeblieft graag dank meer direct onmiddellijk
te ontvangen sturen krijgen uit af mij ons verwijderen halen
"""
_HARMLESS = frozenset(_COURTESIES.split())


def goes_on(after: str, names: Container[str] = ()) -> bool:
    """Whether something else follows such words, with no comma between: "stop sending us mails twice"."""
    for found in (
        _TOKENS.finditer(after.lstrip())
        if not after.lstrip().startswith((",", ".", ";", ":", "!", "?", "-", "(", '"'))
        else ()
    ):
        word = (found[1] or "").strip("'")
        if not word or (word in _ENDS and word not in _BESIDE):
            return False
        if not (
            word in _HARMLESS
            or word in _LISTS
            or word in _BESIDE
            or word in names
            or _PREPOSITION.fullmatch(word)
        ):
            return True
    return False


def _is_other(text: str, names: Container[str]) -> bool:
    """Whether what "from" is followed by is neither a word for our list nor one that may stand beside it."""
    named = False
    for found in _TOKENS.finditer(text):
        word = (found[1] or "").strip("'")
        if not word or (word in _ENDS and word not in _BESIDE):
            return False
        if word in _LISTS or word in names:
            named = True
        elif _PREPOSITION.fullmatch(word):
            named = False
        elif named:
            return False
        elif word not in _BESIDE:
            return True
    return False
