"""Whatever LibreOffice's bridge throws, users' scripts get a sentence; so do calls that are not covered."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any, NoReturn, TypeVar

from salesbook.office.libreoffice.bridge import failure
from salesbook.office.libreoffice.coverage import NOT_COVERED
from salesbook.office.libreoffice.errors import BookClosed, NotDone, OfficeDied, OfficeEnded

_C = TypeVar("_C")
_WAYS = (
    "app",
    "book",
    "sheet",
    "parent",
    "_book",
    "_sheet",
    "_of",
)  # from an object of the engine to its LibreOffice
_SPECIAL = {"__call__", "__len__", "__iter__", "__contains__", "__getitem__"}


def in_sentences(cls: type[_C]) -> type[_C]:
    """Make all that a class offers raise sentences; what is not covered says so."""
    for name in NOT_COVERED.get(cls.__name__, ()):
        setattr(cls, name, _not_covered(cls, name))
    for name, value in list(vars(cls).items()):
        if name.startswith("_") and name not in _SPECIAL:
            continue
        if isinstance(value, property):
            get, put = value.fget and _spoken(value.fget), value.fset and _spoken(value.fset)
            setattr(cls, name, property(get, put))
        elif inspect.isgeneratorfunction(value):
            setattr(cls, name, _spoken_one_by_one(value))
        elif inspect.isfunction(value):
            setattr(cls, name, _spoken(value))
    return cls


def _not_covered(cls: type, name: str) -> Any:
    def refuse(*_: Any, **__: Any) -> Any:
        raise NotImplementedError(
            f"{cls.__name__}.{name} is not covered in LibreOffice: use Excel, or LibreOffice's own object (.api)."
        )

    refuse.not_covered = True  # type: ignore[attr-defined]
    inherited = next((vars(base)[name] for base in cls.__mro__[1:] if name in vars(base)), None)
    return property(refuse, refuse) if isinstance(inherited, property) else refuse


def _spoken(call: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(call)
    def speaking(self: Any, *args: Any, **named: Any) -> Any:
        try:
            return call(self, *args, **named)
        except Exception as error:  # noqa: BLE001  # it is raised again, or as a sentence
            _raise(self, error)

    return speaking


def _spoken_one_by_one(call: Callable[..., Iterator[Any]]) -> Callable[..., Iterator[Any]]:
    @functools.wraps(call)
    def speaking(self: Any, *args: Any, **named: Any) -> Iterator[Any]:
        try:
            yield from call(self, *args, **named)
        except Exception as error:  # noqa: BLE001
            _raise(self, error)

    return speaking


def _raise(thing: Any, error: Exception) -> NoReturn:
    sentence = _sentence(thing, error)
    if sentence is error:
        raise error
    raise sentence from error


def _sentence(thing: Any, error: Exception) -> Exception:
    """What to raise instead of an error; the error itself where it is none of LibreOffice's."""
    if isinstance(error, OfficeDied | OfficeEnded):
        return error
    office, book = _home(thing)
    of_the_bridge = isinstance(error, failure("uno.Exception"))
    if office is not None and (office.dies if of_the_bridge else not office.alive):
        return office.died() if office.crashed else OfficeEnded()
    if not (of_the_bridge or isinstance(error, AttributeError)):  # a closed workbook has no sheets, but None
        return error
    if book is not None and book.is_closed:
        return BookClosed(book.label)
    if not of_the_bridge:
        return error
    read_only = False
    with suppress(Exception):  # it is only asked why
        read_only = book is not None and book.xl.isReadonly()
    return NotDone("the workbook is open for reading only" if read_only else _words(error))


def _home(thing: Any) -> tuple[Any, Any]:
    """The LibreOffice and the book that an object belongs to."""
    book = None
    for _ in range(8):
        if "office" in vars(thing):
            return thing.office, book
        if "label" in vars(thing):
            book = thing
        way = next((way for way in _WAYS if way in vars(thing)), "")
        if not way:
            return None, book
        thing = vars(thing)[way]
    return None, book


def _words(error: Exception) -> str:
    """What the error itself says, without the place in LibreOffice's source; often nothing."""
    said = str(getattr(error, "Message", "") or "").partition(" at ./")[0].strip().rstrip(".")
    return said if said and not said.startswith("at ./") else "it gave no reason"
