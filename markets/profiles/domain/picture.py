"""A picture of a profile: a chart with its sentence and its table."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from costing.charts import BarChart, ColumnChart, Length, bar_chart
from markets.profiles.domain.figure_rows import FigureRow
from markets.profiles.domain.measure_words import number_words, short_words_of, unit_of, words_of
from markets.profiles.domain.profile_figures import ProfileFigures

MOST_BARS = 15


@dataclass(frozen=True)
class ProfilePicture:
    """``heads`` and ``rows`` are the table, its first column whom a row speaks of; ``lacks`` says what is not there."""

    key: str
    title: str
    says: str = ""
    bars: BarChart | None = None
    columns: ColumnChart | None = None
    heads: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    lacks: str = ""
    notes: tuple[str, ...] = field(default=())


def nothing(key: str, title: str, lacks: str) -> ProfilePicture:
    return ProfilePicture(key, title, lacks=lacks)


def bars_of(rows: Sequence[tuple[str, FigureRow | None]], unit: str = "") -> BarChart:
    """Return a bar for each, none drawn where nothing is known."""
    return bar_chart(
        [Length(name, row.middle if row else None, short_words_of(row, unit)) for name, row in rows[:MOST_BARS]]
    )


def moved(now: ProfileFigures, before: ProfileFigures | None, measure: str, unit: str = "") -> str:
    """Return the market's figure of the earlier period in words, to be put behind a sentence; blank without one."""
    if before is None:
        return ""
    then = before.one(measure)
    if then is None or then.is_grey or now.value(measure) is None:
        return ""
    return f" In the earlier period it was {words_of(then, unit)}."


def apart(now: FigureRow | None, then: FigureRow | None, unit: str) -> str:
    """Return by how much a figure moved, with its sign; shares in points."""
    if now is None or then is None or now.middle is None or then.middle is None:
        return "–"
    off = now.middle - then.middle
    sign = "+" if off > 0 else "−" if off < 0 else "±"
    if unit == "share":
        return f"{sign}{number_words(abs(off) * 100, 'count')} points"
    return f"{sign}{number_words(abs(off), unit)}"


def with_earlier(heads: Sequence[str], before: ProfileFigures | None) -> tuple[str, ...]:
    return tuple(heads) if before is None else (*heads, "Earlier", "Moved")


def earlier_cells(
    now: ProfileFigures, before: ProfileFigures | None, measure: str, level: str, ref: str
) -> tuple[str, ...]:
    """Return the earlier figure and by how much it moved; nothing where no period is compared with."""
    if before is None:
        return ()
    then, unit = before.one(measure, level, ref), unit_of(measure)
    return words_of(then, unit), apart(now.one(measure, level, ref), then, unit)


def share_words(part: Decimal | None, whole: Decimal | None) -> str:
    return number_words(part / whole, "share") if part is not None and whole else "–"
