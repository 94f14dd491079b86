"""The framework matrix: interviews by themes, with the summary of what each said, and how many gave each code."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from spreadsheets.plain_books import PlainSheet

NOT_ASKED, NOTHING_SAID = "not asked", ""


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """An interview as a case: a key and kind, never a name; summaries by theme, and the codes given anywhere in it."""

    key: str
    kind: str
    group: str
    summaries: dict[str, str] = field(default_factory=dict)
    asked: frozenset[str] = frozenset()
    codes: frozenset[str] = frozenset()

    def cell(self, theme: str) -> str:
        return self.summaries.get(theme, NOTHING_SAID) if theme in self.asked else NOT_ASKED


def code_counts(rows: Iterable[MatrixRow], codes: Sequence[str]) -> dict[str, int]:
    """Return how many interviews were given each code."""
    held = [row.codes for row in rows]
    return {code: sum(code in each for each in held) for code in codes}


def matrix_sheets(
    rows: Sequence[MatrixRow], themes: Sequence[tuple[str, str]], codes: Sequence[tuple[str, str]]
) -> tuple[PlainSheet, PlainSheet]:
    """Return the matrix and the counts of codes as sheets; themes and codes are (key, title)."""
    heads = ("Interview", "Kind", "Group", *(title for _, title in themes))
    body = tuple((row.key, row.kind, row.group, *(row.cell(key) for key, _ in themes)) for row in rows)
    counts = code_counts(rows, [key for key, _ in codes])
    return (
        PlainSheet("Matrix", heads, body),
        PlainSheet("Codes", ("Code", "Interviews"), tuple((title, counts[key]) for key, title in codes)),
    )
