"""An analyst uplifts a calculation to another price date, and reads what every figure was taken from."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest

from accounts.domain.refusal import Refusal
from accounts.tests.in_turn import first_by_day
from accounts.tests.pages import get, post, text_of
from reports import queries
from reports.actions import calculations
from reports.domain.scenarios import ReturnScenario
from reports.domain.uplift_choice import UpliftChoice
from reports.domain.uplift_terms import STAYS, WAGE
from reports.indices.actions import indices
from reports.indices.queries import standing_edition
from reports.indices.tests.test_indices_are_kept import an_index
from reports.models import Calculation
from reports.tests.accepted_returns import Market, make_market
from reports.tests.test_calculation_pages import answers
from submissions.models import Return
from submissions.tests.module_rows import rows_for_all

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]
TO = date(2027, 3, 31)
LATER = "Name,Date,Value,Source\nCPI,1 April 2025,130,ONS\nCPI,1 April 2026,133.5,ONS\n"
BACK = date(2025, 4, 1)


@pytest.fixture(scope="module")
def market(django_db_setup: None, django_db_blocker: object) -> Iterator[Market]:
    with rows_for_all(django_db_blocker):
        made = make_market(14)
        an_index(made.ana, text=LATER)
        yield made


def refusal_of(market: Market, uplift: UpliftChoice) -> str:
    done = calculations.make(by=market.ana, exercise_id=market.exercise.id, uplift=uplift)
    assert isinstance(done, Refusal)
    assert not Calculation.objects.exists()
    return done.because


def prices(**given: str) -> dict[str, str]:
    day = {"uplift_to_0": "1", "uplift_to_1": "4", "uplift_to_2": "2025"}
    return {f"prices-{key}": value for key, value in (day | {"others": "cpi"} | given).items()}


def test_it_is_made_on_the_page_and_every_index_is_said(market: Market):
    given = answers(market, **prices(**{"line-mileage": STAYS, "roo": "3, 5 and 8 %"}))
    text = text_of(post(market.ana, "reports:calculation_make", market.exercise.id, **given))
    made = Calculation.objects.get()
    for words in (
        "Uplifted to 1 April 2025",
        "133.5 (1 April 2026) to 130 (1 April 2025). ONS",
        "National Living Wage 12.71 (1 April 2026) to 12.21 (1 April 2025). statutory rates of the portal",
        "worked out afresh",
        "ROO 3 %",
        "ROO 8 %",
        "at the prices of 1 April 2025",
        "The figures of visits by their length and the tariff",
        "stay at the prices of 1 April 2026.",
    ):
        assert words in text
    part = made.table["uplift"]
    assert (part["from"], part["to"]) == ("2026-04-01", "2025-04-01")
    assert part["lines"]["mileage"] == {"index": "none: it stays as it is", "factor": "1", "source": ""}
    wage, own = Decimal("12.21") / Decimal("12.71"), made.table["table"]["homecare"]["direct_care"]["median"]
    assert abs(Decimal(part["table"]["homecare"]["direct_care"]["median"]) - Decimal(own) * wage) < Decimal("1e-20")
    assert [one["name"] for one in made.table["scenarios"]] == ["ROO 3 %", "ROO 5 %", "ROO 8 %"]
    page = get(market.ana, "reports:calculation_make", market.exercise.id).content.decode()
    assert 'value="3, 5, 8"' in page and '<option value="cpi" selected>' in page and 'value="2025"' in page


def test_its_digest_covers_the_terms_and_comes_out_again(market: Market):
    def digest(**how: object) -> str:
        made = market.calculate(**how)
        assert queries.inputs_of(market.ana, made).sha256 == made.inputs_sha256
        return made.inputs_sha256

    plain, lines = digest(), {"mileage": STAYS}
    found = {
        digest(uplift=UpliftChoice(BACK, lines, "cpi")),
        digest(uplift=UpliftChoice(BACK, {}, "cpi")),
        digest(uplift=UpliftChoice(BACK, lines, WAGE)),
        digest(uplift=UpliftChoice(date(2025, 5, 1), lines, "cpi")),
        digest(scenarios=[ReturnScenario(Decimal("0.05"))]),
    }
    assert len(found | {plain}) == 6 and plain == digest()


def test_a_calculation_keeps_its_index_whatever_becomes_of_it(market: Market):
    made = market.calculate(uplift=UpliftChoice(BACK, {}, "cpi"))
    stands = standing_edition(market.ana, "CPI")
    assert stands is not None
    indices.undo(by=market.ana, edition_id=stands.id)
    assert queries.inputs_of(market.ana, made).sha256 == made.inputs_sha256


def test_a_line_without_an_index_is_named(market: Market):
    lines = dict.fromkeys(("mileage", "ppe"), "cpi")
    words = refusal_of(market, UpliftChoice(BACK, lines))
    assert words.startswith("No index is chosen for Back office staff, Travel costs") and "12 more lines" in words


WRONG = {
    "Mileage: the index CPI has one value, of 1 April 2026, for both 1 April 2026 and 31 March 2027": (TO, "cpi"),
    "The index chosen for Mileage is not among your price indices any more": (BACK, "gone"),
    "There are no statutory rates for 1 April 2031. The table of rates runs from 1 April 2021 to 31 March 2027": (
        date(2031, 4, 1),
        "cpi",
    ),
    "The date to uplift to is the price date of the exercise": (date(2026, 4, 1), "cpi"),
    "Mileage: the index CPI has no value on 1 April 2024 or before": (date(2024, 4, 1), "cpi"),
}


@pytest.mark.parametrize("words", WRONG)
def test_what_cannot_be_uplifted_is_said_with_its_line_and_dates(market: Market, words: str):
    to, index = WRONG[words]
    assert words in refusal_of(market, UpliftChoice(to, {}, index))


def test_an_index_that_makes_a_cost_beyond_belief_stops_the_calculation(market: Market):
    an_index(market.ana, "Odd", "Name,Date,Value,Source\nOdd,1 April 2025,999999999,x\nOdd,1 April 2026,0.0000000001,x")
    assert "is not a believable cost of 0 or more" in refusal_of(market, UpliftChoice(BACK, {}, "odd"))


FIELDS = {
    "Enter the date to uplift to": prices(uplift_to_0="", uplift_to_1="", uplift_to_2=""),
    "Choose an index from the list": prices(others="x" * 10_000),
    "Enter percentages from 0 to 50": prices(roo="9" * 27),
    "Enter percentages from 0 to 50 ": prices(roo="-3"),
    "Enter percentages from 0 to 50 with": prices(roo="1e400"),
    "Null characters are not allowed": prices(roo="3\x00"),
    "Up to 12 scenarios fit": prices(roo="1,2,3,4,5,6,7,8,9,10,11,12,13"),
}


@pytest.mark.parametrize("words", first_by_day(FIELDS, 2))
def test_what_is_typed_wrong_is_asked_about_and_stays(market: Market, words: str):
    text = text_of(post(market.ana, "reports:calculation_make", market.exercise.id, **answers(market, **FIELDS[words])))
    assert words.strip() in text
    assert not Calculation.objects.exists()


def test_a_return_left_out_at_review_stands_in_the_record_and_moves_no_figure(market: Market):
    before = market.calculate()
    one = market.accepted[0]
    Return.objects.filter(id=one.id).update(state="submitted")  # Received, and so part of what coverage is taken of.
    without = market.calculate()
    Return.objects.filter(id=one.id).update(
        state="excluded",
        decision_reason="Another borough’s hours",
        decided_by_id=market.ana.person_id,
        decided_at=before.made_at,
    )
    made = market.calculate()
    assert made.inputs_sha256 == without.inputs_sha256 == queries.inputs_of(market.ana, made).sha256
    assert made.table == without.table and made.returns_used == 13
    row = queries.left_out_at_review(market.ana, made).get()
    assert (row.is_used, row.left_out_because) == (False, "Another borough’s hours")
    text = text_of(get(market.fay, "reports:calculation_detail", made.id))
    assert "Left out at review" in text and "Another borough’s hours" in text
    Return.objects.filter(id=one.id).update(state="accepted")
    page = get(market.ana, "reports:calculation_make", market.exercise.id).content.decode()
    assert '<option value="whole" selected>' not in page


def test_the_file_of_all_tables_has_them_too(market: Market):
    made = market.calculate(uplift=UpliftChoice(BACK, {}, "cpi"), scenarios=[ReturnScenario(Decimal("0.05"))])
    text = get(market.fay, "reports:calculation_file", made.id).content.decode()
    assert "ROO 5 %" in text and "2025-04-01" in text and "National Living Wage" in text and "Uplift" in text
