"""Expressions that fail in every letter, whatever the workbook holds: 1 / 0, "abc"[99], contact.visits / 0, 5 / n after {% set n = 0 %}.

What has no field in it is worked out here, as a letter would do it; line, why and what to do out.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from salesbook.letters.checks.assigned import put_values_in
from salesbook.letters.faults import LetterFault
from salesbook.letters.shield import ShieldedTemplate
from salesbook.letters.template import DEFAULTS, Version

if TYPE_CHECKING:
    from jinja2 import nodes

_LONGEST_NAME = 40  # letters: a name or an address that has more is rare
_FUNCTIONS = {"range"}


def failing(tree: nodes.Template) -> Iterator[tuple[int, str, str]]:
    """The expressions of a template that no letter can work out. The tree is used up by this."""
    from jinja2 import TemplateError, nodes

    put_values_in(tree, _is_known)
    for node in tree.find_all((nodes.Div, nodes.FloorDiv, nodes.Mod)):
        if isinstance(node.right, nodes.Const) and node.right.value == 0 and not _is_constant(node):
            yield node.lineno, "A number is divided by zero.", "Divide it by another one."
    for got in tree.find_all(nodes.Getitem):
        which = (
            got.arg.value if isinstance(got.node, nodes.Getattr) and isinstance(got.arg, nodes.Const) else 0
        )
        if isinstance(which, int) and which > _LONGEST_NAME:
            yield got.lineno, f"Hardly any text has {which + 1:,} letters.", "Ask for one of the first."
    for loop in tree.find_all(nodes.For):
        if isinstance(loop.iter, nodes.Const) and not isinstance(loop.iter.value, str):
            yield (
                loop.lineno,
                "{% for %} goes through what is no list.",
                "Name the values, such as {% for one in [1, 2] %}.",
            )
    for constant in list(_constants(tree)):
        try:
            _worked_out(constant)
        except TemplateError:
            continue  # told by the rule for syntax
        except LetterFault as fault:
            yield constant.lineno, fault.why, fault.todo


def _constants(node: nodes.Node) -> Iterator[nodes.Expr]:
    """The largest expressions without a field in them, but for plain values."""
    from jinja2 import nodes

    if isinstance(node, nodes.Expr) and _is_constant(node):
        if not isinstance(node, nodes.Literal | nodes.Slice):
            yield node
        return
    for child in node.iter_child_nodes():
        yield from _constants(child)


def _is_constant(node: nodes.Node) -> bool:
    from jinja2 import nodes

    names = [*node.find_all(nodes.Name), *([node] if isinstance(node, nodes.Name) else [])]
    called = [
        call.node for call in (*node.find_all(nodes.Call), *([node] if isinstance(node, nodes.Call) else []))
    ]
    return all(name.name in _FUNCTIONS and name in called for name in names)


def _is_known(node: nodes.Node) -> bool:
    """Whether an expression is the same in every letter, and each can work it out."""
    from jinja2 import TemplateError, nodes

    if not (isinstance(node, nodes.Expr) and _is_constant(node)):
        return False
    if isinstance(node, nodes.Literal):
        return True
    try:
        _worked_out(node)
    except (TemplateError, LetterFault):
        return False
    return True


def _worked_out(node: nodes.Expr) -> str:
    """What a letter makes of it. Raises LetterFault."""
    from jinja2 import nodes

    from salesbook.letters.ast_guard import guarded
    from salesbook.letters.sandbox import environment

    made = environment(html=False)
    tree = nodes.Template([nodes.Output([node], lineno=1)], lineno=1)
    tree.set_environment(made)
    code = made.compile(guarded(tree), "<constant>", "<constant>")
    compiled = made.template_class.from_code(made, code, made.make_globals(None))
    return Version(compiled, ShieldedTemplate("", [("", 1)])).render(dict(DEFAULTS))
