"""What a template may be made of, and the counters that are put into it. Imported only where letters are made."""

from __future__ import annotations

from jinja2 import nodes
from jinja2.exceptions import TemplateSyntaxError
from jinja2.visitor import NodeTransformer

_ALLOWED = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.For, nodes.If, nodes.Macro, nodes.CallBlock,
    nodes.FilterBlock, nodes.With, nodes.Assign, nodes.AssignBlock, nodes.Name, nodes.Const, nodes.Tuple, nodes.List,
    nodes.Dict, nodes.Pair, nodes.Keyword, nodes.CondExpr, nodes.Filter, nodes.Test, nodes.Call, nodes.Getattr,
    nodes.Getitem, nodes.Slice, nodes.Concat, nodes.Compare, nodes.Operand, nodes.BinExpr, nodes.UnaryExpr,
)  # fmt: skip
_NAMES: dict[type[nodes.Node], str] = {
    nodes.Include: '{% include "part.md" %} stands on a line of its own, with the name in quotes',
    nodes.Import: "{% import %} cannot be used in letters",
    nodes.FromImport: "{% from %} cannot be used in letters",
    nodes.Extends: "{% extends %} cannot be used in letters",
    nodes.Block: "{% block %} cannot be used in letters",
}
_RESERVED = {"self", "super", "varargs", "kwargs"}
_LITERALS = (nodes.Const, nodes.List, nodes.Tuple, nodes.Dict)


def guarded(tree: nodes.Template) -> nodes.Template:
    """The same template with counters in every loop and macro.

    Raises TemplateSyntaxError where it holds anything but what letters need.
    """
    for node in tree.find_all(nodes.Node):
        _look(node)
    changed = _Counters().visit(tree)
    assert isinstance(changed, nodes.Template)  # noqa: S101  (a transformer may return anything)
    return changed


def _look(node: nodes.Node) -> None:
    refused = ""
    if isinstance(node, nodes.Name | nodes.Getattr | nodes.Macro):
        name = node.attr if isinstance(node, nodes.Getattr) else node.name
        if name.startswith("_") or name in _RESERVED:
            refused = f"{name} cannot be used in letters"
    elif isinstance(node, nodes.For) and node.recursive:
        refused = "recursive loops cannot be used in letters"
    elif not isinstance(node, _ALLOWED):
        refused = _NAMES.get(type(node), f"{type(node).__name__} cannot be used in letters")
    if refused:
        raise TemplateSyntaxError(refused, node.lineno)


class _Counters(NodeTransformer):
    """Puts a step into loops and macros, and measures what grows."""

    def visit_For(self, node: nodes.For) -> nodes.Node:  # noqa: N802  (Jinja calls it so)
        self._count(node)
        if node.test is not None:
            # A loop whose condition is never true has no body that could count.
            node.test = nodes.And(_call(nodes.Const(0), "_step"), node.test, lineno=node.lineno)
        return node

    def visit_Macro(self, node: nodes.Macro) -> nodes.Node:  # noqa: N802
        self._count(node)
        return node

    def visit_CallBlock(self, node: nodes.CallBlock) -> nodes.Node:  # noqa: N802
        self._count(node)
        return node

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:  # noqa: N802
        return _call(self.generic_visit(node), "_whole")

    def visit_List(self, node: nodes.List) -> nodes.Node:  # noqa: N802
        return self._flat(node)

    def visit_Tuple(self, node: nodes.Tuple) -> nodes.Node:  # noqa: N802
        return self._flat(node) if node.ctx == "load" else node

    def visit_Pair(self, node: nodes.Pair) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        node.value = _flat(node.value)
        return node

    def _flat(self, node: nodes.List | nodes.Tuple) -> nodes.Node:
        self.generic_visit(node)
        node.items = [_flat(item) for item in node.items]
        return node

    def _count(self, node: nodes.For | nodes.Macro | nodes.CallBlock) -> None:
        self.generic_visit(node)
        printed = sum(len(data.data) for part in node.body for data in part.find_all(nodes.TemplateData))
        step = _call(nodes.Const(printed, lineno=node.lineno), "_step")
        node.body = [nodes.ExprStmt(step, lineno=node.lineno), *node.body]


def _flat(item: nodes.Expr) -> nodes.Expr:
    return item if isinstance(item, _LITERALS) else _call(item, "_single")


def _call(value: nodes.Node, name: str) -> nodes.Filter:
    return nodes.Filter(value, name, [], [], None, None, lineno=value.lineno)
