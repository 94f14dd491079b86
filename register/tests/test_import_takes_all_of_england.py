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
ENGLAND = 57_000


def filters(rows: list[Row]) -> bytes:
    return as_ods(HSCA_Active_Locations=table(COLUMNS, rows, TITLE_ROWS))


def weekly(rows: list[Row]) -> bytes:
    return as_csv(table(WEEKLY, map(weekly_from, rows), WEEKLY_TITLE), bom=True)


def ratings(rows: list[Row]) -> bytes:
    """Twelve rows a location, of which one counts."""
    return as_csv(table(RATINGS, (each for row in rows[: ENGLAND // 12] for each in ratings_from(row))))


@pytest.fixture(scope="module")
def england() -> list[Row]:
    return invented(ENGLAND)


def test_all_of_england_is_imported_in_each_layout_and_the_second_time_nothing_changes(england, tmp_path):
    """One test, as most of its time goes into rows that the later layouts find there already."""
    import_twice(tmp_path / "weekly.csv", weekly(england), "57,000 locations new")
    assert Location.objects.count() == ENGLAND
    import_twice(tmp_path / "directory.ods", filters(england), "0 locations new")
    assert Location.objects.filter(is_active=True, beds__isnull=False).count() == ENGLAND // 3
    import_twice(tmp_path / "ratings.csv", ratings(england), "4,750 locations unchanged")


def import_twice(path: Path, data: bytes, first: str) -> None:
    path.write_bytes(data)
    outcome = run("import_cqc", path)
    assert (outcome.status, outcome.err) == (0, "")
    assert first in outcome.out
    assert run("import_cqc", path).out.endswith("Nothing to change.\n")
