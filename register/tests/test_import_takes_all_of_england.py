"""57,000 locations in each of the layouts: read, previewed, imported, and the second time nothing to change."""

from pathlib import Path

import pytest

from accounts.tests.commands import run
from register.models import Location
from register.tests.directories import (
    COLUMNS,
    RATINGS,
    TITLE_ROWS,
    WEEKLY,
    WEEKLY_TITLE,
    Row,
    as_csv,
    as_ods,
    invented,
    ratings_from,
    table,
    weekly_from,
)

pytestmark = pytest.mark.django_db


def filters(rows: list[Row]) -> bytes:
    return as_ods(HSCA_Active_Locations=table(COLUMNS, rows, TITLE_ROWS))


def weekly(rows: list[Row]) -> bytes:
    return as_csv(table(WEEKLY, map(weekly_from, rows), WEEKLY_TITLE), bom=True)


def ratings(rows: list[Row]) -> bytes:
    """Twelve rows a location, of which one counts."""
    return as_csv(table(RATINGS, (each for row in rows[: len(rows) // 12] for each in ratings_from(row))))


@pytest.fixture(scope="module", params=[2_400, pytest.param(57_000, marks=pytest.mark.nightly)])
def england(request) -> list[Row]:
    """As many locations as the CQC lists, and a county's."""
    return invented(request.param)


def test_all_of_england_is_imported_in_each_layout_and_the_second_time_nothing_changes(england, tmp_path):
    """One test, as most of its time goes into rows that the later layouts find there already."""
    import_twice(tmp_path / "weekly.csv", weekly(england), f"{len(england):,} locations new")
    assert Location.objects.count() == len(england)
    import_twice(tmp_path / "directory.ods", filters(england), "0 locations new")
    assert Location.objects.filter(is_active=True, beds__isnull=False).count() == len(england) // 3
    import_twice(tmp_path / "ratings.csv", ratings(england), f"{len(england) // 12:,} locations unchanged")


def import_twice(path: Path, data: bytes, first: str) -> None:
    path.write_bytes(data)
    outcome = run("import_cqc", path)
    assert (outcome.status, outcome.err) == (0, "")
    assert first in outcome.out
    assert run("import_cqc", path).out.endswith("Nothing to change.\n")
