"""Fields that stand in two columns, what it is and what it says: Custom Field 1 - Label, Custom Field 1 - Value.

A file in; its columns of consent that stand so out, each as if it had a header of its own. The other labels stay what they are.
"""

from __future__ import annotations

import re
from dataclasses import replace

from salesbook.domain.importing.consent.vocabulary import consent_kind
from salesbook.domain.importing.values.readers import text
from salesbook.tables.source import Cell, Source

_LABEL = re.compile(r"(.*?)[\s._-]*\b(label|type|name|bezeichnung|etiqueta|libellé|etichetta)", re.IGNORECASE)
_VALUE = re.compile(r"(.*?)[\s._-]*\b(value|wert|valor|valeur|valore)", re.IGNORECASE)


def with_labels_as_headers(source: Source) -> Source:
    """The file with a column more for each label that is about consent."""
    values = {
        found[1]: place for place, header in enumerate(source.headers) if (found := _VALUE.fullmatch(header))
    }
    labels = {
        found[1]: place for place, header in enumerate(source.headers) if (found := _LABEL.fullmatch(header))
    }
    made: dict[str, list[Cell]] = {}
    for field in labels.keys() & values.keys():
        named, said = source.columns[labels[field]], source.columns[values[field]]
        about = {cell: label for cell in set(named) if (label := text(cell)) and consent_kind(label)}
        for row, cell in enumerate(named) if about else ():
            if cell in about and said[row] not in (None, ""):
                made.setdefault(about[cell], [None] * source.height)[row] = said[row]
    if not made:
        return source
    return replace(source, headers=(*source.headers, *made), columns=(*source.columns, *made.values()))
