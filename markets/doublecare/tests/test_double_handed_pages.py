"""The page on double-handed care: its sentence, costs and table; and packages to review, by reference alone."""

from dataclasses import replace
from decimal import Decimal

import pytest

from accounts.models import AuditEvent
from accounts.tests.in_turn import first_by_day
from accounts.tests.pages import get, is_kept_out, post, text_of
from markets.doublecare.domain.double_page import PairPrice, double_page
from markets.fees.domain.pair_terms import kept_pair_rate
from markets.fees.domain.result import scenario_result
from markets.fees.domain.special_page import pair_rate
from markets.fees.forms.further import THE_USUAL, SpecialForm
from markets.fees.tests.typed_fees import fee_1
from markets.models import PackageToReview, VisitFigure, VisitRun
from markets.profiles.domain.figure_rows import FigureRow
from markets.profiles.domain.profile_figures import profile_figures
from markets.store.pseudonyms import key_of
from markets.tests.council import Council
from markets.tests.made_profiles import a_package_to_review, a_typed_profile, figure
from register.models import Location

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]
NEAR = FigureRow("double_density", "market", median=Decimal("0.92"), n=40)
OWN = FigureRow("double_density.own_provider", "market", median=Decimal("2.4"), n=30)
HOURS = FigureRow("double_hours", "market", value=Decimal(300), n=90)
COST = FigureRow("double_cost", "market", value=Decimal(50), numerator=Decimal(15_000), denominator=Decimal(300), n=90)


def test_the_pair_of_numbers_comes_first_and_then_the_cost():
    page = double_page(profile_figures([NEAR, OWN, HOURS, COST]), PairPrice("Next year", Decimal("45.50")))
    assert page.says == (
        "A double-handed client lives 2.4 km from the next one of the same provider, and 0.9 km from the next such "
        "client of the zone, whoever provides.",
        "300 h a week are planned for two careworkers and cost £15,000 a week, £50.00 an hour. By a specialist "
        "pair, at £45.50 an hour, they would cost £13,650: £1,350 a week less.",
    )
    assert page.rows[0].apart == "−£1,350"
    dearer = double_page(profile_figures([NEAR, OWN, HOURS, COST]), PairPrice("Next year", Decimal(51)))
    assert dearer.says[1].endswith("£300 a week more.") and dearer.rows[0].apart == "+£300"


@pytest.mark.parametrize(
    ("rows", "words"),
    first_by_day(
        [
            ([HOURS], "do not say where clients live"),
            ([replace(NEAR, median=None, hidden="Z5")], "not shown: too few for a zone"),
            ([NEAR, replace(OWN, median=None, hidden="Z5")], "too few share a provider"),
            ([NEAR, OWN, HOURS], "needs a rate card"),
            ([NEAR, OWN, HOURS, COST], "needs a scenario of the fee lab"),
            ([], "do not say how many careworkers"),
        ],
        2,
    ),
)
def test_what_is_not_known_is_said(rows: list[FigureRow], words: str):
    assert words in " ".join(double_page(profile_figures(rows), None).says)


def test_a_pair_is_priced_as_on_the_scenarios_own_page():
    form = SpecialForm({**THE_USUAL["special"], "pair_t": "6.5", "overhead_share": "60"})
    assert form.is_valid()
    result = scenario_result(fee_1(), {})
    assert kept_pair_rate(result, dict(form.data)) == pair_rate(result, form.terms)
    assert kept_pair_rate(result, {"pair_t": "soon"}) == kept_pair_rate(result, None)


@pytest.fixture
def run(council: Council) -> VisitRun:
    made = a_typed_profile(council.authority)
    figure(made, "double_hours", "300")
    figure(made, "double_clients", "22")
    figure(made, "double_density", median="0.92", n=22)
    figure(made, "double_density.own_provider", median="2.4", n=15)
    for zone, hidden in (("Z1", ""), ("Z2", "C5")):
        figure(made, "double_hours", "150", level="zone", ref=zone)
        figure(made, "double_clients", None if hidden else "12", level="zone", ref=zone, hidden=hidden)
    elm = Location.objects.get(cqc_location_id="1-elm-a")
    client = str(key_of(council.authority.id).of_client("c 1"))
    a_package_to_review(made, elm, client, "120")
    a_package_to_review(made, elm, "17", "60", "Z2")
    return made


def test_readers_of_the_profile_see_it_and_take_it_away(council: Council, run: VisitRun):
    page = text_of(get(council.dev, "markets:double_handed", run.id))
    assert "2.4 km from the next one of the same provider" in page and "fewer than five clients" in page
    assert "Packages that might be reviewed" not in page
    file = get(council.fay, "markets:double_handed_file", run.id, "csv").content.decode()
    assert "Z2,fewer than five clients,150" in file
    assert get(council.fay, "markets:double_handed_file", run.id, "pdf").status_code == 404
    link = "Double-handed care"
    assert link in text_of(get(council.carol, "markets:market_profile"))


def test_packages_are_listed_by_reference_and_each_look_is_an_event(council: Council, run: VisitRun):
    page = text_of(get(council.carol, "markets:review_list", run.id))
    assert "In 2 packages two careworkers are planned" in page and "0000000000000011" in page and "Elm Branch" in page
    assert "Z2" not in page and "C 1" not in page.upper()
    found = text_of(post(council.carol, "markets:review_list", run.id, references="nobody\n C 1 \n"))
    assert "1 of them are among the references you typed" in found and "C 1" in found
    assert AuditEvent.objects.filter(verb="looked at packages to review", by_id=council.carol.person_id).count() == 2
    assert "Type or paste at least one reference" in text_of(post(council.carol, "markets:review_list", run.id))


def test_where_few_have_two_careworkers_no_package_is_shown(council: Council, run: VisitRun):
    VisitFigure.objects.filter(measure="double_clients", level="market").update(value=None, hidden="C5")
    page = text_of(get(council.carol, "markets:review_list", run.id))
    assert "fewer than five clients have two careworkers" in page and "0000000000000011" not in page


@pytest.mark.parametrize("others", first_by_day(["dev cora", "fay ned ada alex eve nobody"]))
def test_nobody_without_the_switch_finds_packages(council: Council, run: VisitRun, others: str):
    for who in (getattr(council, name, None) for name in others.split()):
        assert is_kept_out(who, get(who, "markets:review_list", run.id))
        assert is_kept_out(who, post(who, "markets:review_list", run.id, references="C 1"))
    independent = a_typed_profile(council.authority, "independent")
    for page in ("review_list", "double_handed", "call_sheet"):
        assert is_kept_out(council.carol, get(council.carol, f"markets:{page}", independent.id))


def test_packages_go_with_their_profile(council: Council, run: VisitRun):
    assert "is thrown away" in text_of(post(council.dev, "markets:profile_throw_away", run.id))
    assert not PackageToReview.objects.exists()
