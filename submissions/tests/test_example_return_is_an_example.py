"""An example return filled in: plausible at any price date, marked as invented everywhere, and nobody's return."""

from datetime import date
from io import BytesIO
from pathlib import Path
from warnings import catch_warnings, simplefilter

import pytest
from openpyxl import load_workbook

from accounts.tests.pages import get, text_of
from costing.exercise_requirements import ExerciseRequirements
from costing.forms import CURRENT
from costing.rates import all_rates
from costing.report import check_raw
from costing.synthetic.example import (
    EXERCISE,
    LOCATION_ID,
    SAYS,
    example_answers,
)
from costing.tests.libreoffice import convert
from costing.tests.returns import raw_return
from register.models import Exercise
from submissions.actions import workbooks
from submissions.models import Return
from submissions.tests.cast import OUTSIDERS, hand_in, make_exercise, mostly_by_night, outsider, take_part, workbook_for
from submissions.tests.online import standing

YEARS = sorted({rate.valid_from.year for rate in all_rates() if rate.valid_from.year >= 2022})
HERE = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]


def example_book(exercise: Exercise) -> bytes:
    return workbooks.example_workbook(exercise=exercise)[1]


@pytest.mark.parametrize("service", list(CURRENT))
@pytest.mark.parametrize("year", YEARS)
def test_it_has_nothing_to_put_right_or_explain_at_any_price_date_and_comes_to_something(service, year):
    day = date(year, 4, 1)
    given = example_answers(CURRENT[service], day)
    report = check_raw(raw_return(service, given), ExerciseRequirements(service=service, price_date=day))
    # As nobody's return: as somebody's the location is refused, which is tried below.
    assert [f.code for f in report.findings] == ["R01"]
    assert report.costs is not None
    as_anybodys = check_raw(raw_return(service, given | {"location_id": "1-123456789"}))
    assert as_anybodys.findings == ()


@pytest.mark.django_db
@pytest.mark.parametrize("service", list(CURRENT))
def test_every_sheet_of_the_workbook_says_that_it_is_an_example(cast, service):
    exercise = make_exercise(cast.authority, "Another", service=service)
    book = load_workbook(BytesIO(example_book(exercise)))
    assert len(book.worksheets) > 5
    for sheet in book.worksheets:
        assert SAYS in str([cell.value for cell in sheet[1]])
        assert SAYS in sheet.oddHeader.center.text
    blank = load_workbook(BytesIO(workbooks.workbook_of(exercise=exercise, known={})))
    assert not any(SAYS in str([cell.value for cell in sheet[1]]) for sheet in blank.worksheets)


@pytest.mark.proof
@pytest.mark.django_db
def test_a_spreadsheet_program_works_it_out(cast, tmp_path: Path):
    (tmp_path / "example.xlsx").write_bytes(example_book(cast.exercise))
    convert([tmp_path / "example.xlsx"], "xlsx:Calc MS Excel 2007 XML", tmp_path / "out", tmp_path / "profile")
    made = BytesIO((tmp_path / "out" / "example.xlsx").read_bytes())
    with catch_warnings():
        simplefilter("ignore")  # LibreOffice adds parts that openpyxl does not know
        result = load_workbook(made, data_only=True)["Result"]
    total = next(row for row in result.iter_rows() if str(row[1].value).upper() == "TOTAL")
    assert 20 < float(total[2].value) < 60


class TestUploadedAsSomebodysReturn:
    pytestmark = HERE

    def test_it_is_refused_in_plain_words_and_fills_in_nothing(self, cast):
        version = hand_in(cast.ada, cast.at_elm, example_book(cast.exercise))
        page = text_of(get(cast.ada, "submissions:findings", version.submission_id))
        assert "This is the example return that the portal gives out" in page
        assert "download the blank workbook of your own location" in page
        assert not version.is_accepted
        assert "example" not in str(standing(cast.ada, cast.at_elm).typed).lower()

    def test_also_with_ones_own_location_typed_into_it(self, cast):
        book = load_workbook(BytesIO(example_book(cast.exercise)))
        sheet, cell = next(iter(book.defined_names["location_id"].destinations))
        book[sheet][cell] = cast.at_elm.location.cqc_location_id
        file = BytesIO()
        book.save(file)
        version = hand_in(cast.ada, cast.at_elm, file.getvalue())
        assert [(f.code, f.severity) for f in version.findings.all()] == [("R01", "must_fix")]

    def test_its_location_is_nobodys_in_a_blank_workbook_either(self, cast):
        version = hand_in(cast.ada, cast.at_elm, workbook_for(cast.at_elm, location_id=LOCATION_ID))
        assert "it does not exist" in version.findings.get(code="R01").message

    def test_a_workbook_of_the_exercise_is_not_taken_for_it(self, cast):
        assert str(cast.exercise.id) != EXERCISE
        assert hand_in(cast.ada, cast.at_elm).is_accepted


class TestThePage:
    pytestmark = HERE

    @pytest.mark.parametrize("service", list(CURRENT))
    def test_shows_it_filled_in_and_costed(self, cast, service):
        exercise = make_exercise(cast.authority, "Another", service=service)
        place = take_part(exercise, cast.elm, "Elm Two", "1-100000099")
        text = text_of(get(cast.ada, "submissions:example", place.id))
        for words in (SAYS, "The location does not exist", "It comes to £", LOCATION_ID, "Example, invented"):
            assert words in text
        answer = get(cast.ada, "submissions:example_file", place.id)
        assert answer["Content-Disposition"].startswith('attachment; filename="EXAMPLE-')
        assert not Return.objects.exists()

    def test_is_found_from_the_return(self, cast):
        assert "See an example return" in text_of(get(cast.tom, "submissions:participation_detail", cast.at_elm.id))

    def test_where_there_are_no_rates_it_is_shown_without_its_costs(self, cast):
        Exercise.objects.update(price_date=date(2035, 4, 1))
        text = text_of(get(cast.ada, "submissions:example", cast.at_elm.id))
        assert SAYS in text
        assert "It comes to" not in text

    @pytest.mark.parametrize("name", mostly_by_night(*OUTSIDERS))
    def test_is_reached_by_those_who_owe_the_return(self, cast, name):
        assert get(outsider(cast, name), "submissions:example", cast.at_elm.id).status_code in (302, 404)
