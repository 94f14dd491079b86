"""Attendances as rows of a file, in the columns of the contract and with the class of place behind them."""

import numpy as np

from markets.synthetic.domain.county import InventedCounty, Which
from markets.synthetic.domain.invented_visits import CANCELLED_CODE, Whole
from markets.visits.domain.columns import LABELS

HEADER = (*LABELS, "ruc")
PLACE = {name: place for place, name in enumerate(HEADER)}
OUTCOME_WORDS = ("done", "missed", "cancelled_client", "frustrated")
TextRow = list[str]


def visit_texts(county: InventedCounty) -> list[TextRow]:
    """Return a row of texts for each attendance, in their order."""
    visits, done, n = county.visits, county.done, len(county.visits.patch)
    blank = [""] * n
    method = np.where(county.by_hand, "manual", "app")
    columns = {
        "funder": ["council"] * n,
        "provider_ref": [county.providers[place].ref for place in county.provider],
        "visit_ref": [f"V{number}" for number in visits.visit],
        "attendance": visits.attendance.astype(str).tolist(),
        "carers_planned": [str(county.patches[place].careworkers) for place in visits.patch],
        "client_ref": [f"C{number:06d}" for number in visits.client],
        "carer_ref": [f"W{number:05d}" for number in visits.carer],
        "planned_start": moments(visits.planned),
        "planned_seconds": visits.planned_seconds.astype(str).tolist(),
        "actual_start": _where(done, moments(visits.start)),
        "actual_seconds": _where(done, visits.seconds.astype(str).tolist()),
        "start_method": _where(done, method.tolist()),
        "end_method": _where(done, method.tolist()),
        "outcome": [OUTCOME_WORDS[code] for code in visits.outcome],
        "cancelled_at": _where(visits.outcome == CANCELLED_CODE, moments(visits.cancelled_at)),
        "service": ["core"] * n,
        "zone_key": [county.patches[place].zone.key for place in visits.patch],
        "place_ref": _places(county),
        "ruc": [county.patches[place].ruc for place in visits.patch],
    }
    return [list(row) for row in zip(*(columns.get(key, blank) for key in HEADER), strict=True)]


def moments(instants: Whole) -> list[str]:
    """Return instants in UTC as 2025-10-06T06:00:00Z."""
    return [f"{text}Z" for text in np.datetime_as_string(instants.astype("datetime64[s]")).tolist()]


def _where(which: Which, texts: list[str]) -> list[str]:
    return [text if there else "" for there, text in zip(which.tolist(), texts, strict=True)]


def _places(county: InventedCounty) -> list[str]:
    """Return each client's place by grid reference; who follows somebody lives where they did."""
    found: dict[int, str] = {}
    visits = county.visits
    for patch, client in zip(visits.patch.tolist(), visits.client.tolist(), strict=True):
        if client not in found:
            places = county.patches[patch].places
            found[client] = places[client % len(places)]
    return [found[client] for client in visits.client.tolist()]
