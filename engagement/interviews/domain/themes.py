"""Themes of a study: what is asked of whom, with prompts and codes to begin with; data that comes with the study."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

EVERYBODY = "both"
_KEY = re.compile(r"[a-z0-9_]{1,60}")
MOST_THEMES = 40


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme; ``audience`` is the kind of interviewee that is asked it, with a narrower word in brackets if any."""

    key: str
    audience: str
    title: str
    question: str
    prompts: tuple[str, ...] = ()
    first_codes: tuple[str, ...] = ()

    def is_asked_of(self, kind: str, group: str = "") -> bool:
        """Tell whether somebody of this kind and group ("leaving", "private only") is asked.

        A theme for everybody or for a kind is asked of all groups of it; one for a group only of that group.
        """
        who, _, narrower = self.audience.partition("(")
        wanted = narrower.rstrip(") ").strip()
        return who.strip() in (EVERYBODY, kind) and wanted in ("", group)


def themes_in(rows: Iterable[Mapping[str, str]]) -> tuple[Theme, ...]:
    """Return the themes of a table with key, audience, theme, question, prompts and codes, in its order.

    Raises:
        ValueError: a theme has no key or no question, or a key stands twice; in words.
    """
    themes = tuple(_theme(row) for row in rows)
    keys = [theme.key for theme in themes]
    if not 1 <= len(themes) <= MOST_THEMES:
        raise ValueError(f"A study has 1 to {MOST_THEMES} themes; there are {len(themes)}.")
    for theme in themes:
        if not _KEY.fullmatch(theme.key) or not theme.question:
            said = theme.title or theme.key
            raise ValueError(f"The theme “{said[:60]}” needs a question, and a key of small letters, digits and _.")
        if keys.count(theme.key) > 1:
            raise ValueError(f"The theme “{theme.key}” stands more than once.")
    return themes


def themes_for(themes: Iterable[Theme], kind: str, group: str = "") -> tuple[Theme, ...]:
    return tuple(theme for theme in themes if theme.is_asked_of(kind, group))


def _theme(row: Mapping[str, str]) -> Theme:
    cells = [(text or "").strip() for text in list(row.values())[:6]]
    key, audience, title, question, prompts, codes = (*cells, *[""] * (6 - len(cells)))
    return Theme(key, audience, title, question, _parts(prompts), _parts(codes))


def _parts(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(";") if part.strip())
