"""A round as one JSON document: figures are texts of six places, null where undefined."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from benchmarking.analysis.domain.adjusted_part import adjusted_by_pay, adjusted_part
from benchmarking.analysis.domain.ecological_trap import EcologicalTrap, slope_inside, trap_of
from benchmarking.analysis.domain.hypotheses import BY_MODEL, RoundFinding, findings_of
from benchmarking.rounds.domain.councils import CouncilFigures, as_decimal, weighted_price
from benchmarking.rounds.domain.distributions import GroupFigures, distributions
from benchmarking.rounds.domain.round_files import RoundFigures
from spreadsheets.decimals import rounded

OF_MODEL = frozenset(one.key for one in BY_MODEL)


def round_document(figures: RoundFigures, seed: int, *, exact: bool = False) -> dict[str, Any]:
    """Return what a round comes to; with ``exact`` its distributions are the independent team's alone."""
    groups = distributions(figures.councils, exact=exact)
    document = {
        "authorities": {one.la: _council(one) for one in figures.councils},
        "distributions": {measure: _groups(found) for measure, found in groups.items()},
        "hypotheses": {key: finding_part(one) for key, one in findings_of(figures.councils, seed).items()},
        "trap": trap_part(trap_of(figures.councils, figures.providers)),
    }
    return document | (_team_part(figures, seed) if exact else {})


def _team_part(figures: RoundFigures, seed: int) -> dict[str, Any]:
    """Return what is exploratory, or exact: with area taken out, weighted by hours, and inside councils."""
    councils = figures.councils
    slope, places = slope_inside(figures.providers)
    return {
        "adjusted": {**adjusted_part(councils, seed), "H1_with_pay": adjusted_by_pay(councils, seed)},
        "weighted_price": _exact(weighted_price([(one.price_exact, one.hours) for one in councils])),
        "inside": {"points_a_pound": _float(slope), "providers": places},
    }


def _council(council: CouncilFigures) -> dict[str, str | None]:
    return {
        "price": _exact(council.price_exact),
        "good_share": _exact(council.good_exact),
        "good_count": _exact(council.good_count),
        "coverage": _exact(council.coverage),
    }


def _groups(groups: Mapping[str, GroupFigures]) -> dict[str, dict[str, Any]]:
    return {
        name: {
            "n": found.n,
            "lower_quartile": _decimal(found.lower_quartile),
            "median": _decimal(found.median),
            "upper_quartile": _decimal(found.upper_quartile),
            "status": "hidden" if found.median is None else "shown",
        }
        for name, found in groups.items()
    }


def finding_part(finding: RoundFinding) -> dict[str, Any]:
    last = {"p": _float(finding.p), "holm": _float(finding.holm), "sentence": finding.sentence}
    if finding.key in OF_MODEL:
        return {"h": _float(finding.h), **last}
    found = finding.intervals
    return {
        "tau_b": _float(finding.tau),
        "rho": _float(finding.rho),
        "bca": _pair(found.bca if found else None),
        "percentile": _pair(found.percentile if found else None),
        "leave_one_out": _pair(found.leave_one_out if found else None),
        **last,
    }


def trap_part(trap: EcologicalTrap) -> dict[str, str | None]:
    return {"between": _float(trap.between), "pooled": _float(trap.pooled), "inside": _float(trap.inside)}


def _pair(ends: tuple[float, float] | None) -> list[str | None] | None:
    return None if ends is None else [_float(end) for end in ends]


def _exact(value: Fraction | None) -> str | None:
    return None if value is None else _decimal(as_decimal(value))


def _float(value: float | None) -> str | None:
    return None if value is None else f"{value:.6f}"


def _decimal(value: Decimal | None) -> str | None:
    return None if value is None else format(rounded(value, 6), "f")


def round_text(document: Mapping[str, Any]) -> str:
    """Return the sentences of a round, and what is paid in the middle of all its councils."""
    whole = document["distributions"]["price"]["all"]
    paid = f"Median price an hour: £{Decimal(whole['median']):.2f}." if whole["median"] else "The median is not shown."
    return "\n".join([paid, *(f"{key}: {one['sentence']}." for key, one in document["hypotheses"].items())])
