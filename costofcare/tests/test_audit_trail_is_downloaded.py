"""The audit trail is taken away as a csv: what the filter shows, nothing that runs, and with an event of its own."""

import csv
from io import StringIO

import pytest

from accounts.actions import audit
from accounts.models import AuditEvent
from accounts.tests.in_turn import first_by_day
from accounts.tests.pages import get
from submissions.tests.cast import Cast, mostly_by_night

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]


def rows_of(cast: Cast, **asked: str) -> list[dict[str, str]]:
    answer = get(cast.una, "audit_file", **asked)
    assert answer["Content-Type"].startswith("text/csv")
    text = b"".join(answer.streaming_content).decode()
    return list(csv.DictReader(StringIO(text.removeprefix("\ufeff"))))


def test_it_has_what_the_filter_shows(cast: Cast) -> None:
    audit.record(by=cast.dev, verb="renamed a thing", kind="thing", id="7", words="Elm", exercise_id=cast.exercise.id)
    (row,) = rows_of(cast, verb="renamed a thing", who="dev")
    assert (row["Who"], row["As"], row["About"], row["Key"], row["With what"]) == (
        "Dev Analyst", "analyst", "thing", "7", "Elm",
    )  # fmt: skip
    assert row["Exercise"] == str(cast.exercise.id) and row["When"][:2] == "20"
    assert rows_of(cast, verb="renamed a thing", who="ned") == []


@pytest.mark.parametrize("words", first_by_day(["=1+1", "+44", "-2", "@SUM(A1)", "\t=1"], 2))
def test_no_cell_runs_as_a_formula(cast: Cast, words: str) -> None:
    audit.record(by=cast.dev, verb="renamed a thing", kind="thing", words=words)
    assert rows_of(cast, verb="renamed a thing")[0]["With what"] == f"'{words}"


def test_taking_it_away_is_an_event(cast: Cast) -> None:
    rows_of(cast)
    assert AuditEvent.objects.get(verb="downloaded the audit trail").by_id == cast.una.person_id


@pytest.mark.parametrize("name", mostly_by_night("ada", "carol", "dev", "fay", "ned", "reg"))
def test_it_is_for_who_checks_it(cast: Cast, name: str) -> None:
    assert get(getattr(cast, name), "audit_file").status_code == 404
