"""Ratings are kept with their day, key questions and whether they were inherited; a day asks for its own rating."""

import random
from datetime import date

import pytest

from accounts.tests.commands import run
from register.domain.directory import Ratings
from register.domain.directory_reader import read_directory
from register.domain.key_questions import is_stale, rating_number
from register.models import Location, LocationRating
from register.queries import ratings_at
from register.tests.directories import COLUMNS, as_csv, as_ods, as_xlsx, invented, table

HEADS = (
    "Location ID", "Location Name", "Location Local Authority", "Service / Population Group", "Domain",
    "Latest Rating", "Publication Date", "Report Type", "Inherited Rating (Y/N)", "Provider ID", "Brand ID",
)  # fmt: skip
KEYS = ("Safe", "Effective", "Caring", "Responsive", "Well-led")
ROWS = [row for row in invented(30) if row.get("Service type - Domiciliary care service")][:4]
FIRST, SECOND, THIRD, FOURTH = (row["Location ID"] for row in ROWS)


def published(number: str, day: str, overall: str, *answers: str, inherited: str = "N") -> list[dict[str, str]]:
    shared = {"Location ID": number, "Publication Date": day, "Inherited Rating (Y/N)": inherited}
    told = zip(("Overall", *KEYS), (overall, *answers), strict=False)
    return [
        {**shared, "Service / Population Group": "Overall", "Domain": domain, "Latest Rating": rating}
        for domain, rating in told
    ]


SPRING = [
    *published(FIRST, "03/03/2025", "Good", "Good", "Good", "Good", "Good", "Requires improvement"),
    {**published(FIRST, "03/03/2025", "Inadequate")[0], "Service / Population Group": "Domiciliary care service"},
    *published(SECOND, "01/02/2021", "Outstanding", inherited="Y"),
    *published(THIRD, "01/02/2024", "Inspected but not rated"),
]
AUTUMN = [*published(FIRST, "12/10/2025", "Requires improvement", "Inadequate"), *published(FOURTH, "1/9/2025", "Good")]


def columns(seed: int) -> list[str]:
    """Return the columns in an order of their own."""
    heads = list(HEADS)
    random.Random(seed).shuffle(heads)
    return heads


def notes_above(rows: list[dict[str, str]], seed: int = 1) -> list[list[str]]:
    return table(columns(seed), rows, [["CQC ratings"], [], ["Data as at 1 April 2025"]])


@pytest.mark.parametrize(
    "write", [as_csv, lambda cells: as_ods(Locations=cells), lambda cells: as_xlsx(Locations=cells)]
)
def test_days_questions_and_inheritance_are_read_by_the_names_of_columns(write):
    found = read_directory(write(notes_above(SPRING)))
    assert isinstance(found, Ratings) and found.faults == () and found.notes == ()
    by_id = {each.location_id: each for each in found.dated}
    assert dict(by_id[FIRST].questions) == {
        "safe": "Good", "effective": "Good", "caring": "Good", "responsive": "Good",
        "well_led": "Requires improvement",
    }  # fmt: skip
    assert [(by_id[key].rated_on, by_id[key].is_inherited) for key in (FIRST, SECOND)] == [
        (date(2025, 3, 3), False),
        (date(2021, 2, 1), True),
    ]


def test_what_has_no_day_or_an_unclear_mark_is_told_and_still_rated():
    odd = [*published(FIRST, "soon", "Good"), *published(SECOND, "1/2/2025", "Good", inherited="perhaps")]
    found = read_directory(as_csv(notes_above(odd)))
    assert [fault.sentence for fault in found.faults] == [
        "Row 5, Publication Date: we read “soon”, we expected a day, such as 3 March 2025.",
        "Row 6, Inherited Rating (Y/N): we read “perhaps”, we expected Y or blank.",
    ]
    assert (found.overall[FIRST], [each.location_id for each in found.dated]) == ("Good", [SECOND])
    bare = read_directory(as_csv(table([head for head in HEADS if head != "Publication Date"], SPRING)))
    assert bare.notes[0].startswith("The file has no column “Publication Date”") and bare.dated == ()


@pytest.mark.django_db
def test_a_location_has_the_rating_of_the_day(tmp_path):
    def imported(name: str, cells: list[list[str]]) -> str:
        (tmp_path / name).write_bytes(as_csv(cells))
        return run("import_cqc", tmp_path / name).out

    imported("all.csv", table(COLUMNS, ROWS))
    assert "2 ratings kept with the day" in imported("autumn.csv", notes_above(AUTUMN))
    assert "3 ratings kept with the day" in imported("spring.csv", notes_above(SPRING, 2))
    assert imported("again.csv", notes_above(SPRING, 3)).endswith("Nothing to change.\n")
    assert Location.objects.get(cqc_location_id=FIRST).rating == "Requires improvement"
    places = ratings_at([FIRST, SECOND, THIRD, FOURTH, "1-999"], date(2025, 4, 7))
    told = {key: (one.rating, one.is_rated, one.is_good, one.is_stale, one.is_inherited) for key, one in places.items()}
    assert told == {
        FIRST: (3, True, True, False, False),
        SECOND: (4, True, True, True, True),
        THIRD: (None, False, False, False, False),
        FOURTH: (None, False, False, False, False),
    }
    assert places[FIRST].question("well_led") == 2
    later = ratings_at([FIRST, FOURTH], date(2026, 1, 5))
    assert [later[key].rating for key in (FIRST, FOURTH)] == [2, 3] and later[FIRST].question("safe") == 1
    assert LocationRating.objects.count() == 5


def test_a_rating_is_one_of_four_words_and_stale_after_four_years():
    words = ("Outstanding", " good ", "Requires Improvement", "INADEQUATE", "Not rated", "", "4")
    assert [rating_number(each) for each in words] == [4, 3, 2, 1, None, None, None]
    assert not is_stale(date(2021, 4, 7), date(2025, 4, 7)) and is_stale(date(2021, 4, 6), date(2025, 4, 7))
    assert not is_stale(date(2020, 2, 29), date(2024, 2, 29)) and is_stale(date(2020, 2, 29), date(2024, 3, 1))
