"""What is said of what could not come to a workbook that grows: the same in closed and in open books."""

from __future__ import annotations

from salesbook.util.wording import count


def colours_left_out(number: int, table: str) -> str:
    """Of rules by which cells light up."""
    colours = count(number, "colour", "colours")
    return f"{colours} of {table} would look at columns that it does not have, and did not come."
