"""The register and the exercises of the demo, as its administrator sets them up: imported, previewed, confirmed."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from accounts.domain.context import Context
from costofcare.demo import files
from costofcare.demo.branches import SERVICE, Branch, Fate
from costofcare.demo.outcome import done
from costofcare.demo.people import AUTHORITY
from submissions import queries
from submissions.actions import authorities, exercises, importing, imports, participations
from submissions.domain.register.exercise_rules import Proposal
from submissions.domain.register.imports import ImportKind

NOW, NEXT = "Home care 2026 to 2027", "Home care, mid-year review"
PRICES_NOW, PRICES_NEXT = date(2026, 4, 1), date(2026, 10, 1)
NOT_RELEVANT = "Live-in care only"


def take_in(by: Context, kind: ImportKind, name: str, data: bytes, **about: Any) -> None:
    """Handed in, read, looked at, confirmed and applied, as on the pages; the worker's part is done here."""
    row = done(imports.receive(by=by, kind=kind, file_name=name, data=data, **about))
    importing.process(row.id)
    read = queries.import_for(by, row.id)
    assert read is not None
    done(imports.confirm(by=by, import_id=row.id, plan_sha256=read.plan_sha256))
    importing.process(row.id)


def fill_register(by: Context, market: list[Branch]) -> Any:
    """The authority; the CQC knows it under a shorter name."""
    take_in(by, ImportKind.DIRECTORY, "HSCA_Active_Locations.csv", files.directory_file(market))
    found = queries.authorities(by).get(cqc_name=files.CQC_NAME)
    return done(authorities.put(by=by, name=AUTHORITY, cqc_name=files.CQC_NAME, authority_id=found.id))


def set_up_exercises(by: Context, authority: Any, market: list[Branch], today: date) -> Any:
    """One that is under way, which is given back, and one to come."""
    now = open_exercise(by, authority, NOW, PRICES_NOW, today - timedelta(days=40), today + timedelta(days=30))
    take_in(by, ImportKind.COUNCIL_LIST, "providers.csv", files.council_list_file(market), exercise_id=now.id)
    open_exercise(by, authority, NEXT, PRICES_NEXT, today + timedelta(days=45), today + timedelta(days=110))
    return now


def open_exercise(by: Context, authority: Any, name: str, prices: date, opens: date, closes: date) -> Any:
    proposal = Proposal(name, SERVICE, prices, opens, closes, weeks=Decimal(52), preset="protected")
    exercise = done(exercises.create(by=by, authority_id=authority.id, proposal=proposal))
    done(participations.draw_up(by=by, exercise_id=exercise.id))
    return exercise


def asked_in(by: Context, exercise: Any) -> dict[str, Any]:
    """Who takes part, by location ID."""
    return {each.location.cqc_location_id: each for each in queries.participations(by, exercise.id)}


def judge_scope(by: Context, market: list[Branch], asked: Mapping[str, Any]) -> None:
    for branch in market:
        if branch.fate is Fate.NOT_RELEVANT:
            each = asked[branch.location_id]
            done(participations.mark_not_relevant(by=by, participation_id=each.id, reason=NOT_RELEVANT))
