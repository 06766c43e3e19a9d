"""LibreOffice's own Python module, uno: found, loaded once, and made easier to call."""

from __future__ import annotations

import importlib
import sys
from functools import cache
from pathlib import Path
from typing import Any

from salesbook.office.libreoffice.errors import UnoMissing

_FOLDERS = (  # where a system keeps uno.py when it is not in this Python's own path
    "/usr/lib/python3/dist-packages",
    f"/usr/lib64/python3.{sys.version_info.minor}/site-packages",
    f"/usr/lib/python3.{sys.version_info.minor}/site-packages",
    "/usr/lib/libreoffice/program",
    "/opt/libreoffice/program",
    "/Applications/LibreOffice.app/Contents/Resources",
    r"C:\Program Files\LibreOffice\program",
)


@cache
def uno() -> Any:
    """The module uno; from this Python, or from the folder where the system has it.

    A virtual environment does not see the system's packages, so the folder is put last on the path
    for the time of the import. Raises UnoMissing where no folder has one that this Python can load.
    """
    why = "no folder has it"
    for folder in ("", *_FOLDERS):
        if folder and not (Path(folder) / "uno.py").exists():
            continue
        sys.path.append(folder)
        try:
            return _mended(importlib.import_module("uno"))
        except ImportError as error:
            why = str(error) if folder else why
        finally:
            sys.path.pop()
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    raise UnoMissing(version, why)


def _mended(module: Any) -> Any:
    """Let Python set what is its own on UNO's exceptions.

    Context managers set __traceback__ on an exception that passes through them, and uno refuses that:
    the error would turn into another one on its way.
    """
    refusing = module._uno_struct__setattr__  # noqa: SLF001

    def set_attribute(self: Any, name: str, value: Any) -> None:
        if name.startswith("__"):
            BaseException.__setattr__(self, name, value)
        else:
            refusing(self, name, value)

    module._uno_struct__setattr__ = set_attribute  # noqa: SLF001
    return module


def struct(name: str, **fields: Any) -> Any:
    """A UNO structure by its name without com.sun.star, with its fields set."""
    made = uno().createUnoStruct(f"com.sun.star.{name}")
    for field, value in fields.items():
        setattr(made, field, value)
    return made


def properties(**values: Any) -> tuple[Any, ...]:
    """Named values, as UNO takes them for loading and storing."""
    return tuple(struct("beans.PropertyValue", Name=name, Value=value) for name, value in values.items())


def enum(kind: str, value: str) -> Any:
    """A value of a UNO enumeration by both their names."""
    return uno().Enum(f"com.sun.star.{kind}", value)


def constant(name: str) -> int:
    """A UNO constant by its name without com.sun.star."""
    return int(uno().getConstantByName(f"com.sun.star.{name}"))


@cache
def failure(name: str) -> type[Exception]:
    """The class of a UNO exception, to catch it."""
    found: type[Exception] = uno().getClass(f"com.sun.star.{name}")
    return found


def gone() -> type[Exception]:
    """What a call raises when the document or all of LibreOffice is not there any more.

    LibreOffice uses it for other things too: look whether it is there before believing so.
    """
    return failure("uno.RuntimeException")
