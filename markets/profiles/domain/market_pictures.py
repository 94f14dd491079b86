"""The twelve pictures of a market's profile, and all its measures as one table."""

from dataclasses import dataclass
from decimal import Decimal

from markets.measures.domain.catalogue import KEYS
from markets.profiles.domain import package_pictures, size_pictures, visit_pictures
from markets.profiles.domain.figure_rows import FigureRow
from markets.profiles.domain.measure_words import measure_words, number_words, words_of
from markets.profiles.domain.picture import ProfilePicture, apart
from markets.profiles.domain.profile_figures import ProfileFigures

BreakEven = tuple[str, Decimal | None] | None
HEADS = ("Measure", "Figure", "Lower quartile", "Upper quartile", "Made of")


def market_pictures(
    now: ProfileFigures, before: ProfileFigures | None = None, break_even: BreakEven = None
) -> list[ProfilePicture]:
    return [
        size_pictures.weekly_hours(now, before),
        size_pictures.size_bands(now, before, break_even),
        size_pictures.largest(now, before),
        size_pictures.zones(now, before),
        visit_pictures.lengths(now, before),
        visit_pictures.delivered(now, before),
        visit_pictures.short(now, before),
        visit_pictures.double_handed(now, before),
        package_pictures.turnover(now, before),
        package_pictures.pickup(now, before),
        package_pictures.prices(now, before),
        size_pictures.failures(now, before),
    ]


GLANCE = (
    ("hours", "Planned a week"),
    ("cr", "With the ten largest"),
    ("delivered_of_commissioned", "Delivered of commissioned"),
    ("punctual_15", "Begun within 15 minutes"),
    ("missed", "Missed"),
    ("double_share", "Double-handed"),
)


def at_a_glance(now: ProfileFigures) -> list[dict[str, str]]:
    """Return the market in a few numbers, those that are known."""
    providers = len(now.refs("hours", "provider"))
    counted = [{"label": "Providers", "value": f"{providers:,}"}] if providers else []
    known = [(label, now.one(key)) for key, label in GLANCE]
    told = [{"label": label, "value": words_of(row)} for label, row in known if row and not row.is_grey]
    return [*told[:1], *counted, *told[1:]]


@dataclass(frozen=True, slots=True)
class AllMeasures:
    """Every measure that is known or hidden; ``unknown`` are the names of those that nothing was there to make of."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    unknown: tuple[str, ...]


def all_measures(now: ProfileFigures, before: ProfileFigures | None = None) -> AllMeasures:
    rows, unknown = [], []
    for key in ("hours", "delivered_hours", "clients", *KEYS):
        found, words = now.one(key), measure_words()[key]
        if found is None or (found.is_grey and not found.hidden):
            unknown.append(words.label)
            continue
        low, high = (_quartile(found, end, words.unit) for end in ("lower_quartile", "upper_quartile"))
        row: tuple[str, ...] = (words.label, words_of(found), low, high, "–" if found.n is None else f"{found.n:,}")
        if before is not None:
            then = before.one(key)
            row = (*row, words_of(then), apart(found, then, words.unit))
        rows.append(row)
    return AllMeasures(HEADS if before is None else (*HEADS, "Earlier", "Moved"), tuple(rows), tuple(unknown))


def _quartile(row: FigureRow, end: str, unit: str) -> str:
    value = getattr(row, end, None)
    return number_words(value, unit) if value is not None else "–"
