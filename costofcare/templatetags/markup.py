"""The parts of every component: values, class lists, attributes and hidden words."""

import html
import re
import warnings
from functools import cache

from django.urls import reverse
from django.utils.formats import localize
from django.utils.html import conditional_escape, escape
from django.utils.safestring import SafeString
from django.utils.timezone import template_localtime

# Hidden words that begin with one of these follow the visible words without a space.
CLOSING = (":", ",", ";", ".", "?")
LINE_BREAK = re.compile(r"[ \t]*[\n\r][ \t\n\r]*")


def shown(value: object) -> object:
    """Return the value as ``{{ value }}`` shows it: dates and times in words, times in UK time."""
    if isinstance(value, str):
        return value
    return localize(template_localtime(value))


def filled(form: str, *parts: object) -> SafeString:
    """Return markup with its parts, as Django's ``format_html``, which looks for lazy words at every step."""
    return SafeString(form.format(*[escaped(part) for part in parts]))


def escaped(part: object) -> str:
    if type(part) is SafeString:
        return part
    return html.escape(part) if type(part) is str else conditional_escape(part)


def trimmed(content: SafeString) -> SafeString:
    """Return a block's content without white space at its ends; the template has escaped it already."""
    return SafeString(content.strip())


def joined(content: SafeString) -> SafeString:
    """Return the content as one line of words, for a caption or an attribute."""
    return SafeString(LINE_BREAK.sub(" ", content.strip()))


def keyed(id: str, key: object) -> str:
    """Return an id that a list repeats: "own" and the key of a column make "own-nursing"."""
    return f"{id}-{key}" if key != "" else id


def classes_of(*names: str) -> str:
    return " ".join(name for name in names if name)


def attributes_of(given: dict[str, object]) -> SafeString:
    """Return attributes: ``data_head`` is ``data-head``, True stands alone, None, False and "" are left out."""
    named, bare = "", ""
    for key, value in given.items():
        if value is True:
            bare += f" {_attribute(key)}"
        elif value not in (None, False, ""):
            named += f' {_attribute(key)}="{escaped(shown(value))}"'
    return SafeString(named + bare)


@cache
def _attribute(key: str) -> str:
    return escape(key.rstrip("_").replace("_", "-"))


def words_of(text: object, hidden: object = "") -> SafeString:
    """Return visible words, and words after them that only a screen reader reads out."""
    if hidden == "":
        return SafeString(escaped(shown(text)))
    after = hidden.strip() if isinstance(hidden, SafeString) else filled("{}", str(hidden).strip())
    if not after:
        return filled("{}", shown(text))
    space = "" if after.startswith(CLOSING) else " "
    return filled("{}{}", shown(text), unseen(SafeString(f"{space}{after}")))


def unseen(words: object) -> SafeString:
    return filled('<span class="govuk-visually-hidden">{}</span>', words)


def address(pattern: str, arguments: tuple[object, ...], query: object = "", fragment: object = "") -> str:
    """Return the address of a named page; `query` and `fragment` may be blank."""
    return with_query(reverse(pattern, args=arguments), query, fragment)


def with_query(url: object, query: object = "", fragment: object = "") -> str:
    return leading(f"{url}{f'?{query}' if query else ''}{f'#{fragment}' if fragment else ''}")


def leading(url: object) -> str:
    """Return the address of a link; a blank one, which leads nowhere, is warned of, and in tests an error."""
    if not str(url):
        warnings.warn("a link without an address leads nowhere", stacklevel=2)
    return str(url)
