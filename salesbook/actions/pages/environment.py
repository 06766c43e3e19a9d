"""A template of a page and what it is to show, in; the HTML of a page that stands alone, out."""

from __future__ import annotations

from collections.abc import Callable

from salesbook.util.resources import templates_dir
from salesbook.util.wording import count, on

Filter = Callable[..., object]


def fill_page(template: str, *filters: Filter, **shown: object) -> str:
    """Fill a template, such as "card/card.html.j2", with what it shows, by name.

    Templates have `on` and `count` and the given filters, each by its function's name. Text is escaped,
    and a name that the template misspells is an error.
    """
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(templates_dir()),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {function.__name__: function for function in (on, count, *filters)}
    return environment.get_template(template).render(shown)
