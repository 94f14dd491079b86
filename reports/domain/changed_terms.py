"""Which terms differ between two calculations, in words."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

from costing.figure_words import day_in_words
from reports.domain.inputs import Inputs, plain
from reports.domain.scenarios import percent_of
from reports.domain.uplift_terms import Uplift

_BESIDE = "it stands beside these figures and moves none of them"


def terms_in_words(earlier: Inputs, later: Inputs) -> list[str]:
    """Return a sentence for each term that differs: “Occupancy normalised to: none before, 90 % now.”"""
    return [f"{what}: {was} before, {now} now." for what, was, now in _terms(earlier, later) if was != now]


def _terms(earlier: Inputs, later: Inputs) -> Iterator[tuple[str, str, str]]:
    both = (earlier, later)
    yield "Occupancy normalised to", *(_percent(one.occupancy_target) for one in both)
    yield "Price date", *(_day(one.price_date) for one in both)
    yield "Weeks in the year", *(plain(one.weeks) for one in both)
    yield "Form", *(one.form_version for one in both)
    yield "Method", *(one.method for one in both)
    yield from _rates(earlier.rates, later.rates)
    yield f"Uplift ({_BESIDE})", *(_uplift(one.uplift) for one in both)
    yield f"Scenarios ({_BESIDE})", *("; ".join(each.name for each in one.scenarios) or "none" for one in both)


def _rates(was: Mapping[str, Decimal], now: Mapping[str, Decimal]) -> Iterator[tuple[str, str, str]]:
    for name in sorted(was.keys() | now.keys()):
        words = [plain(rates[name]) if name in rates else "none" for rates in (was, now)]
        yield f"Rate “{name.replace('_', ' ')}”", *words


def _percent(share: Decimal | None) -> str:
    return "none" if share is None else f"{percent_of(share)} %"


def _day(day: date) -> str:
    return day_in_words(day)


def _uplift(uplift: Uplift | None) -> str:
    if uplift is None:
        return "none"
    names = sorted({one.index for one in uplift.lines.values() if one.index})
    return f"to {day_in_words(uplift.to)} by {', '.join(names) or 'no index'}"
