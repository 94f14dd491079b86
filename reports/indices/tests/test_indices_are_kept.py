"""Price indices: typed, pasted, loaded from files; every change can be taken back, and nothing is half kept."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from accounts.domain.context import Context
from accounts.tests.in_turn import first_by_day
from accounts.tests.pages import get, is_kept_out, post, text_of
from reports.indices.actions import indices
from reports.indices.domain.index_file import day_from, read_indices
from reports.indices.domain.price_index import IndexValue
from reports.indices.queries import indices_for, standing_edition
from reports.models import PriceIndexEdition
from submissions.tests.cast import Cast, make_cast
from submissions.tests.module_rows import rows_for_all

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]
LIST = "Name,Date,Value,Source\nCPI,1 April 2026,133.5,ONS\nCPI,2027 APR,137.1,ONS\nRPI,1/4/2026,400,ONS\n"


def an_index(by: Context, name: str = "CPI", text: str = LIST) -> PriceIndexEdition:
    """Keep the usual indices and return one of them."""
    done = indices.keep(by=by, data=text.encode(), came_from="pasted")
    assert isinstance(done, list), done
    found = standing_edition(by, name)
    assert found is not None
    return found


@pytest.fixture(scope="module")
def cast(django_db_setup: None, django_db_blocker: object) -> Iterator[Cast]:
    with rows_for_all(django_db_blocker):
        yield make_cast()


def load(cast: Cast, pasted: str = "", **more: object) -> str:
    return text_of(post(cast.dev, "reports:index_load", pasted=pasted, **more))


def value_at(cast: Cast, day: date, name: str = "cpi") -> Decimal | None:
    found = indices_for(cast.fay)[name].at(day)
    return found and found.value


def test_rows_are_pasted_and_the_last_value_before_a_day_is_found(cast: Cast):
    text = load(cast, LIST.replace(",", "\t"))
    assert "CPI: 2 values added." in text and "RPI: 1 value added." in text
    assert value_at(cast, date(2026, 4, 1)) == value_at(cast, date(2027, 3, 31)) == Decimal("133.5")
    assert value_at(cast, date(2026, 3, 31)) is None
    assert value_at(cast, date(2030, 1, 1)) == Decimal("137.1")


def test_a_workbook_is_read_with_columns_in_any_order(cast: Cast):
    book = Workbook()
    for row in (["A title"], ["Source", "Value", "Month", "Index"], ["ONS", 133.5, date(2026, 4, 1), "CPI"]):
        book.active.append(row)
    file = BytesIO()
    book.save(file)
    assert "CPI: 1 value added." in load(cast, file=SimpleUploadedFile("cpi.xlsx", file.getvalue()))
    assert value_at(cast, date(2026, 4, 1)) == Decimal("133.5")


def test_a_typed_value_goes_into_its_index_and_can_be_taken_back(cast: Cast):
    an_index(cast.dev)
    given = {"name": "cpi ", "day_0": "1", "day_1": "4", "day_2": "2026", "value": "134", "source": "ONS, corrected"}
    assert "CPI: 1 value changed." in text_of(post(cast.dev, "reports:index_list", **given))
    assert value_at(cast, date(2026, 4, 1)) == Decimal(134)
    changed = standing_edition(cast.dev, "CPI")
    assert changed is not None
    assert "is taken back" in text_of(post(cast.dev, "reports:index_undo", changed.id))
    assert value_at(cast, date(2026, 4, 1)) == Decimal("133.5")
    assert "has been changed since" in text_of(post(cast.dev, "reports:index_undo", changed.id))
    assert "was taken back by Dev Analyst" in text_of(get(cast.fay, "reports:index_detail", changed.id))


def test_an_index_that_is_replaced_loses_its_other_values(cast: Cast):
    an_index(cast.dev)
    text = load(cast, "Name,Date,Value,Source\nCPI,1 April 2027,138,ONS\n", replaces="on")
    assert "CPI: 1 value changed, 1 value taken out." in text
    assert value_at(cast, date(2026, 4, 1)) is None and value_at(cast, date(2026, 4, 1), "rpi") == 400


def test_the_same_list_twice_is_one_change(cast: Cast):
    an_index(cast.dev)
    assert "CPI: all of it was there already." in load(cast, LIST)
    assert PriceIndexEdition.objects.count() == 2


def test_what_is_downloaded_can_be_loaded_again(cast: Cast):
    an_index(cast.dev)
    text = get(cast.fay, "reports:index_file").content.decode()
    assert text.splitlines()[1] == "CPI,2026-04-01,133.5,ONS"
    text = load(cast, file=SimpleUploadedFile("indices.csv", text.encode()))
    assert all(f"{name}: all of it was there already." in text for name in ("CPI", "RPI"))


WRONG = {
    "Row 2, Value: we read “0”, we expected a number above 0": "CPI,1 April 2026,0,ONS",
    "Row 2, Value: we read “-3”": "CPI,1 April 2026,-3,ONS",
    "Row 2, Value: we read “1234567890123456789012345": f"CPI,1 April 2026,{'1234567890' * 2}1234567,ONS",
    "we expected a plain number such as 133.5": "CPI,1 April 2026,1e400,ONS",
    "we expected at most 10 decimal places": "CPI,1 April 2026,1.00000000001,ONS",
    "Row 2, Date: we read “soon”, we expected a date": "CPI,soon,1,ONS",
    "Row 2, Source: the cell is blank": "CPI,1 April 2026,1,",
    "Row 2, Name: the cell is blank": ",1 April 2026,1,ONS",
    "Row 3, Value: we read “2”, we expected 1, as an earlier row": "CPI,1 April 2026,1,ONS\ncpi,1/4/2026,2,ONS",
    "The column “Source” is missing": "",
    "We found no price index in it.": "-",
}


@pytest.mark.parametrize("words", first_by_day(WRONG, 4))
def test_of_a_list_that_is_not_clear_nothing_is_kept(cast: Cast, words: str):
    rows = WRONG[words]
    header = "Name,Date,Value,Source" if "," in rows else "Name,Date,Value" if not rows else "-"
    text = load(cast, f"{header}\nRPI,1 April 2026,400,ONS\n{rows}".replace("RPI,1 April 2026,400,ONS\n", ""))
    assert words in text
    assert not PriceIndexEdition.objects.exists()


def test_a_good_row_beside_a_bad_one_is_not_kept_either(cast: Cast):
    assert "Nothing was kept." in load(cast, f"{LIST}CPI,soon,1,ONS\n")
    assert not PriceIndexEdition.objects.exists()


@pytest.mark.parametrize(
    "value", first_by_day(["0", "-1", "1e400", "9" * 27, "NaN", "Infinity", "a\x00b", "x" * 10_000], 2)
)
def test_a_typed_value_that_is_none_is_asked_about(cast: Cast, value: str):
    given = {"name": "CPI", "day_0": "1", "day_1": "4", "day_2": "2026", "value": value, "source": "ONS"}
    assert "Enter the value as a number above 0" in text_of(post(cast.dev, "reports:index_list", **given))
    assert not PriceIndexEdition.objects.exists()


@pytest.mark.parametrize(
    ("text", "day"),
    [("2026 APR", date(2026, 4, 1)), ("Apr-2026", date(2026, 4, 1)), ("2026-04-30", date(2026, 4, 30)), ("2026", None)],
)
def test_months_stand_for_their_first_day(text: str, day: date | None):
    assert day_from(text) == day


def test_a_file_of_one_index_is_one_index_however_it_is_spelt():
    file = read_indices(b"Index,Period,Figure,Link\nCPI,Apr 2026,1,a\nCpi,May 2026,2,a\n")
    assert [len(values) for values in file.values.values()] == [2] and not file.faults


def test_nobody_else_finds_them(cast: Cast):
    row = an_index(cast.dev)
    assert "133.5" in text_of(get(cast.fay, "reports:index_detail", row.id))
    assert get(cast.fay, "reports:index_load").status_code == 404
    assert indices.put(by=cast.fay, name="CPI", value=IndexValue(date(2026, 4, 1), Decimal(1), "x")) is None
    for name in ("ada", "carol", "ned", "reg", "gus", "alex", "una"):
        other = getattr(cast, name)
        assert is_kept_out(other, get(other, "reports:index_detail", row.id))
