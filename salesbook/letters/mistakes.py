"""What people write into templates by habit: from what Jinja says of it to why, and what to do, in plain words."""

from __future__ import annotations

import re

from salesbook.letters.records import unknown

# What people write by habit, by how Jinja ends its sentence about it.
_MISTAKES = {
    r"got '='": ("One = compares nothing", "Write == between what is to be the same."),
    r"token ':', got '}'": ("There is a brace too many", "A field has two on each side: {{ contact.first_name }}."),
    r"token 'end of \w+ \w+', got 'if'": ("else if is not understood", "Write {% elif ... %}."),
    r"token 'end of print statement', got '\w+'": (
        "Two words stand side by side in a field", "Write a header with _ for its blanks, such as contact.first_name.",
    ),
    r"got 'end of print statement'": ("A field holds nothing, or ends too early", "Write a name between {{ and }}, and one behind each |."),
    r"token 'name', got '\|'": ("|| is not understood", "Write or."),
    r"unknown tag '(?:elseif|elsif|else_if)'.*": ("else if is not understood", "Write {% elif ... %}."),
    r"char '&' at \d+": ("& is not understood", "Write and."),
    r"char '!' at \d+": ("! is not understood", "Write not."),
}  # fmt: skip


def no_filter(name: str, *, html: bool) -> tuple[str, str]:
    """Why, and what to do, for a filter that letters do not have."""
    from salesbook.letters.sandbox import environment

    if name == "urlencode":
        return (
            f"There is no filter {name}.",
            "Values in links are made fit for them as they are: take it out.",
        )
    known = [one for one in environment(html=html).filters if one[0] != "_"]
    return unknown(f"filter {name}", name, known)[:2]


def explained_mistake(message: str, *, html: bool) -> tuple[str, str]:
    """Why, without a full stop, and what to do, for what Jinja or the sandbox says of a template."""
    why = message.rstrip(".")
    if any(quote in why for quote in "“”„‘’«»"):
        return "There are curly quotes in a field", "Type straight ones: \" or '."
    if found := next((said for end, said in _MISTAKES.items() if re.search(f"{end}$", why)), None):
        return found
    if one := re.fullmatch(r"No filter named '(\w+)'", why):
        why, todo = no_filter(one[1], html=html)
        return why.rstrip("."), todo
    if tag := re.match(r"Encountered unknown tag '(\w+)'", why):
        return f"There is no {{% {tag[1]} %}}", "Letters know if, elif, else, for, set, macro and include."
    return why, "See the fields and filters that letters have."
