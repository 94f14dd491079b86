"""Which terms differ between two calculations, in words."""

from collections.abc import Iterator
from decimal import Decimal

from costing.figure_words import day_in_words
from reports.domain.inputs import Inputs, plain
from reports.domain.scenarios import percent_of
from reports.domain.uplift_terms import Uplift

_BESIDE = "it stands beside these figures and moves none of them"


def terms_in_words(earlier: Inputs, later: Inputs) -> list[str]:
    """Return a sentence for each term that differs: “Occupancy normalised to: none before, 90 % now.”"""
    was, now = dict(_terms(earlier)), dict(_terms(later))
    named = dict.fromkeys([*was, *now])
    both = [(what, was.get(what, "none"), now.get(what, "none")) for what in named]
    return [f"{what}: {before} before, {after} now." for what, before, after in both if before != after]


def _terms(one: Inputs) -> Iterator[tuple[str, str]]:
    yield "Occupancy normalised to", _percent(one.occupancy_target)
    yield "Price date", day_in_words(one.price_date)
    yield "Weeks in the year", plain(one.weeks)
    yield "Form", one.form_version
    yield "Method", one.method
    yield from ((f"Rate “{name.replace('_', ' ')}”", plain(rate)) for name, rate in sorted(one.rates.items()))
    yield f"Uplift ({_BESIDE})", _uplift(one.uplift)
    yield f"Scenarios ({_BESIDE})", "; ".join(each.name for each in one.scenarios) or "none"


def _percent(share: Decimal | None) -> str:
    return "none" if share is None else f"{percent_of(share)} %"


def _uplift(uplift: Uplift | None) -> str:
    if uplift is None:
        return "none"
    names = sorted({one.index for one in uplift.lines.values() if one.index})
    return f"to {day_in_words(uplift.to)} by {', '.join(names) or 'no index'}"
