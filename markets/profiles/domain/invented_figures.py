"""The figures of an invented county, worked out once and kept: what a page shows before there are visits."""

import json
from collections.abc import Iterable
from dataclasses import fields
from decimal import Decimal
from functools import cache
from pathlib import Path

from markets.profiles.domain.figure_rows import FigureRow
from markets.profiles.domain.profile_figures import ProfileFigures, profile_figures

FILE = Path(__file__).parent / "data" / "invented_profile.json"
INVENTED_DAYS = "29 September to 26 October 2025"
_TEXTS = ("measure", "level", "ref", "hidden")


def invented_document(rows: Iterable[FigureRow]) -> str:
    """Return rows as text, one a line, to be kept."""
    found = sorted(rows, key=lambda row: (row.level, row.ref, row.measure))
    names = [field.name for field in fields(FigureRow)]
    lines = [[_plain(getattr(row, name)) for name in names] for row in found]
    return "[\n" + ",\n".join(json.dumps(line, ensure_ascii=False) for line in lines) + "\n]\n"


def _plain(value: object) -> object:
    return f"{value.normalize():f}" if isinstance(value, Decimal) else value


@cache
def invented_figures() -> ProfileFigures:
    lines = json.loads(FILE.read_text(encoding="utf-8"))
    rows = [_row(line) for line in lines]
    names = {row.ref: f"Provider {row.ref.removeprefix('P')}" for row in rows if row.level == "provider"}
    return profile_figures(rows, names)


def _row(line: list[str | int | None]) -> FigureRow:
    cells = dict(zip((field.name for field in fields(FigureRow)), line, strict=True))
    return FigureRow(
        **{  # type: ignore[arg-type]
            name: cell if name in (*_TEXTS, "n") or cell is None else Decimal(str(cell)) for name, cell in cells.items()
        }
    )
