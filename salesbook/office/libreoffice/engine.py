"""The engine that xlwings is given."""

from __future__ import annotations

import datetime as dt
import math
import numbers
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

from salesbook.office.libreoffice.app import Apps


class Engine:
    """What xlwings asks an engine for."""

    name = "libreoffice"
    type = "desktop"

    def __init__(self) -> None:
        self.apps = Apps(self)

    @staticmethod
    def prepare_xl_data_element(x: Any, options: Any) -> Any:
        """One value on its way into a cell."""
        return _plain(x)

    @staticmethod
    def clean_value_data(
        data: Sequence[Sequence[Any]],
        datetime_builder: Callable[..., Any],
        empty_as: Any,
        number_builder: Callable[[float], Any] | None,
        err_to_str: bool,
    ) -> list[list[Any]]:
        """The values of a read as the reader's options want them."""
        if datetime_builder is dt.datetime and number_builder is None:
            return [[empty_as if value == "" else value for value in row] for row in data]

        def made(value: Any) -> Any:
            if value == "":
                return empty_as
            if type(value) is float and number_builder is not None:
                return number_builder(value)
            if isinstance(value, dt.datetime) and datetime_builder is not dt.datetime:
                return datetime_builder(
                    year=value.year, month=value.month, day=value.day, hour=value.hour, minute=value.minute,
                    second=value.second, microsecond=value.microsecond, tzinfo=None,
                )  # fmt: skip
            return value

        return [[made(value) for value in row] for row in data]


def _plain(value: Any) -> Any:
    """A value of numpy's or pandas' as Python's own; what is missing becomes None."""
    kind = type(value)
    if value is None or kind is str or kind is bool or (kind is float and value - value == 0):  # it is finite
        return value
    if kind.__name__ == "datetime64":
        value = value.astype("datetime64[us]").item()
    elif hasattr(value, "item"):
        value = value.item()
    if kind.__name__ in {"NAType", "NaTType"} or value is None or value != value:  # noqa: PLR0124  # not a number
        return None
    if isinstance(value, dt.datetime):
        return value.to_pydatetime() if hasattr(value, "to_pydatetime") else value
    if isinstance(value, bool | str) or not isinstance(value, numbers.Real | Decimal):
        return value
    if math.isinf(value):
        raise ValueError("A cell cannot hold an infinite number.")
    return float(value)
