"""Set up the register and the exercises of the demo as its administrator does: import, preview, confirm."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from accounts.domain.context import Context
from costofcare.demo import branches, files, homes, region
from costofcare.demo.branches import DemoBranch, Fate
from costofcare.demo.outcome import done
from costofcare.demo.people import AUTHORITY, NEIGHBOUR
from register import queries as register
from register.actions import (
    authorities,
    exercises,
    import_worker,
    imports,
    participations,
)
from register.domain.exercise_rules import Proposal
from register.domain.imports import ImportKind

HOME_CARE, CARE_HOMES = "Home care 2026 to 2027", "Care homes 2026 to 2027"
PRICE_DATE = date(2026, 4, 1)
NOT_RELEVANT = "Live-in care only"


def take_in(by: Context, kind: ImportKind, name: str, data: bytes, **about: Any) -> None:
    """Import a file as on the pages: upload, read, preview, confirm and apply; the worker's part is done here."""
    row = done(imports.receive(by=by, kind=kind, file_name=name, data=data, **about))
    import_worker.process(row.id)
    read = register.import_for(by, row.id)
    assert read is not None
    done(imports.confirm(by=by, import_id=row.id, plan_sha256=read.plan_sha256))
    import_worker.process(row.id)


def fill_register(by: Context, market: Sequence[DemoBranch]) -> Any:
    """Fill the register with the authority, which the CQC knows under a shorter name, and the region of the rounds."""
    take_in(by, ImportKind.DIRECTORY, "HSCA_Active_Locations.csv", files.directory_file(market, region.places()))
    take_in(by, ImportKind.DIRECTORY, "Latest_ratings.csv", region.ratings_file())
    found = register.authorities(by).get(cqc_name=files.CQC_NAME)
    return done(authorities.put(by=by, name=AUTHORITY, cqc_name=files.CQC_NAME, authority_id=found.id))


def set_up_exercises(by: Context, authority: Any, market: Sequence[DemoBranch], today: date) -> tuple[Any, Any]:
    """Set up both exercises, of home care and care homes, each with the council's list."""
    now = open_exercise(by, authority, HOME_CARE, branches.SERVICE, today)
    of_homes = open_exercise(by, authority, CARE_HOMES, homes.SERVICE, today)
    for exercise, kind in ((now, DemoBranch), (of_homes, homes.DemoHome)):
        listed = [each for each in market if type(each) is kind]
        take_in(by, ImportKind.COUNCIL_LIST, "providers.csv", files.council_list_file(listed), exercise_id=exercise.id)
    return now, of_homes


def set_up_neighbour(by: Context, today: date) -> Any:
    """Set up the neighbouring council, with an exercise that has just begun and that nobody has answered yet."""
    found = register.authorities(by).get(cqc_name=files.NEIGHBOUR)
    neighbour = done(authorities.put(by=by, name=NEIGHBOUR, cqc_name=files.NEIGHBOUR, authority_id=found.id))
    open_exercise(by, neighbour, HOME_CARE, branches.SERVICE, today)
    return neighbour


def open_exercise(by: Context, authority: Any, name: str, service: str, today: date) -> Any:
    opens, closes = today - timedelta(days=40), today + timedelta(days=30)
    proposal = Proposal(name, service, PRICE_DATE, opens, closes, weeks=Decimal(52), preset="protected")
    exercise = done(exercises.create(by=by, authority_id=authority.id, proposal=proposal))
    done(participations.draw_up(by=by, exercise_id=exercise.id))
    return exercise


def asked_in(by: Context, exercise: Any) -> dict[str, Any]:
    """Return who takes part, by location ID."""
    return {each.location.cqc_location_id: each for each in register.participations(by, exercise.id)}


def judge_scope(by: Context, market: Sequence[DemoBranch], asked: Mapping[str, Any]) -> None:
    for branch in market:
        if branch.fate is Fate.NOT_RELEVANT:
            each = asked[branch.location_id]
            done(participations.mark_not_relevant(by=by, participation_id=each.id, reason=NOT_RELEVANT))
