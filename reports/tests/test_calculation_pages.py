"""The independent team's pages about calculations."""

import re
from uuid import UUID

import pytest

from accounts.tests.pages import get, is_kept_out, post, text_of
from reports.models import Calculation
from reports.tests.accepted_returns import Market
from submissions.models import Return
from submissions.tests.cast import mostly_by_night

pytestmark = pytest.mark.usefixtures("no_second_factor")
OUTSIDERS = ["ada", "carol", "ned", "reg", "gus", "alex", "una"]


def answers(market: Market, **changed: str) -> dict[str, str]:
    """The form of the page that makes a calculation, as it comes."""
    rows = sorted(market.accepted, key=lambda one: one.participation.location.cqc_location_id)
    data = {"returns-TOTAL_FORMS": str(len(rows)), "returns-INITIAL_FORMS": str(len(rows)), "note": ""}
    for i, one in enumerate(rows):
        data |= {f"returns-{i}-version": str(one.current_id), f"returns-{i}-location": f"Branch {i}"}
    return data | changed


def test_an_analyst_makes_a_calculation_and_reads_it(market: Market):
    assert "14 returns" in text_of(get(market.ana, "reports:calculation_make", market.exercise.id))
    made = post(market.ana, "reports:calculation_make", market.exercise.id, **answers(market, note="A first look"))
    text = text_of(made)
    calculation = Calculation.objects.get()
    assert made.redirect_chain[-1][0].endswith(f"{calculation.id}/")
    for words in ("Calculation 1 is made.", "A first look", "14 used, of 17 eligible locations", "Draft a release"):
        assert words in text
    for section in ("Self-checks", "Supporting information", "Two ways to state the sums", "Rates at the price date"):
        assert section in text
    assert "Mileage payment" in text
    assert "Employer NI rate: 1" in text and re.search(r"National living wage: £\d+\.\d\d per hour", text)


def test_the_headline_comes_first_with_its_n_and_range(market: Market):
    calculation = market.calculate()
    text = text_of(get(market.ana, "reports:calculation_detail", calculation.id))
    said = "Home care: median of totals, £ per contact hour, of 14 returns"
    assert text.index(said) < text.index("the middle half") < text.index("Self-checks") < text.index("Direct care")
    listed = text_of(get(market.ana, "reports:calculation_list"))
    assert "Median of totals" in listed and re.search(r"£\d+\.\d\d £ per contact hour", listed)
    type(calculation.exercise).objects.filter(id=calculation.exercise_id).update(headline="sum_of_medians")
    text = text_of(get(market.ana, "reports:calculation_detail", calculation.id))
    assert "Home care: sum of line medians, £ per contact hour" in text and "the middle half of the totals" in text


def test_without_an_accepted_return_it_leads_to_the_returns(market: Market):
    Return.objects.filter(participation__exercise=market.exercise).update(state="in_progress")
    page = get(market.ana, "reports:calculation_make", market.exercise.id)
    assert "A calculation needs at least one accepted return." in text_of(page)
    assert f"/returns/?exercise={market.exercise.id}" in page.content.decode()


def test_a_double_click_makes_one_calculation(market):
    for note in ("A first look", "A first look", "A second"):
        post(
            market.ana,
            "reports:calculation_make",
            market.exercise.id,
            **answers(market, note=note, once=str(UUID(int=4))),
        )
    assert sorted(Calculation.objects.values_list("note", flat=True)) == ["A first look", "A second"]


def test_what_is_left_out_is_shown_and_proposed_again(market: Market):
    data = answers(market, **{"returns-0-what": "whole", "returns-0-reason": "Still in doubt"})
    data |= {"returns-1-what": "mileage", "returns-1-reason": "Counted twice"}
    text = text_of(post(market.ana, "reports:calculation_make", market.exercise.id, **data))
    assert "13 used" in text
    assert "Still in doubt" in text
    assert "only Mileage: Counted twice" in text
    page = get(market.ana, "reports:calculation_make", market.exercise.id).content.decode()
    assert '<option value="whole" selected>' in page
    assert 'value="Counted twice"' in page


def test_leaving_out_without_a_reason_is_an_error_at_its_field(market: Market):
    done = post(
        market.ana, "reports:calculation_make", market.exercise.id, **answers(market, **{"returns-2-what": "whole"})
    )
    assert "Say why you leave something of Branch 2 out" in text_of(done)
    assert 'href="#id_returns-2-reason"' in done.content.decode()
    assert not Calculation.objects.exists()


def test_a_second_calculation_says_what_has_changed(market: Market):
    first, second = market.calculate(), market.calculate()
    assert "Nothing has changed since calculation 1." in text_of(
        get(market.ana, "reports:calculation_detail", second.id)
    )
    market.accept(1)
    third = market.calculate()
    text = text_of(get(market.ana, "reports:calculation_detail", third.id))
    assert "Against calculation 2: 1 return added, median of totals" in text
    earlier = text_of(get(market.ana, "reports:calculation_detail", first.id))
    assert "Since calculation 1: 1 return newly accepted." in earlier


def test_an_approver_reads_calculations_and_makes_none(market: Market):
    calculation = market.calculate()
    assert "Calculation 1" in text_of(get(market.fay, "reports:calculation_list"))
    text = text_of(get(market.fay, "reports:calculation_detail", calculation.id))
    assert "Draft a release" not in text
    assert get(market.fay, "reports:calculation_make", market.exercise.id).status_code == 404
    assert get(market.fay, "reports:release_draft", calculation.id).status_code == 404


@pytest.mark.parametrize("name", mostly_by_night(*OUTSIDERS, "nobody"))
def test_nobody_else_finds_a_calculation(market: Market, name: str):
    other = None if name == "nobody" else getattr(market.cast, name)
    calculation = market.calculate()
    addresses = [
        ("reports:calculation_detail", calculation.id),
        ("reports:calculation_make", market.exercise.id),
        ("reports:release_draft", calculation.id),
    ]
    assert all(is_kept_out(other, get(other, *address)) for address in addresses)
    listed = get(other, "reports:calculation_list")
    assert is_kept_out(other, listed) or "Calculation 1" not in text_of(listed)
    for where in addresses[1:]:
        assert is_kept_out(other, post(other, *where))


def test_an_exercise_of_another_authority_is_not_found(market: Market):
    assert get(market.cast.gus, "reports:calculation_list", exercise=str(market.exercise.id)).status_code == 404
