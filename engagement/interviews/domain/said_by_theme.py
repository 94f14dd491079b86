"""What left a study, by theme: findings and quotes below the question to which they were said."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from engagement.interviews.domain.themes import Theme
from spreadsheets.plain_books import PlainSheet


class ReleasedFinding(Protocol):
    """A finding that is out, with the words for how many say so."""

    sentence: str
    said_by: str
    themes: Collection[str]


class ReleasedQuote(Protocol):
    """A quote that is out, with what its speaker is called."""

    theme: str
    text: str
    description: str


@dataclass(frozen=True, slots=True)
class SaidToATheme:
    """A theme with what was found and quoted of it."""

    title: str
    question: str
    findings: tuple[ReleasedFinding, ...]
    quotes: tuple[ReleasedQuote, ...]


def words_by_theme(
    themes: Sequence[Theme], findings: Iterable[ReleasedFinding], quotes: Iterable[ReleasedQuote]
) -> list[SaidToATheme]:
    """Return the themes of which something left, in their order; a finding stands below the first of its themes.

    What is of no theme of the study stands last, without a question.
    """
    found, said = list(findings), list(quotes)
    keys = [theme.key for theme in themes]
    first = {id(each): next((key for key in keys if key in each.themes), "") for each in found}
    rows = [
        SaidToATheme(
            theme.title or theme.key, theme.question,
            tuple(each for each in found if first[id(each)] == theme.key),
            tuple(each for each in said if each.theme == theme.key),
        )
        for theme in themes
    ]  # fmt: skip
    rest = SaidToATheme(
        "Beside the themes", "", tuple(each for each in found if not first[id(each)]),
        tuple(each for each in said if each.theme not in keys),
    )  # fmt: skip
    return [row for row in (*rows, rest) if row.findings or row.quotes]


def said_sheets(themes: Iterable[SaidToATheme]) -> tuple[PlainSheet, PlainSheet]:
    """Return findings and quotes as sheets."""
    rows = list(themes)
    findings = tuple((row.title, each.sentence, each.said_by) for row in rows for each in row.findings)
    quotes = tuple((row.title, each.text, each.description) for row in rows for each in row.quotes)
    return (
        PlainSheet("Findings", ("Theme", "Finding", "How many"), findings),
        PlainSheet("Quotes", ("Theme", "Quote", "Said by"), quotes),
    )
