"""All of England (by night; 1,200 locations by day) in each layout: read, previewed,
imported, and the second time nothing to change.
"""

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
    return as_csv(table(RATINGS, (each for row in rows[: len(rows) // 12] for each in ratings_from(row))))


@pytest.mark.parametrize(
    "locations", [pytest.param(1_200, marks=pytest.mark.nightly), pytest.param(ENGLAND, marks=pytest.mark.proof)]
)
def test_each_layout_is_imported_and_the_second_time_nothing_changes(locations, tmp_path):
    """One test, as most of its time goes into rows that the later layouts find there already."""
    rows = invented(locations)
    import_twice(tmp_path / "weekly.csv", weekly(rows), f"{locations:,} locations new")
    import_twice(tmp_path / "directory.ods", filters(rows), "0 locations new")
    assert Location.objects.filter(is_active=True, beds__isnull=False).count() == locations // 3
    import_twice(tmp_path / "ratings.csv", ratings(rows), f"{locations // 12:,} locations unchanged")


def import_twice(path: Path, data: bytes, first: str) -> None:
    path.write_bytes(data)
    outcome = run("import_cqc", path)
    assert (outcome.status, outcome.err) == (0, "")
    assert first in outcome.out
    assert run("import_cqc", path).out.endswith("Nothing to change.\n")
