"""Measures of visits in a store week by week, by the definitions of the market's measures.

The same values as ``weekly_measures`` gives of a file.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from markets.evaluation.domain.look_weeks import WEEK, LookWeeks
from markets.evaluation.domain.weekly_measures import value_of
from markets.measures.domain import sql_hours
from markets.measures.domain.catalogue import FROM_VISITS
from markets.measures.domain.sql_care import MARKET, care_sql, filled_in_sql
from markets.measures.domain.stored_measures import Ask, StoredVisits, chosen_measures
from markets.visits.domain.attendance import HOUR


@dataclass(frozen=True)
class StoredWeeks:
    """Values of each measure by week, None where a week has none or is not whole; hours a week by location.

    ``whole`` are the weeks of which every day has visits; ``filled_in`` the locations whose minutes say nothing.
    """

    values: dict[str, list[float | None]]
    hours: dict[str, float]
    whole: list[bool]
    filled_in: list[str] = field(default_factory=list)


def stored_weeks(
    ask: Ask,
    fields: frozenset[str],
    weeks: LookWeeks,
    keys: Sequence[str],
    tell: Callable[[int], object],
    relation: str = "visits",
) -> StoredWeeks:
    """Return what visits come to in each of these weeks; ``tell`` is told of each week that is done, in per cent.

    Rounds are left alone: a council's visits name no careworker's day. A measure that is not of visits is left out.
    """
    keys = [key for key in keys if key in FROM_VISITS]
    numbers = weeks.numbers
    spans = [between(relation, first, last) for first, last in numbers]
    all_weeks = between(relation, numbers[0][0], numbers[-1][1])
    filled = [str(row[0]) for row in ask(filled_in_sql(all_weeks), [])]
    whole = [ask(f"SELECT count(DISTINCT local_day) FROM ({care_sql(span)})", [])[0][0] == WEEK for span in spans]
    values: dict[str, list[float | None]] = {key: [] for key in keys}
    for number, (span, is_whole) in enumerate(zip(spans, whole, strict=True), start=1):
        visits = StoredVisits(ask, span, fields, 1, with_rounds=False)
        found = chosen_measures(visits, keys, filled) if is_whole else {}
        for key in keys:
            values[key].append(value_of(found.get(key)))
        tell(100 * number // len(spans))
    return StoredWeeks(
        values, _hours(ask, [s for s, is_whole in zip(spans, whole, strict=True) if is_whole]), whole, filled
    )


def between(relation: str, first: int, last: int) -> str:
    return f"(SELECT * FROM {relation} WHERE local_day BETWEEN {first} AND {last})"


def _hours(ask: Ask, spans: Sequence[str]) -> dict[str, float]:
    """Return planned hours a week by location, over the weeks that are whole."""
    found: dict[str, int] = {}
    for span in spans:
        for _, provider, _, seconds in ask(sql_hours.provider_hours(span, MARKET), [[]]):
            found[provider] = found.get(provider, 0) + seconds
    return {provider: seconds / HOUR / len(spans) for provider, seconds in sorted(found.items())}
