"""What the sample's decision makers say to vendor-managed inventory, by language and answer, in their own words."""

from __future__ import annotations

from functools import cache

_TEXT = {
    "en": """
Yes: If you really watch the film for us, begin with line one. | That takes a job off my desk every week. Yes.
Trust: So you decide how much we buy? I do not like that. | Who tells me that you do not fill the store to the roof?
Price: A deposit on top? Show me what it saves first.
Interested later: After the stocktaking, gladly. Ring me then.
Has supplier: Our film comes from somebody who does that already.
""",
    "es": """
Yes: Si de verdad vigiláis el film, empezad por la línea uno. | Me quitáis un trabajo cada semana. De acuerdo.
Trust: ¿Y decidís vosotros cuánto compramos? No me gusta. | ¿Quién me asegura que no llenáis el almacén hasta el techo?
Price: ¿Además un depósito? Primero enséñame cuánto se ahorra.
Interested later: Después del inventario, encantado. Llámame entonces.
Has supplier: El film nos lo trae otro que ya hace eso.
""",
    "pt": """
Yes: Se vigiam mesmo o filme, comecem pela linha um.
Trust: E são vocês que decidem quanto compramos? Não me agrada.
Price: Ainda por cima um depósito? Mostre-me primeiro o que se poupa.
Interested later: Depois do inventário, com gosto. Ligue-me nessa altura.
Has supplier: O filme vem de alguém que já faz isso.
""",
    "fr": """
Yes: Si vous surveillez vraiment le film, commencez par la ligne une. | Une tâche de moins chaque semaine. C'est oui.
Trust: C'est donc vous qui décidez de ce que nous achetons ? Cela ne me plaît pas. | Qui me dit que vous ne remplirez pas la réserve jusqu'au plafond ?
Price: Une caution en plus ? Montrez-moi d'abord ce que l'on gagne.
Interested later: Après l'inventaire, volontiers. Rappelez-moi à ce moment-là.
Has supplier: Notre film vient de quelqu'un qui le fait déjà.
""",
    "it": """
Yes: Se tenete davvero d'occhio il film, cominciate dalla linea uno.
Trust: Quindi decidete voi quanto compriamo? Non mi piace.
Price: Anche una cauzione? Prima mi faccia vedere quanto si risparmia.
Interested later: Dopo l'inventario, volentieri. Mi richiami allora.
Has supplier: Il film ce lo porta uno che lo fa già.
""",
    "de": """
Yes: Wenn Sie wirklich auf die Folie achten, fangen Sie mit Linie eins an. | Das nimmt mir jede Woche eine Arbeit ab. Ja. | Einverstanden, aber zuerst nur die Folie.
Trust: Dann bestimmen also Sie, wie viel wir kaufen? Das gefällt mir nicht. | Wer sagt mir, dass Sie das Lager nicht bis unter die Decke füllen?
Price: Auch noch ein Pfand? Zeigen Sie mir erst, was es spart.
Interested later: Nach der Inventur gern. Melden Sie sich dann.
Has supplier: Unsere Folie kommt von jemandem, der das schon macht.
""",
    "pl": """
Yes: Jeśli naprawdę będziecie pilnować folii, zacznijcie od linii pierwszej.
Trust: Czyli to wy zdecydujecie, ile kupujemy? Nie podoba mi się to.
Price: Jeszcze kaucja? Proszę najpierw pokazać, ile to oszczędza.
Interested later: Po inwentaryzacji chętnie. Proszę wtedy zadzwonić.
Has supplier: Folię mamy od kogoś, kto już to robi.
""",
}  # fmt: skip
NOTES_OF_PITCHES = {
    "Yes": "Begins with film; Operations makes the first round.",
    "Trust": "Wants to say how much may stand there at most.",
    "Price": "Asked for an example with their own figures.",
    "Interested later": "Agreed to ring again after their stocktaking.",
    "Has supplier": "Content with whom they have; machines stay with us.",
}


@cache
def words_to_a_pitch(language: str, answer: str) -> tuple[str, ...]:
    """Sentences with which somebody answers so. Raises KeyError for a language or an answer that is not there."""
    said = dict(line.split(": ", 1) for line in _TEXT[language].strip().splitlines())
    return tuple(said[answer].split(" | "))
