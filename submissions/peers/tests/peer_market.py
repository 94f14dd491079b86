"""Test support: returns that are in, each with a total and a few lines, made without files and workers."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from django.utils import timezone

from costing.forms import CURRENT
from submissions.models import Return, Version
from submissions.tests.cast import Cast, take_part

LINES = tuple(line.key for line in CURRENT["homecare"].lines)


def make_returns(cast: Cast, totals: Sequence[str | None], state: str = "accepted", **asked: str) -> list[Return]:
    """Make a return of Oak's for each total, at locations of their own."""
    begin = Return.objects.count()
    places = [
        take_part(cast.exercise, cast.oak, f"Branch {number:03}", f"1-3000{number:05}", **asked)
        for number in range(begin, begin + len(totals))
    ]
    return [make_return(cast, place, {"total": total}, state) for place, total in zip(places, totals, strict=True)]


def make_return(cast: Cast, place, figures: Mapping[str, str | None], state: str = "accepted") -> Return:
    now, person = timezone.now(), cast.of(cast.bea)
    of = {"exercise": place.exercise, "authority": place.authority, "provider": place.provider}
    submission = Return.objects.create(participation=place, state="in_progress", changed_at=now, **of)
    version = Version.objects.create(
        submission=submission,
        number=1,
        form_service="homecare",
        form_version=CURRENT["homecare"].version,
        layer=5,
        is_accepted=True,
        costs=costs_document(figures),
        created_at=now,
        created_by=person,
        **of,
    )
    Return.objects.filter(id=submission.id).update(
        state=state, current=version, submitted_at=now, submitted_by=person, received_at=now, decision_reason="Why"
    )
    submission.refresh_from_db()
    return submission


def costs_document(figures: Mapping[str, str | None]) -> dict[str, object]:
    lines = {line: figures.get(line, "1.00") for line in LINES}
    return {"columns": {"homecare": lines}, "drivers": {}, "visit_rates": {}, "workings": {}}


def around(middle: str, count: int, step: str = "0.10") -> list[str]:
    """Return figures a step apart whose median is the middle one."""
    return [str(Decimal(middle) + Decimal(step) * (number - count // 2)) for number in range(count)]
