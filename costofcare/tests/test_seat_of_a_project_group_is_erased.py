"""Somebody who is erased loses their name in a project group; the seat, and what others said, stay."""

from pathlib import Path
from typing import Any

import pytest

from accounts import queries as accounts
from accounts.domain.roles import RoleName
from accounts.erasures.actions import erasures
from accounts.erasures.domain.states import ErasureKind
from accounts.models import Erasure
from accounts.tests.people import person_of
from benchmarking.models import ProjectSeat
from benchmarking.projects.domain.project_parts import ProjectPart
from benchmarking.projects.tests.made_project import fill
from benchmarking.tests.office import make_office, make_round
from costofcare.erasures.actions import erasure_work
from submissions.tests.cast import as_worker


@pytest.mark.django_db
def test_name_address_and_role_go(settings: Any, tmp_path: Path):
    settings.ERASURES_FILE = str(tmp_path / "erasures.jsonl")
    cast = make_office()
    seat = fill(cast, make_round(cast))[ProjectPart.GROUP]
    ProjectSeat.objects.update(name=cast.carol.person_name, email=accounts.email_of(cast.carol), role="Chair")
    first, second = (person_of(name, RoleName.ADMINISTRATOR) for name in ("Alex One", "Olu Two"))
    asked = erasures.ask(by=first, kind=ErasureKind.PERSON, subject_id=cast.carol.person_id)
    assert isinstance(asked, Erasure) and isinstance(erasures.consent(by=second, erasure_id=asked.id), Erasure)
    with as_worker():
        assert erasure_work.work(asked.id)
    seat.refresh_from_db()
    assert (seat.name, seat.email, seat.role, seat.seat) == ("Erased", "", "", "finance")
