"""Pick-up: how long packages that were offered wait until somebody takes them, the open ones counted as waiting."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from markets.measures.domain.figures import CLIENTS, AnyFigure, ShareOfVisits, sum_figure, unless_few
from markets.measures.domain.places import is_urban
from markets.measures.domain.survival import Spell, SurvivalCurve, kaplan_meier

LONG = 7
NINE_OF_TEN = Fraction(1, 10)
TAKEN, WITHDRAWN = "accepted", "withdrawn"


@dataclass(frozen=True, slots=True)
class PackageOffer:
    """A package that was sent to providers; it waits while it is neither accepted nor withdrawn."""

    ref: str
    sent: date
    accepted: date | None = None
    withdrawn: date | None = None
    first_visit: date | None = None
    provider: str = ""
    declined_by: tuple[str, ...] = ()
    hours: Fraction = Fraction()
    zone: str = ""
    ruc: str = ""
    double_handed: bool = False

    def waited(self, until: date) -> tuple[int, bool] | None:
        """Return the days that it waited as seen on a day, and whether it was taken; None before it was sent."""
        if self.sent > until:
            return None
        if self.accepted is not None and self.accepted <= until:
            return (self.accepted - self.sent).days, True
        end = self.withdrawn if self.withdrawn is not None and self.withdrawn <= until else until
        return (end - self.sent).days, False


def waiting_curve(offers: Iterable[PackageOffer], first: date, last: date) -> SurvivalCurve:
    """Return the share of offers sent in a period that still wait after so many days."""
    found = [each.waited(last) for each in offers if first <= each.sent <= last]
    return kaplan_meier(each for each in found if each is not None)


def pickup(offers: Sequence[PackageOffer], first: date, last: date) -> AnyFigure:
    """Return the median of days to pick up, its 90th centile, the share over a week, to the first visit, and open ones.

    A median that is not reached is null: over half still wait.
    """
    return _pickup(offers, first, last, _groups(offers, first, last))


def _pickup(
    offers: Sequence[PackageOffer], first: date, last: date, further: dict[str, AnyFigure] | None = None
) -> AnyFigure:
    own = [each for each in offers if first <= each.sent <= last]
    if not own:
        return None
    curve, n = waiting_curve(own, first, last), len(own)
    parts: dict[str, AnyFigure] = {
        "ninety": _days(curve.when_left(NINE_OF_TEN), n),
        "over_a_week": ShareOfVisits(curve.lasts(LONG), 1, n),
        "first_visit": _days(_to_first_visit(own, last).median, n),
        "open": sum_figure(sum(_is_open(each, last) for each in own), n),
        **(further or {}),
    }
    middle = curve.median
    figure = ShareOfVisits(middle or 0, 0 if middle is None else 1, n, parts)
    return unless_few(n, CLIENTS, figure)


def _groups(offers: Iterable[PackageOffer], first: date, last: date) -> dict[str, AnyFigure]:
    """Return pick-up by class of place and by careworkers."""
    groups: defaultdict[str, list[PackageOffer]] = defaultdict(list)
    for each in offers:
        groups["double" if each.double_handed else "single"].append(each)
        if each.ruc:
            groups["urban" if is_urban(each.ruc) else "rural"].append(each)
    return {name: _pickup(own, first, last) for name, own in sorted(groups.items())}


def _days(days: int | None, n: int) -> AnyFigure:
    return None if days is None else sum_figure(days, n)


def _is_open(offer: PackageOffer, until: date) -> bool:
    gone = offer.withdrawn is not None and offer.withdrawn <= until
    return not gone and (offer.accepted is None or offer.accepted > until)


def _to_first_visit(offers: Iterable[PackageOffer], last: date) -> SurvivalCurve:
    return kaplan_meier(first_visit_spells(offers, last))


def first_visit_spells(offers: Iterable[PackageOffer], last: date) -> list[Spell]:
    """Return how long each offer waited for its first visit as seen on a day, and whether that came."""
    spells = []
    for each in offers:
        came = each.first_visit is not None and each.first_visit <= last
        end = each.first_visit if came and each.first_visit is not None else min(each.withdrawn or last, last)
        spells.append((max(0, (end - each.sent).days), came))
    return spells
