"""What no letter could print or reckon with, whatever the workbook holds: functions, whole rows, days as amounts."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import TYPE_CHECKING

from salesbook.letters.local import LENGTHS
from salesbook.schema import Type, in_letters
from salesbook.util.folding import identifier

if TYPE_CHECKING:
    from jinja2 import nodes

_FUNCTIONS = {
    "greeting": "{{ greeting() }}",
    "opt_out_words": "{{ opt_out_words() }}",
    "range": "{% for number in range(3) %}",
}
_OF_NUMBERS = {"money", "number", "percent", "round", "abs", "int", "float"}
_DAYS = {
    **{
        record: {identifier(one.name) for one in table.columns if one.type in {Type.DATE, Type.MOMENT}}
        for record, table in in_letters().items()
    },
    "last_order": {"date"},
    "last_talk": {"date"},
    "introduced": {"date"},
}
_TEXTS = {
    *(("contact", name) for name in ("first_name", "last_name", "email", "salutation")),
    ("account", "account"), ("rep", "name"), ("rep", "email"), ("proposition", "title"), ("proposition", "promise"),
    ("introduced", "name"),
}  # fmt: skip
_OF_DAYS = {"year", "month", "day", "hour", "minute"}  # what the sandbox gives of a day
_OF_TEXT = {"upper", "lower", "title", "capitalize", "strip", "startswith", "endswith"}  # and of text
_SAME = {"default", "d"}  # filters that leave a value as it is
_OPERATORS = ("Add", "Sub", "Mul", "Div", "FloorDiv", "Mod", "Pow")
Wrong = tuple[int, str, str]


def value_faults(
    tree: nodes.Template,
    records: Collection[str],
    assigned: Collection[str],
    known: Mapping[str, Collection[str]],
) -> Iterator[Wrong]:
    """Line, why and what to do for each. `assigned` are names to which the template gives values of its own."""
    from jinja2 import nodes

    printed = (node for output in tree.find_all(nodes.Output) for node in output.nodes)
    for shown in map(_bare, printed):
        if isinstance(shown, nodes.Name) and shown.name not in assigned:
            yield from _whole(shown, records, known)
    for filtered in tree.find_all(nodes.Filter):
        if filtered.name in _OF_NUMBERS - {"round"} and (
            name := _name(_bare(filtered.node, _SAME), assigned)
        ):
            yield (
                filtered.lineno,
                f"{name} is text, and | {filtered.name} needs a number.",
                "Name a column that holds a number.",
            )
        if filtered.name in _OF_NUMBERS and (day := _day(_bare(filtered.node, _SAME), assigned)):
            todo = f"Write {{{{ {day} | date }}}}, or name a column that holds a number."
            yield filtered.lineno, f"{day} is a date, and | {filtered.name} needs a number.", todo
        if filtered.name == "date" and (name := _name(_bare(filtered.node, _SAME), assigned)):
            yield (
                filtered.lineno,
                f"{name} is text, and | date needs a date.",
                "Name a column that holds a date.",
            )
        if filtered.name == "date" and (length := _length(filtered)) and length not in LENGTHS:
            yield filtered.lineno, f"There is no date length {length!r}.", f"Use one of {', '.join(LENGTHS)}."
    for loop in tree.find_all(nodes.For):
        if isinstance(loop.iter, nodes.Name) and loop.iter.name in records and loop.iter.name not in assigned:
            todo = "Name the values, such as {% for one in [1, 2] %}."
            yield loop.lineno, f"{loop.iter.name} is a row, and {{% for %}} goes through lists.", todo
    for asked in tree.find_all(nodes.Getattr):
        if asked.attr not in _OF_DAYS and (day := _day(asked.node, assigned)):
            yield (
                asked.lineno,
                f"{asked.attr} cannot be asked of a date in letters.",
                f"Write {{{{ {day} | date }}}}.",
            )
        if asked.attr not in _OF_TEXT and _name(asked.node, assigned):
            todo = "Use one of the filters that letters have."
            yield asked.lineno, f"{asked.attr} cannot be asked of text in letters.", todo
    for compared in tree.find_all(nodes.Compare):
        yield from _compared(compared, assigned)
    for sum_ in tree.find_all(nodes.BinExpr):
        sides = (_bare(sum_.left, _SAME), _bare(sum_.right, _SAME))
        day = next(filter(None, (_day(side, assigned) for side in sides)), "")
        if type(sum_).__name__ in _OPERATORS and day:
            todo = "Write the day into a column, and name that."
            yield sum_.lineno, f"{day} is a date, and letters do not reckon with dates.", todo


def _compared(node: nodes.Compare, assigned: Collection[str]) -> Iterator[Wrong]:
    """Days and names of people beside values of another kind: such a comparison fails, or is never true."""
    from jinja2 import nodes

    sides = [node.expr, *(one.expr for one in node.ops)]
    written = [one.value for one in sides if isinstance(one, nodes.Const)]
    day = next(filter(None, (_day(_bare(side, _SAME), assigned) for side in sides)), "")
    if day and any(isinstance(value, str | int | float) for value in written):
        yield (
            node.lineno,
            f"{day} is a date, and letters compare dates only with dates.",
            "Compare it with today, or another date of the workbook.",
        )
    name = next(filter(None, (_name(_bare(side, _SAME), assigned) for side in sides)), "")
    if name and any(type(value) in {int, float} for value in written):
        yield (
            node.lineno,
            f"{name} is text, and is compared with a number.",
            "Name a column that holds a number.",
        )


def _length(filtered: nodes.Filter) -> str:
    """The length that | date is given, where it is written out; else ""."""
    from jinja2 import nodes

    given = next(iter(filtered.args), None)
    return given.value if isinstance(given, nodes.Const) and isinstance(given.value, str) else ""


def _name(node: nodes.Node | None, assigned: Collection[str]) -> str:
    """The field as it is written, where it is a name of a person or a firm, or an address; else ""."""
    from jinja2 import nodes

    match node:
        case (
            nodes.Getattr(node=nodes.Name(name=record), attr=attr)
            | nodes.Getitem(node=nodes.Name(name=record), arg=nodes.Const(value=str(attr)))
        ) if record not in assigned and (record, identifier(attr)) in _TEXTS:
            return f"{record}.{identifier(attr)}"
    return ""


def _bare(node: nodes.Node | None, filters: Collection[str] = ()) -> nodes.Node | None:
    """What stands before the filters: all of them, or these."""
    from jinja2 import nodes

    while isinstance(node, nodes.Filter) and (not filters or node.name in filters):
        node = node.node
    return node


def _whole(
    shown: nodes.Name, records: Collection[str], known: Mapping[str, Collection[str]]
) -> Iterator[Wrong]:
    """A function that is not called, or a row of which no column is named."""
    name = shown.name
    if name in _FUNCTIONS:
        yield shown.lineno, f"{name} is printed without its brackets.", f"Write {_FUNCTIONS[name]}."
    elif name in records:
        column = next(map(identifier, known.get(name, ())), "name")
        yield (
            shown.lineno,
            f"{name} is a whole row.",
            f"Name a column of it, such as {{{{ {name}.{column} }}}}.",
        )


def _day(node: nodes.Node | None, assigned: Collection[str]) -> str:
    """The field as it is written, where it is a date for certain; else ""."""
    from jinja2 import nodes

    match node:
        case nodes.Name(name="today") if "today" not in assigned:
            return "today"
        case (
            nodes.Getattr(node=nodes.Name(name=record), attr=attr)
            | nodes.Getitem(node=nodes.Name(name=record), arg=nodes.Const(value=str(attr)))
        ) if record not in assigned and identifier(attr) in _DAYS.get(record, ()):
            return f"{record}.{identifier(attr)}"
    return ""
