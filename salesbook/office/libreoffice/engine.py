"""The engine that xlwings is given."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any

from salesbook.office.libreoffice.app import Apps
from salesbook.office.libreoffice.writing import plain


class Engine:
    """What xlwings asks an engine for."""

    name = "libreoffice"
    type = "desktop"

    def __init__(self) -> None:
        self.apps = Apps(self)

    @staticmethod
    def prepare_xl_data_element(x: Any, options: Any) -> Any:
        """One value on its way into a cell."""
        return plain(x)

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
