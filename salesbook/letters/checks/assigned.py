"""Names that a template gives a value without a field: {% set n = 0 %}. A tree in; the same with the values in their places out.

Where an {% if %} asks for such a value, only the branch that letters take is left.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jinja2 import nodes

Known = dict[str, "nodes.Expr"]  # by name the value that it has at this place of every letter


def put_values_in(tree: nodes.Template, is_known: Callable[[nodes.Node], bool]) -> None:
    """Put the values into the tree; `is_known` tells those that every letter works out, and alike.

    What is set in some letters only, or by a loop, stays a name.
    """
    _Values(is_known).of_all(tree.body, {})


class _Values:
    """Walks statements in the order of the letter."""

    def __init__(self, is_known: Callable[[nodes.Node], bool]) -> None:
        self._is_known = is_known

    def of_all(self, body: Iterable[nodes.Node], known: Known) -> None:
        for node in body:
            self._of_one(node, known)

    def _of_one(self, node: nodes.Node, known: Known) -> None:
        from jinja2 import nodes

        if isinstance(node, nodes.If):
            self._of_branches(node, known)
        elif isinstance(node, nodes.Assign):
            self._fill(node, ("node",), known)
            _forget(node.target, known)
            value = node.node
            if isinstance(node.target, nodes.Name) and isinstance(value, nodes.Expr) and self._is_known(value):  # fmt: skip
                known[node.target.name] = value
        elif isinstance(node, nodes.For):
            self._fill(node, ("iter",), known)
            inside = dict(known)
            _forget(node, inside)  # what a round sets is gone in the next
            self._fill(node, ("test",), inside)
            self.of_all(node.body, inside)
            self.of_all(node.else_, dict(known))
        elif isinstance(node, nodes.Output):
            self._fill(node, ("nodes",), known)
        else:
            _forget(node, known)

    def _of_branches(self, node: nodes.If, known: Known) -> None:
        """Behind an {% if %} is known what all branches that may be taken leave alike."""
        ends: list[Known] = []
        for at, branch in enumerate((node, *node.elif_)):
            self._fill(branch, ("test",), known)
            took = self._took(branch.test)
            if took is False:
                branch.body = []
                continue
            ends.append(dict(known))
            self.of_all(branch.body, ends[-1])
            if took:
                node.elif_, node.else_ = node.elif_[:at], []
                break
        else:
            ends.append(dict(known))
            self.of_all(node.else_, ends[-1])
        first, *others = ends
        known.clear()
        known.update((name, value) for name, value in first.items() if all(end.get(name) is value for end in others))  # fmt: skip

    def _took(self, test: nodes.Node) -> bool | None:
        """Whether a test holds in every letter; None where letters differ."""
        from jinja2 import nodes

        if not (isinstance(test, nodes.Expr) and self._is_known(test)):
            return None
        try:
            return bool(test.as_const())
        except nodes.Impossible:
            return None

    def _fill(self, node: nodes.Node, fields: Iterable[str], known: Known) -> None:
        """Put the values in place of their names, in some fields of a node."""
        from jinja2 import nodes

        for field in fields:
            given = getattr(node, field)
            if isinstance(given, list):
                setattr(node, field, [self._filled(each, known) for each in given])
            elif isinstance(given, nodes.Node):
                setattr(node, field, self._filled(given, known))

    def _filled(self, node: nodes.Node, known: Known) -> nodes.Node:
        from jinja2 import nodes

        if isinstance(node, nodes.Name):
            return _copied(known[node.name], node.lineno) if node.ctx == "load" and node.name in known else node  # fmt: skip
        self._fill(node, node.fields, known)
        if isinstance(node, nodes.CondExpr) and node.expr2 and (took := self._took(node.test)) is not None:
            return node.expr1 if took else node.expr2
        return node


def _copied(node: nodes.Node, line: int) -> nodes.Node:
    """The value at another line."""
    made = type(node)(*(_copies(getattr(node, field), line) for field in node.fields), lineno=line)
    made.environment = node.environment
    return made


def _copies(field: object, line: int) -> object:
    from jinja2 import nodes

    if isinstance(field, list):
        return [_copies(each, line) for each in field]
    return _copied(field, line) if isinstance(field, nodes.Node) else field


def _forget(node: nodes.Node, known: Known) -> None:
    """Take out the names to which a part of the template gives values of its own."""
    from jinja2 import nodes

    for each in (node, *node.find_all((nodes.Name, nodes.Macro))):
        if isinstance(each, nodes.Macro) or (isinstance(each, nodes.Name) and each.ctx != "load"):
            known.pop(each.name, None)
