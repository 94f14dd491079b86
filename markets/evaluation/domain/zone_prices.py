"""Rates paid in urban and in rural zones, week by week, by the rate card that holds and the hours that there are."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from markets.evaluation.domain.judged_beside import PRICE_RURAL, PRICE_URBAN, PRICES
from markets.evaluation.domain.look_weeks import LookWeeks
from markets.evaluation.domain.stored_weeks import StoredWeeks, between
from markets.measures.domain import sql_hours
from markets.measures.domain.places import is_urban
from markets.measures.domain.rates_paid import PaidRate, price
from markets.measures.domain.sql_care import MARKET, ZONES
from markets.measures.domain.stored_measures import Ask
from markets.profiles.domain.profile_inputs import PaidCard
from markets.profiles.domain.table_figures import rate_for
from markets.visits.domain.attendance import HOUR

NO_CARD = "no rate card holds in three of its weeks"
NO_CLASSES = "no zone of the baseline says whether its places are urban or rural"
NO_SUCH_ZONE = "no such zone has a rate and planned hours in three of its weeks"
# By zone: whether it is a rural one.
ZoneClasses = Mapping[str, bool]


def stored_classes(ask: Ask, weeks: LookWeeks, relation: str = "visits") -> dict[str, bool]:
    """Return whether a zone is rural: a larger share of its hours at rural places than of all zones together."""
    numbers = weeks.numbers
    rows = ask(sql_hours.ruc_hours(between(relation, numbers[0][0], numbers[-1][1]), ZONES), [[]])
    return rural_zones((zone, is_urban(ruc), seconds) for zone, ruc, seconds, _ in rows)


def rural_zones(hours: Iterable[tuple[str, bool, int]]) -> dict[str, bool]:
    """Return of each zone whether it is rural, from planned seconds at urban (True) and rural places."""
    there: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0])
    for zone, is_of_town, seconds in hours:
        there[zone][not is_of_town] += seconds
    whole = [sum(side) for side in zip(*there.values(), strict=True)] or [0, 0]
    return {zone: rural * sum(whole) > whole[1] * (urban + rural) for zone, (urban, rural) in sorted(there.items())}


def with_prices(
    found: StoredWeeks, ask: Ask, weeks: LookWeeks, cards: Sequence[PaidCard | None], classes: ZoneClasses,
    relation: str = "visits",
) -> StoredWeeks:  # fmt: skip
    """Return the weeks with the rates paid in each; None in a week that is not whole, or in which no card holds."""
    rows: dict[str, list[float | None]] = {key: [] for key in PRICES}
    for (first, last), is_whole, card in zip(weeks.numbers, found.whole, cards, strict=True):
        paid: dict[str, list[PaidRate]] = {key: [] for key in PRICES}
        if is_whole and card is not None:
            hours = ask(sql_hours.paid_hours(between(relation, first, last), MARKET), [[]])
            paid |= _paid(card, ((zone, minutes, seconds) for zone, _, minutes, seconds in hours), classes)
        for key in PRICES:
            rows[key].append(_mean(paid[key]))
    return replace(found, values=found.values | rows)


def _paid(card: PaidCard, hours: Iterable[tuple[str, int, int]], classes: ZoneClasses) -> dict[str, list[PaidRate]]:
    """Return what is paid for the hours of a week, urban and rural; a zone or length without a rate is left out."""
    found: dict[str, list[PaidRate]] = {key: [] for key in PRICES}
    for zone, minutes, seconds in hours:
        rate = rate_for(card, zone, minutes) if zone in classes else None
        if rate is not None and seconds:
            paid = PaidRate(zone, minutes, rate, Fraction(seconds, HOUR))
            found[PRICE_RURAL if classes[zone] else PRICE_URBAN].append(paid)
    return found


def _mean(paid: Sequence[PaidRate]) -> float | None:
    figure = price(paid)
    return None if figure is None or (value := getattr(figure, "value", None)) is None else float(value)


def why_no_prices(cards: Sequence[PaidCard | None], classes: ZoneClasses, fewest: int) -> dict[str, str]:
    """Return of each kind of zone why nothing can be said of what is paid there, as far as it is known beforehand."""
    if sum(card is not None for card in cards) < fewest:
        return dict.fromkeys(PRICES, NO_CARD)
    if not classes:
        return dict.fromkeys(PRICES, NO_CLASSES)
    missing = {PRICE_URBAN: all(classes.values()), PRICE_RURAL: not any(classes.values())}
    return {key: NO_SUCH_ZONE for key, is_missing in missing.items() if is_missing}
