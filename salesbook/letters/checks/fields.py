"""Whether this workbook has what a template names: fields, filters, and names at all."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from salesbook.letters.checks.constants import failing
from salesbook.letters.checks.values import value_faults
from salesbook.letters.faults import ADVICE, FAULT, Fault
from salesbook.letters.mistakes import no_filter
from salesbook.letters.records import unknown
from salesbook.letters.shield import ShieldedTemplate
from salesbook.util.folding import identifier

if TYPE_CHECKING:
    from jinja2 import nodes

    from salesbook.letters.checks.case import Case

RECORDS = (
    "contact", "account", "rep", "firm", "mailing", "campaign", "proposition", "last_order", "last_talk", "introduced",
)  # fmt: skip
# Values that letters get besides, and what only layouts get.
LETTER_VALUES = (
    "reason",
    "variant",
    "language",
    "currency",
    "today",
    "opt_out",
    "postal_address",
    "reply_to",
)
OF_LAYOUTS = ("subject", "preheader", "question", "answers")

# What other programs call a blank.
_NOTHING, _BLANK_TESTS = {"null", "nil", "None", "undefined", "empty", "blank"}, {"empty", "blank", "null"}
_BLANKS = "Ask for a blank so: {% if not contact.first_name %}."

# Where colleagues write for each other; it may be printed, and is read by customers then.
_NOTES = {
    "contact": ("notes",), "account": ("notes",), "last_talk": ("subject", "their_words"),
    "proposition": ("what_it_asks_of_us", "effect_on_sales_role", "talk_track", "success_measure"),
}  # fmt: skip


class _Wrong(NamedTuple):
    line: int
    why: str
    todo: str
    severity: str = FAULT


def fields(case: Case) -> Iterable[Fault]:
    """Unknown fields, filters, tests and names, each with the nearest known one."""
    from jinja2.exceptions import TemplateSyntaxError

    from salesbook.letters.sandbox import environment

    for source, html in ((case.translation.text, False), (case.translation.html, True)):
        try:
            tree = environment(html=html).parse(source.text)
        except (TemplateSyntaxError, RecursionError, ValueError):
            continue  # told by the rule for syntax
        yield from (_at(source, wrong) for wrong in _all(tree, case.known, html=html))
        yield from (_at(source, wrong) for wrong in _inner(tree, case.inner))
        never = value_faults(tree, RECORDS, _assigned(tree), case.known)
        yield from (_at(source, _Wrong(*wrong)) for wrong in (*never, *failing(tree)))


def _inner(tree: nodes.Template, inner: Mapping[str, Collection[str]]) -> Iterator[_Wrong]:
    """Words for colleagues that the letter would print: such a letter is not written."""
    from jinja2 import nodes

    for printed in (node for output in tree.find_all(nodes.Output) for node in output.nodes):
        shown = printed
        while isinstance(shown, nodes.Filter) and shown.node is not None:
            shown = shown.node
        record, name = "", ""
        match shown:
            case nodes.Name(name="reason"):
                name = "reason"
            case (
                nodes.Getattr(node=nodes.Name(name=record), attr=attr)
                | nodes.Getitem(node=nodes.Name(name=record), arg=nodes.Const(value=str(attr)))
            ):
                name = identifier(attr)
        if (name == "reason" and not record) or name in map(identifier, inner.get(record, ())):
            yield _Wrong(shown.lineno, f"{f'{record}.' if record else ''}{name} is written for colleagues, and no letter holds it.",
                         "Say it in your own words; {% if %} may compare it.")  # fmt: skip
        elif name in _NOTES.get(record, ()):
            yield _Wrong(shown.lineno, f"{record}.{name} holds what colleagues wrote for each other.",
                         "Readers would see it: say it in your own words.", ADVICE)  # fmt: skip


def _at(source: ShieldedTemplate, wrong: _Wrong) -> Fault:
    return Fault(*source.place(wrong.line), wrong.why, wrong.todo, wrong.severity)


def _all(tree: nodes.Template, known: Mapping[str, Iterable[str]], *, html: bool) -> Iterator[_Wrong]:
    from jinja2 import nodes

    from salesbook.letters.sandbox import environment

    made = environment(html=html)
    names = {*RECORDS, *LETTER_VALUES, *OF_LAYOUTS, *made.globals, *_assigned(tree)}
    for node in tree.find_all((nodes.Name, nodes.Getattr, nodes.Getitem, nodes.Filter, nodes.Test)):
        match node:
            case nodes.Name(name=name, ctx="load") if name in _NOTHING and name not in names:
                yield _Wrong(node.lineno, f"There is no {name}.", _BLANKS)
            case nodes.Test(name=name) if name in _BLANK_TESTS:
                yield _Wrong(node.lineno, f"There is no test {name}.", _BLANKS)
            case nodes.Name(name=name, ctx="load") if name not in names:
                yield _wrong(node.lineno, name, name, [*RECORDS, *LETTER_VALUES, *made.globals])
            case nodes.Getattr(node=nodes.Name(name=record), attr=attr) if record in known:
                yield from _field(node.lineno, record, attr, list(known[record]))
            case nodes.Getitem(node=nodes.Name(name=record), arg=nodes.Const(value=str(attr))) if (
                record in known
            ):
                yield from _field(node.lineno, record, attr, list(known[record]))
            case nodes.Filter(name=str(name)) if name not in made.filters or name == "urlencode":
                yield _Wrong(node.lineno, *no_filter(name, html=html))
            case nodes.Test(name=name) if name not in made.tests:
                yield _wrong(node.lineno, f"test {name}", name, list(made.tests))


def _assigned(tree: nodes.Template) -> set[str]:
    """Every name that the template itself gives a value to."""
    from jinja2 import nodes

    stored = {node.name for node in tree.find_all(nodes.Name) if node.ctx != "load"}
    macros = {node.name for node in tree.find_all(nodes.Macro)}
    return stored | macros | {"loop", "caller"}


def _field(line: int, record: str, name: str, headers: list[str]) -> Iterator[_Wrong]:
    if name not in headers and identifier(name) not in map(identifier, headers):
        yield _wrong(line, f"{record}.{name}", name, headers)


def _wrong(line: int, wanted: str, name: str, known: list[str]) -> _Wrong:
    why, todo, _ = unknown(wanted, name, known)
    return _Wrong(line, why, todo)
