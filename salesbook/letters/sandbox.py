"""Jinja for letters: a list of what is allowed, and nothing else. Imported only where letters are made."""

from __future__ import annotations

from datetime import date
from functools import cache, lru_cache
from typing import Any, NoReturn

from jinja2 import Environment, StrictUndefined, Template, pass_context
from jinja2.runtime import Context, LoopContext, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from salesbook.letters.arithmetic import a_range, compute, single
from salesbook.letters.ast_guard import guarded
from salesbook.letters.budget import KEY, whole
from salesbook.letters.faults import Stop
from salesbook.letters.filters import all_filters, printed
from salesbook.letters.greetings import greet, greeting_words
from salesbook.letters.records import Blank, Record
from salesbook.letters.template import EasyAnswer

# What may stand after the dot, by the type before it.
_ATTRIBUTES: tuple[tuple[type, frozenset[str]], ...] = (
    (LoopContext, frozenset({"index", "index0", "revindex", "revindex0", "first", "last", "length", "previtem", "nextitem", "cycle", "changed"})),
    (str, frozenset({"upper", "lower", "title", "capitalize", "strip", "startswith", "endswith"})),
    (EasyAnswer, frozenset({"text", "link"})),
    (dict, frozenset({"items", "keys", "values"})),
    (date, frozenset({"year", "month", "day", "hour", "minute"})),
)  # fmt: skip
_TESTS = frozenset({"defined", "undefined", "none", "string", "number", "even", "odd", "divisibleby", "in", "true", "false"})  # fmt: skip


class Unknown(StrictUndefined):
    """A name that no letter knows."""


class Sandbox(ImmutableSandboxedEnvironment):
    """An environment whose templates reach fields, loops and the filters of letters."""

    intercepted_binops = frozenset({"+", "-", "*", "/", "//", "%", "**"})

    def getattr(self, obj: Any, attribute: str) -> Any:
        if type(obj) is Record:
            return obj.get(attribute)
        if attribute in _allowed(obj):
            return getattr(obj, attribute)
        return self._refuse(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        if type(obj) is Record and isinstance(argument, str):
            return obj.get(argument)
        if isinstance(obj, list | tuple | str | range | dict):
            return obj[argument]
        return self._refuse(obj, argument)

    def call(__self, __context: Context, __obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: N805, PYI063  (Jinja's)
        if isinstance(__obj, Macro) or __obj in _CALLABLE or _is_allowed_method(__obj):
            return __context.call(__obj, *args, **kwargs)
        raise Stop("That cannot be called in letters.", "Use one of the filters that letters have.")

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:  # noqa: ARG002  (Jinja's)
        return compute(operator, left, right)

    @staticmethod
    def _refuse(obj: Any, attribute: object) -> NoReturn:
        if isinstance(obj, StrictUndefined):
            obj._fail_with_undefined_error()  # noqa: SLF001  (the one way to its message)
        if isinstance(obj, Blank):
            raise obj.stop()
        kind = "text" if isinstance(obj, str) else f"a {type(obj).__name__}"
        raise Stop(
            f"{attribute} cannot be asked of {kind} in letters.", "Use one of the filters that letters have."
        )


def _allowed(obj: object) -> frozenset[str]:
    return next((names for kind, names in _ATTRIBUTES if isinstance(obj, kind)), frozenset())


def _is_allowed_method(work: Any) -> bool:
    return isinstance(getattr(work, "__self__", None), str | dict | LoopContext)


@pass_context
def greeting(context: Context, who: Record | None = None) -> str:
    """The first line of a letter, from Salutation, First name and Last name."""
    record = who or context.resolve("contact")
    names = ["", "", ""]
    if who is not None and not isinstance(who, Record):
        raise Stop("greeting() greets a contact.", "Write {{ greeting() }}.")
    if isinstance(record, Record):
        quiet = Record(record.table, record.row)  # few people have a salutation: that is no gap to point at
        names = [
            str(one.get(name) or "") if one.has(name) else ""
            for one, name in ((quiet, "salutation"), (record, "first_name"), (record, "last_name"))
        ]
    return greet(str(context.get("language") or ""), *names)


@pass_context
def opt_out_words(context: Context) -> str:
    """What the link by which readers leave is called in their language."""
    return greeting_words(str(context.get("language") or "")).opt_out


_CALLABLE = (greeting, opt_out_words, a_range)


@pass_context
def _step(context: Context, characters: int) -> bool:
    context.parent[KEY].step(characters)
    return True


@pass_context
def _count(context: Context, which: int) -> str:
    """The next number of a numbered list whose items stand in loops or conditions."""
    counters = context.parent[KEY].counters
    counters[which] = counters.get(which, 0) + 1
    return str(counters[which])


@pass_context
def _count_from(context: Context, which: int, start: int) -> str:
    context.parent[KEY].counters[which] = start - 1
    return ""


def _one_line(value: object) -> str:
    return " ".join(str(value).split())


@pass_context
def _finish_text(context: Context, value: Any) -> Any:
    if type(value) is not str:
        value = printed(context, value)
    text = str(value)
    context.parent[KEY].spend(len(text))
    return text.replace(SEPARATOR, "") if SEPARATOR in text else text


@pass_context
def _finish_html(context: Context, value: Any) -> Any:
    if type(value) is not str:
        value = printed(context, value)
    if isinstance(value, Markup):
        context.parent[KEY].spend(len(value))
        return value
    text = str(value)
    context.parent[KEY].spend(len(text))
    return Markup("<br>\n").join(text.splitlines()) if "\n" in text or "\r" in text else text


# Between subject, preheader, question, answers and text: one render gives them all.
SEPARATOR = "\x1f"


@cache
def environment(*, html: bool) -> Environment:
    """The environment of the HTML version (autoescape on), or of text and subject (off)."""
    made = Sandbox(
        autoescape=html, undefined=Unknown, finalize=_finish_html if html else _finish_text,
        keep_trailing_newline=True, extensions=[],
    )  # fmt: skip
    made.globals = {"greeting": greeting, "opt_out_words": opt_out_words, "range": a_range}
    made.filters = all_filters() | {
        "_step": _step, "_whole": whole, "_single": single, "_count": _count, "_count_from": _count_from, "_flat": _one_line,
    }  # fmt: skip
    made.tests = {name: test for name, test in made.tests.items() if name in _TESTS} | {"blank": _is_blank}
    return made


def _is_blank(value: object) -> bool:
    return value is None or value == "" or isinstance(value, Blank)


@lru_cache(maxsize=100)  # a run of drafts asks for each of its texts several times
def compiled(source: str, name: str, *, html: bool) -> Template:
    """The template as code. `name` becomes the file name of its frames.

    Raises TemplateSyntaxError, also for anything that letters may not use.
    """
    made = environment(html=html)
    tree = guarded(made.parse(source, name, name))
    return made.template_class.from_code(made, made.compile(tree, name, name), made.make_globals(None))
