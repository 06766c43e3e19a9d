"""What may follow a wish for no more mail in its sentence and change nothing: "do not send me any more, thanks"."""

SENTENCE_END = r"(?:[.,!; ]|thanks?(?: you)?|thx|please|pls|plz|asap|now|immediately|today|again|ever|gracias|por favor|merci|svp|s'il vous plait|grazie|per favore|obrigad[oa]|bitte|danke|sofort|umgehend|aub|alstublieft|alsjeblieft|graag|dank\w*)*$"
