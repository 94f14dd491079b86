"""The blocks of which a report is made, as plain JSON: what Word and the page layout print, and what is kept."""

import re
from collections.abc import Iterable, Sequence
from math import ceil
from typing import Any

from costing.charts import RangeChart

Block = dict[str, Any]
# What neither XML nor a page can show.
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
NAMES, FIGURES, WORDS = 3.0, 1.1, 2.4
HEAVY = ("subtotal", "total")
# A percent sign never begins a line.
PERCENT = re.compile(r"(?<=\d) %")
LETTERS = re.compile(r"[^\W\d_]")
# About so many stand side by side in a table as wide as the page, and so many lines of a table stay together.
LETTERS_A_LINE, LINES_TOGETHER = 105, 50


def printable(text: str) -> str:
    return UNPRINTABLE.sub("", text)


def heading(text: str, level: int = 2, *, on_new_page: bool = False) -> Block:
    return {"kind": "heading", "level": level, "text": printable(text), "on_new_page": on_new_page}


def words(text: str) -> Block:
    return {"kind": "words", "text": printable(text)}


def typed(text: str) -> list[Block]:
    """Return a paragraph for each that a person typed, apart by blank lines."""
    parts = re.split(r"\n\s*\n", text.replace("\r\n", "\n"))
    return [words(" ".join(part.split())) for part in parts if part.strip()]


def points(items: Iterable[str]) -> list[Block]:
    found = [PERCENT.sub("\N{NO-BREAK SPACE}%", printable(item)) for item in items]
    return [{"kind": "points", "items": found}] if found else []


def table(
    title: str,
    heads: Sequence[str],
    rows: Iterable[Sequence[str]],
    *,
    styles: Sequence[str] = (),
    widths: Sequence[float] = (),
    note: str = "",
) -> Block:
    """Return a table. ``styles`` are those of the rows, all plain if there are none; columns of figures go right.

    It stays on one page if it is not too long. ``widths`` are shares; without them the first column gets the most, and
    columns of words more than those of figures.
    """
    cells = [[printable(cell) for cell in row] for row in rows]
    figures = [_are_figures([row[at] for row in cells]) for at in range(len(heads))]
    figures[0] = False
    shares = list(widths) or [NAMES, *(FIGURES if is_figure else WORDS for is_figure in figures[1:])]
    return {
        "kind": "table",
        "title": printable(title),
        "heads": [printable(head) for head in heads],
        "rows": [
            {"style": style, "cells": row} for style, row in zip(styles or ["line"] * len(cells), cells, strict=True)
        ],
        "figures": figures,
        "widths": shares,
        "stays_whole": sum(_lines(row, shares) for row in cells) <= LINES_TOGETHER,
        "note": printable(note),
    }


def picture(title: str, says: str, chart: RangeChart) -> Block:
    """Return a picture of ranges; ``says`` is what it shows, for those who do not see it."""
    bars = [
        {
            "label": printable(bar.label),
            "words": bar.words,
            "kind": bar.kind,
            "x": bar.x,
            "width": bar.width,
            "median": None if bar.median is None else bar.median,
            "has_quartiles": bar.has_quartiles,
        }
        for bar in chart.ranges
    ]
    return {"kind": "picture", "title": printable(title), "says": printable(says), "bars": bars}


def _are_figures(column: Sequence[str]) -> bool:
    """Tell whether a column holds amounts alone, to stand right; what is missing of them counts as one."""
    return any(column) and all(cell in ("", "n/a") or not LETTERS.search(cell.replace("[c]", "")) for cell in column)


def _lines(row: Sequence[str], shares: Sequence[float]) -> int:
    """Return about how many lines a row takes on a page."""
    room = (max(1.0, LETTERS_A_LINE * share / sum(shares)) for share in shares)
    return max(1, *(ceil(len(cell) / width) for cell, width in zip(row, room, strict=True)))
