"""Every measure in its order, and what a file of visits must hold for it; those of other sources stay null."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from markets.measures.domain import (
    concentration,
    continuity,
    double_handed,
    minutes,
    places,
    reliability,
    round_measures,
)
from markets.measures.domain.drawn_out_visits import stretched
from markets.measures.domain.figures import AnyFigure
from markets.measures.domain.visit_set import VisitSet

Work = Callable[[VisitSet], AnyFigure]
PLAN = ("planned_start", "planned_length")
DONE = ("actual_start", "actual_length")


@dataclass(frozen=True, slots=True)
class VisitMeasure:
    """A measure: how it is worked out, the fields that it needs, and whether hand-filled minutes spoil it."""

    work: Work
    needs: tuple[str, ...]
    of_minutes: bool = False


# Whatever has no entry comes from packages, offers, rate cards, declarations or places.
FROM_VISITS: Mapping[str, VisitMeasure] = {
    "delivered_of_done": VisitMeasure(minutes.delivered_of_done, ("planned_length", *DONE), of_minutes=True),
    "delivered_of_commissioned": VisitMeasure(
        minutes.delivered_of_commissioned, ("planned_length", *DONE), of_minutes=True
    ),
    "stretched": VisitMeasure(stretched, ("planned_length", *DONE), of_minutes=True),
    "short": VisitMeasure(minutes.short, ("planned_length", *DONE), of_minutes=True),
    "under_15": VisitMeasure(minutes.under_15, DONE, of_minutes=True),
    "under_30": VisitMeasure(minutes.under_30, DONE, of_minutes=True),
    "punctual_15": VisitMeasure(reliability.punctual_15, ("planned_start", "actual_start"), of_minutes=True),
    "missed": VisitMeasure(reliability.missed, ()),
    "manual": VisitMeasure(minutes.manual, ("method",)),
    "exactly_planned": VisitMeasure(minutes.exactly_planned, ("planned_length", *DONE)),
    "carers_4w": VisitMeasure(continuity.carers_4w, ("carer_ref", *DONE)),
    "coc": VisitMeasure(continuity.coc, ("carer_ref", *DONE)),
    "usual_carer": VisitMeasure(continuity.usual_carer, ("carer_ref", *DONE)),
    "new_faces": VisitMeasure(continuity.new_faces, ("carer_ref", *DONE)),
    "gap": VisitMeasure(round_measures.gap, ("carer_ref", *DONE), of_minutes=True),
    "round": VisitMeasure(round_measures.care_round, ("carer_ref", *DONE), of_minutes=True),
    "contact_share": VisitMeasure(round_measures.contact_share, ("carer_ref", *DONE), of_minutes=True),
    "double_share": VisitMeasure(double_handed.double_share, ("double_handed",)),
    "double_clients": VisitMeasure(double_handed.double_clients, ("double_handed",)),
    "overlap": VisitMeasure(double_handed.overlap, ("double_handed", "planned_length", *DONE), of_minutes=True),
    "size_band": VisitMeasure(concentration.size_band, PLAN),
    "cr": VisitMeasure(concentration.cr, PLAN),
    "hhi": VisitMeasure(concentration.hhi, PLAN),
    "resilience": VisitMeasure(concentration.resilience, ("zone_key", *PLAN)),
    "ruc_hours": VisitMeasure(places.ruc_hours, ("ruc", "planned_length")),
}
KEYS = (
    "delivered_of_done",
    "delivered_of_commissioned",
    "stretched",
    "short",
    "under_15",
    "under_30",
    "punctual_15",
    "missed",
    "manual",
    "exactly_planned",
    "carers_4w",
    "coc",
    "usual_carer",
    "new_faces",
    "gap",
    "round",
    "contact_share",
    "travel_est",
    "waiting_est",
    "double_share",
    "double_clients",
    "overlap",
    "double_density",
    "turnover",
    "start_route",
    "size_band",
    "cr",
    "hhi",
    "resilience",
    "ruc_hours",
    "price",
    "sub_margin",
    "pickup",
    "handed_back",
    "effective_pay",
    "miles_carbon",
    "locally_owned",
    "other_lots",
    "dependence",
    "owner_changes",
)
# These speak of a market: of one provider there is nothing to compare.
OF_MARKETS = ("size_band", "cr", "hhi", "resilience")


def sources_in(fields: frozenset[str]) -> frozenset[str]:
    """Return what a file's columns can give; an end gives a length as well as seconds do."""
    found = set(fields)
    for which in ("planned", "actual"):
        if found & {f"{which}_seconds", f"{which}_end"}:
            found.add(f"{which}_length")
    if found & {"start_method", "end_method"}:
        found.add("method")
    if found & {"carers_planned", "attendance"}:
        found.add("double_handed")
    return frozenset(found)
