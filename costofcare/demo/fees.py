"""Three fee scenarios of the invented authority: from what was released, with a higher wage, and one that is frozen."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from accounts.domain.context import Context
from costofcare.demo.outcome import done
from costofcare.demo.register import PRICE_DATE
from markets.fees.actions import scenarios
from markets.fees.domain.input_sources import released_sources, usual_sources
from markets.fees.domain.released_start import ReleasedFigure, StartTerms, faults_of, inputs_from, market_minutes
from markets.fees.domain.term_list import usual_inputs
from markets.fees.queries import figures_in, releases_to_begin_from
from spreadsheets.decimals import rounded

# What the invented council types where the release hides a figure.
TYPED = {
    "direct_care": "12.90",
    "travel_time": "2.10",
    "mileage": "1.40",
    "ppe": "0.25",
    "training": "0.35",
    "holiday": "1.85",
    "noncontact": "0.30",
    "sickness_maternity": "0.40",
    "notice_suspension": "0.05",
    "national_insurance": "1.60",
    "pension": "0.45",
    "business_costs": "5.20",
    "return_on_operations": "1.30",
    "travel_minutes_per_contact_hour": "15",
    "contact_hours_per_week": "700",
    "mileage_rate": "0.35",
    "visits_15": "100",
    "visits_30": "800",
    "visits_45": "300",
    "visits_60": "150",
}
BECAUSE = "From the council’s own payments; invented, as all of this authority"
# How far a visit is in each zone, beside the market’s own mean.
ZONES = {"Town": Decimal("0.8"), "Villages": Decimal("1.2"), "Moor": Decimal("1.9")}
COUNCIL = {
    "Town": {"fee": "25.20", "hours": "3000"},
    "Villages": {"fee": "25.20", "hours": "2400"},
    "Moor": {"fee": "26.80", "hours": "1600"},
}
HIGHER_WAGE, SHORTER_WAY = Decimal("1.06"), Decimal("0.8")


def build_scenarios(by: Context) -> None:
    """Build the scenarios as a commissioner would; the last one is frozen."""
    first = _begun(by, "As released, by zone")
    _changed(
        by, first, "With 6 % more pay", {"pay": _times(first.inputs["pay"], HIGHER_WAGE)}, "An offer of the unions"
    )
    shorter = {
        name: {**way, "t": _times(way["t"], SHORTER_WAY), "d": _times(way["d"], SHORTER_WAY)}
        for name, way in first.inputs["zones"].items()
    }
    last = _changed(by, first, "With zones redrawn", {"zones": shorter}, "A fifth less travel, as a trial round showed")
    done(scenarios.freeze(by=by, scenario_id=last.id))


def _begun(by: Context, name: str) -> Any:
    release = releases_to_begin_from(by).first()
    if release is None:
        usual = usual_inputs(PRICE_DATE) or {}
        return done(scenarios.start(by=by, name=name, inputs=usual, sources=usual_sources(usual)))
    figures = figures_in(release)
    whole = _whole(figures)
    minutes = {zone: (market_minutes(whole) or Decimal(8)) * share for zone, share in ZONES.items()}
    minutes = {zone: rounded(number, 1) for zone, number in minutes.items()}
    usual = usual_inputs(release.exercise.price_date)
    assert usual is not None and not faults_of(whole, minutes)
    inputs = inputs_from(whole, StartTerms(Decimal("0.65"), minutes, usual))
    sources = released_sources(inputs, figures, BECAUSE)
    begun = done(scenarios.start(by=by, name=name, inputs=inputs, sources=sources, release_id=release.id))
    return _saved(by, begun, begun.inputs, "")


def _whole(figures: Sequence[ReleasedFigure]) -> dict[str, Decimal]:
    return {one.key: Decimal(TYPED[one.key]) if one.median is None else one.median for one in figures}


def _changed(by: Context, first: Any, name: str, changed: dict[str, Any], because: str) -> Any:
    copied = done(scenarios.copy(by=by, scenario_id=first.id, name=name))
    return _saved(by, copied, {**copied.inputs, **changed}, because)


def _saved(by: Context, row: Any, inputs: dict[str, Any], because: str) -> Any:
    council = {name: own for name, own in COUNCIL.items() if name in inputs["zones"]}
    words = {"name": row.name, "note": "", "because": because}
    scenario_id: UUID = row.id
    return done(
        scenarios.save(by=by, scenario_id=scenario_id, edition=row.edition, inputs=inputs, council=council, **words)
    )


def _times(number: str, factor: Decimal) -> str:
    return f"{rounded(Decimal(number) * factor):f}"
