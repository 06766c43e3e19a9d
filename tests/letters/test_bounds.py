"""Whatever stands in a text, there is a sentence with its line: in a process of its own, for a crash takes all along."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salesbook.letters import TemplateFault, check
from salesbook.letters.bounds import (
    DEEPEST_HTML,
    DEEPEST_NESTING,
    MOST_LINES,
    MOST_SIGNS,
    MOST_STEPS,
    MOST_TAGS,
)
from tests.letters.desk import Desk

TEXTS = {
    "asterisks": "*" * 60_000,
    "bold in bold": "*" * 30_000 + "b" + "*" * 30_000,
    "bold in bold, piece by piece": ("*" * 700 + "b" + "*" * 700 + "\n\n") * 5,
    "emphasis begun and never ended": "*a " * 30_000,
    "underscores": "_a_" * 20_000,
    "brackets": "[" * 60_000,
    "pictures in pictures": "![" * 5_000 + "a" + "](https://x.com)" * 5_000,
    "quotes in quotes": "> " * 30_000 + "x",
    "lists in lists": "- " * 30_000 + "x",
    "lists ever deeper": "\n".join("  " * n + "- x" for n in range(700)),
    "angle brackets": "<a " * 30_000,
    "a table of very many rows": "|a|\n|-|\n" + "|a|\n" * 50_000,
    "very many lines": "a\n" * 300_000,
    "very many rules": "---\n\n" * 40_000,
    "very many fields": "{{ contact.first_name }}\n\n" * 10_000,
    "very many statements": "{% set a = 1 %}\n" * 15_000,
    "blocks in blocks": "{% if contact.key %}\n" * 1_000 + "x\n" + "{% endif %}\n" * 1_000,
    "branches": "{% if contact.key %}\nx\n" + "{% elif contact.key %}\nx\n" * 1_000 + "{% endif %}",
    "brackets in a field": "{{ " + "(" * 20_000 + "1" + ")" * 20_000 + " }}",
    "sums": "{{ 1" + " + 1" * 50_000 + " }}",
    "attributes": "{{ a" + ".a" * 20_000 + " }}",
    "filters": "{{ 1" + "|string" * 20_000 + " }}",
    "lists in lists in a field": "{{ " + "[" * 20_000 + "]" * 20_000 + " }}",
    "a long number": "{{ " + "9" * 50_000 + " }}",
    "a megabyte": "a" * 999_000,
    "ten megabytes": "a" * 10_000_000,
    "a field that never ends": "{{ '" * 10_000,
    "other programs' fields": "<<a" * 30_000 + "[[a" * 30_000,
    "accents": "\u0301" * 100_000,
}  # fmt: skip
LOOK = """
import json, sys
from pathlib import Path
from salesbook.letters import LetterFault, Library, TemplateFault, check
from tests.letters.desk import fields
library, told = Library([Path(sys.argv[1])]), {}
for name in library.names():
    faults = [[fault.file, fault.line, fault.why] for fault in check(library, name) if fault.severity == "fault"]
    try:
        library.template(name).render(fields())
    except (TemplateFault, LetterFault) as fault:
        faults.append([fault.file, fault.line, fault.why])
    told[name] = faults
print(json.dumps(told))
"""


def looked_through(desk: Desk) -> dict[str, list[list[object]]]:
    done = subprocess.run(
        [sys.executable, "-c", LOOK, str(desk.folder)],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-500:]
    found: dict[str, list[list[object]]] = json.loads(done.stdout)
    return found


def test_whatever_stands_in_a_text_is_a_letter_or_a_sentence_with_its_line(desk):
    for number, text in enumerate(TEXTS.values()):
        desk.write(f"newsletters/t{number:02}.md", f"Subject: x\n\n{text}\n")
        desk.write(f"letters/h{number:02}.md", f"Subject: {text[:60_000].splitlines()[0]}\n\nx\n")
    told = looked_through(desk)
    assert len(told) == 2 * len(TEXTS)
    assert all(
        file.startswith(name) and why.endswith(".")
        for name, faults in told.items()
        for file, _, why in faults
    )
    unharmed = {name for name, faults in told.items() if not faults and name.startswith("newsletters")}
    # Markdown itself ends lists and quotes in one another at some depth; the rest is short or plain enough.
    assert {list(TEXTS)[int(name[-2:])] for name in unharmed} <= {
        "quotes in quotes",
        "lists in lists",
        "lists ever deeper",
        "accents",
    }


def test_what_a_layout_or_a_part_holds_is_bounded_too(desk):
    deep = "<div>" * 20_000
    desk.write(
        "layouts/deep.html",
        f"<html><head></head><body>{deep}{{{{ body }}}}{{{{ opt_out }}}}{{{{ postal_address }}}}</body></html>",
    )
    desk.write("newsletters/a.md", "Subject: x\nLayout: deep\n\nx\n")
    for name, inner in zip("abcd", "bcde", strict=True):
        desk.write(f"parts/part-{name}.md", f'{{% include "part-{inner}.md" %}}\n' * 60)
    desk.write("parts/part-e.md", "x\n" * 60)
    desk.write("newsletters/b.md", 'Subject: x\n\n{% include "part-a.md" %}\n')
    told = looked_through(desk)
    assert {fault[0] for fault in told["newsletters/a"]} == {"layouts/deep.html"}
    assert all("includes, the text has more than" in str(why) for _, _, why in told["newsletters/b"])
    assert told["newsletters/b"]


@pytest.mark.parametrize(("fits", "breaks"), [
    ("x\n" * (MOST_LINES - 2), "x\n" * (MOST_LINES + 1)),
    ("*a" * MOST_SIGNS, "*a" * (MOST_SIGNS + 1)),
    (("_a " * MOST_SIGNS + "\n\n") * 2, "_a " * (MOST_SIGNS + 1)),
    ("{{ 1" + " + 1" * (MOST_STEPS // 2) + " }}", "{{ 1" + " + 1" * (MOST_STEPS + 1) + " }}"),
    ("{{ 'a + a' }} " * 40, "{{ " + "not " * (MOST_STEPS + 1) + "1 }}"),
    ("{% if 1 %}\n" * DEEPEST_NESTING + "x\n" + "{% endif %}\n" * DEEPEST_NESTING, "{% if 1 %}\n" * (DEEPEST_NESTING + 1) + "x\n" + "{% endif %}\n" * (DEEPEST_NESTING + 1)),
    ("{{ 1 }}\n\n" * (MOST_TAGS // 4), "{{ 1 }}\n\n" * (MOST_TAGS + 1)),
    ("*" * DEEPEST_HTML + "b" + "*" * DEEPEST_HTML, "*" * 2 * (DEEPEST_HTML + 2) + "b" + "*" * 2 * (DEEPEST_HTML + 2)),
])  # fmt: skip
def test_each_bound_has_a_letter_on_one_side_and_a_fault_on_the_other(desk, fits, breaks):
    desk.template(fits)
    with pytest.raises(TemplateFault) as caught:
        desk.template(breaks)
    assert caught.value.file == "newsletters/a.md"
    assert caught.value.line >= 3


RUNS = st.lists(
    st.tuples(st.sampled_from(["*", "**", "_", "[", "](", ")", "![", "> ", "- ", "<", "`", "|a|\n", "a ", "\n", "{{ 1 }}", "(", "~~"]), st.integers(1, 400)),
    min_size=1, max_size=6,
)  # fmt: skip


def test_runs_of_any_signs_are_a_letter_or_a_fault(tmp_path_factory):
    desk = Desk(tmp_path_factory.mktemp("desk") / "templates")

    @settings(max_examples=25)
    @given(RUNS)
    def holds(runs):
        desk.write("newsletters/a.md", "Subject: x\n\n" + "".join(sign * times for sign, times in runs))
        assert all(fault.why for fault in check(desk.library, "a"))

    holds()
