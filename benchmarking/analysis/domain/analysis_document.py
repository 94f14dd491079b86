"""An analysis as one text: exact, for the office's team alone; the same inputs, seed and method give the same bytes."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import Any

from benchmarking.analysis.domain.adjusted_part import adjusted_part
from benchmarking.analysis.domain.catalogue import MEASURES, measured
from benchmarking.analysis.domain.council_case import CouncilCase
from benchmarking.analysis.domain.council_figures import all_places, figures_of
from benchmarking.analysis.domain.ecological_trap import trap_of
from benchmarking.analysis.domain.frozen_inputs import FrozenRound
from benchmarking.analysis.domain.hypotheses import FEWEST, findings_of
from benchmarking.analysis.domain.market_measures import is_handed_back_derived
from benchmarking.analysis.domain.price_measures import average_price
from benchmarking.rounds.domain.councils import CouncilFigures, as_decimal, weighted_price
from benchmarking.rounds.domain.distributions import GROUPS
from benchmarking.rounds.domain.round_document import finding_part, trap_part
from reports.domain.statistics import quantiles_of
from spreadsheets.decimals import rounded

METHOD = "1"
NUMBER_WORDS = ("No council has", "One council has", "Two councils have", "Three councils have", "Four councils have",
                "Five councils have", "Six councils have", "Seven councils have", "Eight councils have",
                "Nine councils have")  # fmt: skip
Tell = Callable[[float], None]


def analysis_document(frozen: FrozenRound, seed: int, tell: Tell = lambda share: None) -> dict[str, Any]:
    """Return all that a round comes to; ``tell`` hears how much is done, of 1."""
    figures = [figures_of(case) for case in frozen.cases]
    values = {case.ons_code: measured(case) for case in frozen.cases}
    findings = findings_of(figures, seed, frozen.hypotheses, tell=tell)
    return {
        "method": METHOD,
        "seed": seed,
        "week": frozen.week.isoformat(),
        "asked": frozen.asked,
        "councils": [
            _council(case, one, values[case.ons_code]) for case, one in zip(frozen.cases, figures, strict=True)
        ],
        "groups": {key: _groups(key, frozen.cases, figures, values) for key in MEASURES},
        "weighted_price": six_places(_weighted(frozen.cases)),
        "hypotheses": {key: {"n": one.n, **finding_part(one)} for key, one in findings.items()},
        "trap": trap_part(trap_of(figures, all_places(frozen.cases))),
        "model_by_floor": _two_way(figures),
        "adjusted": adjusted_part(figures, seed),
        "note": few_in_words(sum(1 for one in figures if one.price_exact is not None)),
    }


def few_in_words(priced: int) -> str:
    """Return what to say where too few councils have sent a price for links; blank otherwise."""
    if priced >= FEWEST:
        return ""
    ranges = "the ranges are there" if priced else "there is nothing to show yet"
    return f"{NUMBER_WORDS[priced]} sent a price. Links between measures start at {FEWEST}; {ranges}."


def six_places(value: Fraction | None) -> str | None:
    return None if value is None else format(rounded(as_decimal(value), 6), "f")


def _council(case: CouncilCase, of: CouncilFigures, values: Mapping[str, Fraction | None]) -> dict[str, Any]:
    rated = [one for one in case.places if one.rating is not None]
    return {
        "council": case.council,
        "ons_code": case.ons_code,
        "sub_region": of.sub_region,
        "place": of.place,
        "model": of.model,
        "pay_floor": of.pay_floor,
        "figures": {key: six_places(value) for key, value in values.items()},
        "rated_places": len(rated),
        "places": len(case.places),
        "is_based": case.is_based,
        "is_handed_back_derived": is_handed_back_derived(case),
        "hours": six_places(case.number("hours_commissioned_per_week")),
    }


def _groups(
    key: str,
    cases: Sequence[CouncilCase],
    figures: Sequence[CouncilFigures],
    values: Mapping[str, Mapping[str, Fraction | None]],
) -> dict[str, dict[str, Any]]:
    """Return the exact median and quartiles of all councils and of each group that has any."""
    known = [
        (one, value)
        for case, one in zip(cases, figures, strict=True)
        if (value := values[case.ons_code][key]) is not None
    ]
    groups = {"all": [value for _, value in known]}
    for dimension, names in GROUPS.items():
        for name in names:
            groups[name] = [value for one, value in known if getattr(one, dimension) == name]
    return {name: _quantiles(found) for name, found in groups.items() if found}


def _quantiles(values: Sequence[Fraction]) -> dict[str, Any]:
    found = quantiles_of(sorted(as_decimal(value) for value in values))
    parts = {"lower_quartile": found.lower_quartile, "median": found.median, "upper_quartile": found.upper_quartile}
    return {"n": found.n} | {
        name: None if value is None else format(rounded(value, 6), "f") for name, value in parts.items()
    }


def _weighted(cases: Sequence[CouncilCase]) -> Fraction | None:
    """Return the average price weighted by hours commissioned; for the team alone."""
    return weighted_price((average_price(case), case.number("hours_commissioned_per_week")) for case in cases)


def _two_way(figures: Sequence[CouncilFigures]) -> dict[str, dict[str, int]]:
    """Return how many councils have each model and pay floor: two that go together cannot be told apart."""
    found = Counter((one.model or "other", one.pay_floor or "other") for one in figures)
    models = sorted({model for model, _ in found})
    return {model: {floor: n for (of, floor), n in sorted(found.items()) if of == model} for model in models}
