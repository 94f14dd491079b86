"""A region of 26 invented councils: its places in the register, its programme office, and its rounds."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.utils import timezone

from accounts.actions import people
from accounts.domain.context import Context
from benchmarking.synthetic.actions.region_cast import RegionCast
from benchmarking.synthetic.actions.region_rows import HeldRegion, hold_region
from benchmarking.synthetic.domain.region_files import invented_region
from costofcare.demo import files
from costofcare.demo.outcome import done
from costofcare.demo.people import ALEX, GIL, IRIS, OFFICE, PIA, QUIN
from costofcare.demo.stage import DemoStage
from engagement.interviews.actions.invented_study import hold_study
from register import queries as register
from register.actions import authorities

RATING_COLUMNS = ("Location ID", "Service / Population Group", "Domain", "Latest Rating", "Publication Date")
# Before the first round, so that every round has them.
RATED_ON, NOT_RATED = "01/09/2023", "Not rated"
KEY_QUESTIONS = ("Overall", "Safe", "Well-led")
TEAM = "commissioning-teams@example.org"


def places() -> Iterator[dict[str, str]]:
    """Yield the lines of the directory of the locations that the region's councils buy from."""
    for council in invented_region():
        for number, one in enumerate(council.providers, 1):
            name = f"{council.name} Care {number}"
            row = files.located(int(one["location_id"][-6:]), name, council.name, one["rating"]) | files.HOMECARE
            ids = {"Location ID": one["location_id"], "Provider ID": f"1-5{one['location_id'][-8:]}"}
            yield row | ids | {"Location Region": "London"}


def ratings_file() -> bytes:
    """Return the CQC's ratings of these, overall and on two key questions, as published on one day."""
    rows = [
        dict(zip(RATING_COLUMNS, (one["location_id"], "Overall", question, one["rating"], RATED_ON), strict=True))
        for council in invented_region()
        for one in council.providers
        if one["rating"] != NOT_RATED
        for question in KEY_QUESTIONS
    ]
    return files.written(RATING_COLUMNS, rows)


def region_of_councils(by: Context) -> dict[str, Any]:
    """Return the region's councils by name, which the directory has brought, and its programme office."""
    names = {council.name for council in invented_region()}
    councils = {row.name: row for row in register.authorities(by) if row.name in names}
    office = done(authorities.put(by=by, name=OFFICE, cqc_name="", is_programme_office=True))
    return councils | {OFFICE: office}


def hold_rounds(stage: DemoStage, region: dict[str, Any], today: date) -> HeldRegion:
    """Hold the rounds and a study; what the councils sent was sent by one team, for whom nobody signs in."""
    team = people.add(by=stage[ALEX], email=TEAM, full_name="The council’s commissioning team")
    cast = RegionCast(
        analyst=stage[PIA], approver=stage[QUIN], team_id=team.id, filler=stage[IRIS], delegate=stage[GIL],
        delegate_email=GIL.email,
    )  # fmt: skip
    councils = {name: row.id for name, row in region.items() if name != OFFICE}
    hold_study(by=stage[PIA], approver=stage[QUIN], councils=sorted(councils), now=timezone.now())
    return hold_region(by=cast, office=region[OFFICE], councils=councils, today=today)
