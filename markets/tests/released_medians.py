"""Test support: a release of home care in the tables, of figures that are handed in; no return lies behind it."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils import timezone

from costing.forms.homecare import HOMECARE
from markets.fees.domain.released_start import LINES
from markets.tests.council import Council
from register.models import Exercise
from reports.models import Calculation, Release

SEAL = "0" * 64


def released(
    cast: Council, figures: Mapping[str, str | None], beside: Mapping[str, Any] | None = None, **told: Any
) -> Release:
    """Release medians by line, ``visits_30`` and supporting key; None is hidden. ``told`` are other fields.

    ``beside`` are further parts of the document: ``visits``, ``groups``, ``policy``, and ``table``, which is added to.
    """
    column, cells = HOMECARE.columns[0].key, {key: a_cell(value) for key, value in figures.items()}
    table = {
        "table": {column: {key: cells[key] for key in LINES}},
        "totals": {},
        "appointments": {column: {key.removeprefix("visits_"): cells[key] for key in cells if "visits_" in key}},
        "supporting": {column: {key: cells[key] for key in cells if key not in LINES and "visits_" not in key}},
    }
    further = dict(beside or {})
    table["table"][column] |= further.pop("table", {})
    table |= further
    now, exercise = timezone.now(), an_exercise(cast)
    known = {"exercise": exercise, "authority": cast.authority, "form_version": HOMECARE.version, "number": 1}
    known |= {"method_version": "1", "inputs_sha256": SEAL}
    calculation = Calculation.objects.create(
        **known,
        price_date=exercise.price_date,
        weeks=Decimal(52),
        rates={},
        returns_used=20,
        table={},
        made_at=now,
        made_by_id=cast.dev.person_id,
    )
    approved = {"approved_at": now, "approved_by_id": cast.fay.person_id}
    told = {"state": "released", "for_publication": True, **approved, **told}
    return Release.objects.create(
        **known,
        **told,
        calculation=calculation,
        table=table,
        policy_version="protected-1",
        policy_sha256=SEAL,
        ledger_before=SEAL,
        drafted_at=now,
        drafted_by_id=cast.dev.person_id,
    )


def an_exercise(cast: Council) -> Exercise:
    return Exercise.objects.create(
        authority=cast.authority,
        name="Home care 2025",
        service="homecare",
        price_date=date(2025, 4, 1),
        opens_on=date(2025, 4, 1),
        closes_on=date(2025, 6, 30),
        preset="protected",
    )


def a_cell(median: str | None) -> dict[str, Any]:
    hidden = {"n": None, "lower_quartile": None, "median": None, "upper_quartile": None, "indicative": False}
    return hidden if median is None else {**hidden, "n": 14, "median": median}
