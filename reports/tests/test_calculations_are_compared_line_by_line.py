"""Any two calculations of an exercise side by side: each line, each cause, as a page and as files."""

import csv
from collections.abc import Iterator
from decimal import Decimal
from io import BytesIO, StringIO
from time import sleep
from uuid import uuid4

import pytest
from openpyxl import load_workbook

from accounts.tests.in_turn import first_by_day
from accounts.tests.pages import get, text_of
from reports.domain.exclusions import Exclusion
from reports.models import Calculation
from reports.tests.accepted_returns import Market, make_market
from submissions.models import Return
from submissions.tests.cast import make_exercise
from submissions.tests.module_rows import rows_for_all

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]
PAGE = "reports:calculation_compare"


@pytest.fixture(scope="module")
def market(django_db_setup: None, django_db_blocker: object) -> Iterator[Market]:
    with rows_for_all(django_db_blocker):
        yield make_market(9)


@pytest.fixture
def calculated(market: Market) -> list[Calculation]:
    """Three of them: as it is; one return less; that return back, another gone, and a line of a third left out."""
    Return.objects.filter(id=market.accepted[0].id).update(state="in_progress")
    found = [market.calculate()]
    Return.objects.filter(id=market.accepted[0].id).update(state="accepted")
    Return.objects.filter(id=market.accepted[1].id).update(state="in_progress")
    found.append(market.calculate())
    left_out = Exclusion(str(market.accepted[2].current_id), "In doubt", frozenset({"mileage"}))
    found.append(market.calculate(exclusions=[left_out]))
    return found


def file_of(market: Market, kind: str, later: Calculation, earlier: Calculation) -> bytes:
    answer = get(market.fay, f"reports:comparison_{kind}", later.id, against=str(earlier.id))
    assert answer.status_code == 200
    return bytes(answer.content)


def test_the_page_says_who_came_and_went_and_what_that_did(market: Market, calculated: list[Calculation]):
    text = text_of(get(market.fay, PAGE, calculated[2].id, against=str(calculated[0].id)))
    for words in (
        "Calculation 3 against calculation 1",
        "Returns added 1: Branch 0",
        "Returns taken out 1: Branch 1",
        "Lines left out or in again 1: Branch 2",
        "Median of totals: £",
        "Total as sum of line medians",
    ):
        assert words in text
    assert "Calculation 3 against calculation 2" in text_of(get(market.ana, PAGE, calculated[2].id))
    assert "Other versions" not in text


def test_it_is_reached_from_the_calculation(market: Market, calculated: list[Calculation]):
    assert "Compare line by line" in text_of(get(market.fay, "reports:calculation_detail", calculated[1].id))


def test_the_same_inputs_have_no_cause(market: Market, calculated: list[Calculation]):
    again = market.calculate(exclusions=[Exclusion(str(market.accepted[2].current_id), "x", frozenset({"mileage"}))])
    text = text_of(get(market.ana, PAGE, again.id))
    assert "Both rest on the same inputs: no figure has moved." in text and "Returns added" not in text


def test_a_headline_that_is_not_defined_any_more_is_said_in_words(market: Market, calculated: list[Calculation]):
    accepted = [one for one in market.accepted if one.id != market.accepted[1].id]
    left_out = [Exclusion(str(one.current_id), "In doubt", frozenset({"mileage"})) for one in accepted]
    text = text_of(get(market.ana, PAGE, market.calculate(exclusions=left_out).id))
    assert "before, not defined now." in text
    assert "not defined before" in text_of(get(market.ana, PAGE, market.calculate().id))


def test_one_calculation_alone_has_nothing_beside_it(market: Market):
    made = market.calculate()
    assert "There is no other calculation" in text_of(get(market.ana, PAGE, made.id))
    assert get(market.ana, "reports:comparison_csv", made.id).status_code == 404


def test_the_files_hold_the_same_figures_and_add_up(market: Market, calculated: list[Calculation]):
    data = file_of(market, "csv", calculated[2], calculated[0]).decode("utf-8-sig")
    rows = list(csv.reader(StringIO(data)))
    assert rows[0] == ["For the independent team only: exact figures, not protected"]
    book = load_workbook(BytesIO(file_of(market, "xlsx", calculated[2], calculated[0]))).active
    for row, cells in zip(rows[3:], list(book.iter_rows(values_only=True))[3:], strict=True):
        effects = [Decimal(cell) for cell in row[8:] if cell]
        if row[6]:
            assert abs(sum(effects, Decimal(0)) - Decimal(row[6])) < Decimal("1e-5"), row
        assert [row[0], row[1]] == list(cells[:2])
        assert [float(cell) if cell else None for cell in row[2:]] == [cells[place] for place in range(2, 14)]
    assert any(row[6].startswith("-") for row in rows[3:])
    total = next(row for row in rows[3:] if row[1] == "TOTAL")
    stored = [one.table["table"]["homecare"]["total"]["median"] for one in (calculated[0], calculated[2])]
    assert [Decimal(cell) for cell in total[4:6]] == [round(Decimal(median), 6) for median in stored]


def test_the_same_file_twice_is_the_same_bytes(market: Market, calculated: list[Calculation]):
    first = file_of(market, "xlsx", *calculated[:2])
    sleep(1.1)  # a workbook says at which second it was made
    assert file_of(market, "xlsx", *calculated[:2]) == first


@pytest.mark.parametrize("against", first_by_day(["x", "0", "1e400", "9" * 27, "a\x00b", "x" * 10_000]))
def test_a_calculation_that_is_none_is_not_found(market: Market, calculated: list[Calculation], against: str):
    for page in (PAGE, "reports:comparison_csv", "reports:comparison_xlsx"):
        assert get(market.ana, page, calculated[0].id, against=against).status_code == 404


def test_one_of_another_exercise_is_not_found(market: Market, calculated: list[Calculation]):
    other = Calculation.objects.get(id=calculated[0].id)
    other.pk, other.exercise = uuid4(), make_exercise(market.cast.authority, "Another")
    other.save(force_insert=True)
    assert get(market.ana, PAGE, calculated[1].id, against=str(other.pk)).status_code == 404
    for name in ("gus", "carol", "ada", "ned"):
        assert get(getattr(market.cast, name), PAGE, calculated[1].id).status_code == 404
