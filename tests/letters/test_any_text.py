"""Whatever an author writes, there is a letter without a trace of its template, or a fault with a line."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from salesbook.letters import Letter
from salesbook.letters.shield import HIDDEN
from tests.letters.desk import Desk

PIECES = [
    "\n", "\n\n", "- ", "1. ", "> ", "# ", "**", "_", "`", "```\n", "    ", "  ", "\\", "text", "<b>", "<!--", "-->", '"', "&amp;",
    "| a | b |\n|---|---|\n", "| x | y |\n", "\n- item\n", "\n1. item\n", "---\n", "[x](https://x.com/", "![a](", "](", ")",
    "{{ contact.first_name }}", "{{ contact.notes }}", "{{ today }}", "{# c #}", "{% set a = 1 %}", "{{", "}}", "{%", "%}",
]  # fmt: skip
BLOCKS = [
    ("{% if contact.key %}", "{% endif %}"),
    ("{% if not contact.key %}x{% else %}", "{% endif %}"),
    ("{% for n in range(2) %}", "{% endfor %}"),
    ("{% set q %}", "{% endset %}"),
]


def in_block(text, block, begin, end):
    return f"{begin}{block[0]}{begin}{text}{end}{block[1]}{end}"


gaps = st.sampled_from(["\n", "", "\n\n"])
texts = st.recursive(
    st.lists(st.sampled_from(PIECES), max_size=6).map("".join),
    lambda inner: st.one_of(
        st.builds(in_block, inner, st.sampled_from(BLOCKS), gaps, gaps),
        st.lists(inner, max_size=3).map("".join),
    ),
    max_leaves=8,
)


def test_any_text_is_a_letter_or_a_fault_with_its_line(tmp_path_factory):
    desk = Desk(tmp_path_factory.mktemp("desk") / "templates")

    @settings(max_examples=150)
    @given(texts)
    def holds(body):
        found = desk.outcome(body)
        if isinstance(found, Letter):
            whole = found.html + found.text
            assert not HIDDEN.search(whole)
            assert "{%" not in whole
            assert "{{" not in whole
        else:
            assert found.file == "newsletters/a.md"
            assert 3 <= found.line <= 3 + body.count("\n")

    holds()
