"""Real processes: a worker reads an import and applies it; killed while it reads, another takes it up."""

import pytest
from django.utils import timezone

from register.actions import imports
from register.actions.import_work import STALE_AFTER
from register.domain.imports import ImportKind, ImportState
from register.models import Location, RegisterImport
from register.tests.directories import (
    COLUMNS,
    as_ods,
    invented,
    table,
)
from submissions.tests.cast import Cast, make_cast
from submissions.tests.processes import House, house, wait_until

pytestmark = pytest.mark.django_db(transaction=True)
ROWS = 200


@pytest.fixture
def at_home(servers, tmp_path) -> House:
    with house(servers, tmp_path) as opened:
        yield opened


@pytest.fixture
def played(transactional_db) -> Cast:
    return make_cast()


def comes_to(row: RegisterImport, state: ImportState, at_home: House) -> RegisterImport:
    def is_there() -> bool:
        row.refresh_from_db()
        return row.state == state

    wait_until(is_there, lambda: f"{row.state}: {row.words}\n{at_home.said()}")
    return row


@pytest.mark.proof
def test_a_worker_reads_and_applies_and_the_sweeper_takes_up_what_another_left(played, at_home):
    rows = [{**row, "Location Local Authority": "Testshire"} for row in invented(ROWS + 100)[100:]]
    row = imports.receive(
        by=played.alex,
        kind=ImportKind.DIRECTORY,
        file_name="directory.ods",
        data=as_ods(Locations=table(COLUMNS, rows)),
    )
    # As a worker leaves it that was killed while it read.
    RegisterImport.objects.update(state=ImportState.READING, claimed_at=timezone.now() - STALE_AFTER * 2, tries=1)
    at_home.worker()
    at_home.sweeper()
    comes_to(row, ImportState.READY, at_home)
    imports.confirm(by=played.alex, import_id=row.id, plan_sha256=row.plan_sha256)
    comes_to(row, ImportState.DONE, at_home)
    assert Location.objects.filter(name__startswith="Location", is_active=True).count() == ROWS
