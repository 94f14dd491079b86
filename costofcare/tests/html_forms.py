"""Test support: the forms of a page, as somebody would fill them in."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

# What one may type anything into.
TYPED = ("text", "email", "number", "search", "tel", "url", "date", "time", "")
Pairs = list[tuple[str, str]]


@dataclass
class PageForm:
    """A form: what it sends untouched, and the names of the fields that one types into."""

    action: str
    method: str
    kept: Pairs = field(default_factory=list)
    typed: list[str] = field(default_factory=list)
    files: bool = False

    def filled(self, text: str) -> Pairs:
        """Return what the form sends with the same text in every field."""
        return [*self.kept, *((name, text) for name in self.typed)]


class _Forms(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[PageForm] = []
        self._open: PageForm | None = None
        self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._open = PageForm(given.get("action", ""), given.get("method", "get").lower())
            self.found.append(self._open)
        elif self._open is not None:
            self._field(self._open, tag, given)

    def _field(self, form: PageForm, tag: str, given: dict[str, str]) -> None:
        name, kind = given.get("name", ""), given.get("type", "text").lower()
        if tag == "select":
            self._select = name
        elif tag == "option" and self._select:
            self._choose(form, self._select, given.get("value", ""))
        elif tag == "textarea" and name:
            form.typed.append(name)
        elif tag in ("input", "button") and name and kind not in ("password", "reset"):
            self._input(form, tag, name, kind, given.get("value", ""))

    def _input(self, form: PageForm, tag: str, name: str, kind: str, value: str) -> None:
        if kind == "file":
            form.files = True
        elif tag == "input" and kind in TYPED:
            form.typed.append(name)
        elif kind == "checkbox" or (tag == "input" and kind == "hidden"):
            form.kept.append((name, value or ("on" if kind == "checkbox" else "")))
        else:
            self._choose(form, name, value)

    def _choose(self, form: PageForm, name: str, value: str) -> None:
        """Take the first choice that is none of "please choose"."""
        if value and name not in dict(form.kept):
            form.kept.append((name, value))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._open = None
        elif tag == "select":
            self._select = ""


def forms_of(body: str) -> list[PageForm]:
    parser = _Forms()
    parser.feed(body)
    return parser.found
