"""The mails of the corpus, and what its index says of each."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from salesbook.domain.answers.classify import Answer, Failure, Kind, read_answer

HERE = Path(__file__).parent
CONTACTS = {f"{name}.example" for name in ("client", "cliente", "entreprise", "firm", "kunde", "bücher")}
OPT_OUT = "stop@norte.example"


def ours(message_id: str) -> bool:
    return bool(re.fullmatch(r"<[0-9a-f]{32}@norte\.example>", message_id))


def known(address: str) -> bool:
    return address.rpartition("@")[2].lower() in CONTACTS


def own(address: str) -> bool:
    return address in {"ana@norte.example", "tom@norte.example"}


def read(data: bytes) -> Answer:
    return read_answer(data, ours=ours, opt_out=OPT_OUT, known=known, own=own)


@dataclass(frozen=True)
class Expected:
    """A row of the index."""

    file: str
    kind: Kind
    about_ours: bool
    failures: tuple[tuple[str, Kind, str], ...]
    new_address: str
    draft: str
    words: str

    @property
    def data(self) -> bytes:
        return (HERE / "corpus" / f"{self.file}.eml").read_bytes()


def index(name: str) -> list[Expected]:
    rows = (HERE / name).read_text(encoding="utf-8").split("\n\n", 1)[1].splitlines()[1:]
    return [_row(*(cell.strip() for cell in row.split("|"))) for row in rows]


def _row(file: str, kind: str, about: str, failed: str, new: str, draft: str, words: str) -> Expected:
    failures = tuple(_failure(one) for one in failed.split(";")) if failed != "-" else ()
    return Expected(
        file,
        Kind(kind),
        about == "yes",
        failures,
        *("" if one == "-" else one for one in (new, draft, words)),
    )


def _failure(text: str) -> tuple[str, Kind, str]:
    address, kind, status = text.split()
    return address, Kind.SOFT if kind == "Soft" else Kind(kind), "" if status == "-" else status


def of(failure: Failure) -> tuple[str, Kind, str]:
    return failure.address, failure.kind, failure.status
