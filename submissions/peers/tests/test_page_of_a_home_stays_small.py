"""The page of a home with beds of every category stays under 150 kB, however many peers it has."""

from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from typing import Any

import pytest
from django.utils import timezone

from accounts.tests.pages import get
from costing.forms import CURRENT
from costing.report import Report
from costing.serialisation import answers_document, costs_document
from costing.tests.returns import report_on
from register.models import Exercise, Participation
from submissions.models import Return, Version
from submissions.tests.cast import Cast, make_exercise, take_part

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]
MOST_BYTES = 150_000


@cache
def home() -> Report:
    return report_on("care_home_1")


def scaled(costs: Mapping[str, Any], factor: Decimal) -> dict[str, Any]:
    """Return the costs of another home: every line of every category a little more or less."""
    columns = {
        column: {line: amount and str(Decimal(amount) * factor) for line, amount in lines.items()}
        for column, lines in costs["columns"].items()
    }
    return {**costs, "columns": columns}


def make_homes(cast: Cast, exercise: Exercise, many: int) -> list[Return]:
    """Make so many returns that are in, each with answers in all cells and costs in every category."""
    now, person, costs = timezone.now(), cast.of(cast.bea), costs_document(home().costs)
    places = [take_part(exercise, cast.oak, f"Home {n}", f"1-5000{n:05}") for n in range(many)]
    begun = Return.objects.bulk_create(
        Return(participation=place, state="in_progress", changed_at=now, **of(place)) for place in places
    )
    answers = answers_document(home().answers)
    versions = Version.objects.bulk_create(
        Version(
            submission=submission,
            number=1,
            form_service="care_home",
            form_version=CURRENT["care_home"].version,
            answers=answers,
            layer=5,
            is_accepted=True,
            costs=scaled(costs, Decimal(100 + number) / 100),
            created_at=now,
            created_by=person,
            **of(submission.participation),
        )
        for number, submission in enumerate(begun)
    )
    for submission, version in zip(begun, versions, strict=True):
        submission.current, submission.state = version, "submitted"
        submission.submitted_at = submission.received_at = now
        submission.submitted_by = person
    Return.objects.bulk_update(begun, ["current", "state", "submitted_at", "received_at", "submitted_by"])
    return begun


def of(place: Participation) -> dict[str, Any]:
    return {"exercise": place.exercise, "authority": place.authority, "provider": place.provider}


@pytest.mark.parametrize("peers", [12, pytest.param(59, marks=pytest.mark.nightly)])
def test_a_home_with_every_category_beside_its_peers(cast: Cast, peers: int):
    exercise = make_exercise(cast.authority, "Homes", service="care_home")
    own = make_homes(cast, exercise, peers + 1)[0]
    page = get(cast.dev, "submissions:return_detail", own.id).content
    assert len(page) <= MOST_BYTES and b"Adjust Nursing" in page and page.count(b"</figure>") == 4
    lines = get(cast.dev, "submissions:return_detail", own.id, peers="nursing").content
    assert len(lines) <= MOST_BYTES and b"Each line beside" in lines and b"Adjust Nursing" not in lines
    assert f'href="/returns/{own.id}/#answers"'.encode() in lines


@pytest.mark.nightly
def test_with_very_many_peers_the_dots_stand_as_a_table_on_the_page_of_the_total(cast: Cast):
    exercise = make_exercise(cast.authority, "Homes", service="care_home")
    own = make_homes(cast, exercise, 63)[0]
    page = get(cast.dev, "submissions:return_detail", own.id).content.decode()
    assert len(page) <= MOST_BYTES and "from the lowest to the highest" not in page
    table_url = f"/returns/{own.id}/peers/nursing/total/"
    assert f'href="{table_url}">The dots as a table' in page
