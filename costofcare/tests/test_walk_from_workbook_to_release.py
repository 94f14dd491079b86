"""The first whole walk through the house: a provider's workbook becomes one of the returns behind a released table.

Real pages in a real browser, a real worker in a process of its own, and a workbook saved by a spreadsheet program.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from costing.synthetic.special_homes import half_empty
from costing.tests.returns import example
from costofcare.demo.prices import at_prices_of
from costofcare.tests.walkers import Person, fill_in, through_libreoffice
from reports.models import Release
from reports.tests.accepted_returns import make_market, market_answers
from submissions.models import Return
from submissions.tests.cast import PRICE_DATE
from submissions.tests.processes import house

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("no_second_factor")]


@dataclass(frozen=True)
class Story:
    """What is told of a service: answers with something to explain, a slip in the first file, and what pages say.

    ``others`` have been accepted before; ``column`` is one of whose total the council learns.
    """

    service: str
    others: int
    answers: Mapping[str, str]
    slip: Mapping[str, str]
    put_right: str
    unusual: str
    reason: str
    because: str
    comes_to: tuple[str, ...]
    column: str


HOME_CARE = Story(
    service="homecare",
    others=13,
    answers=example("homecare_3")["answers"] | {"basic_pay_rate": "12.10"},
    slip={"share_self_funded": "0.10"},
    put_right="add up to 90 %, not 100 %",
    unusual="National Living Wage",
    reason="Apprentices are included",
    because="Two of our careworkers are apprentices in their first year.",
    comes_to=("per contact hour", "What a visit costs, by its length"),
    column="homecare",
)
# The last of fifteen homes: without it, or with one without nursing less, nursing would be withheld.
HOMES = market_answers(locations=15, service="care_home")
CARE_HOME = Story(
    service="care_home",
    others=14,
    answers=at_prices_of(half_empty(HOMES[14]), PRICE_DATE),
    slip={"registered_beds": "20"},
    put_right="but 20 beds are registered",
    unusual="% are occupied",
    reason="Beds were out of use for building work",
    because="A wing was being rebuilt until the autumn.",
    comes_to=("per resident per week", "Without nursing", "With nursing, enhanced needs", "Total return on capital"),
    column="nursing_enhanced",
)


@pytest.fixture
def worker(servers, tmp_path):
    with house(servers, tmp_path) as at_home:
        yield at_home.worker(concurrency=1)


def filled_in(story: Story, blank: Path, folder: Path) -> tuple[Path, Path]:
    """The first with a slip, and both with what is to be explained."""
    slip = fill_in(story.service, blank, {**story.answers, **story.slip}, folder / "first.xlsx")
    right = fill_in(story.service, blank, story.answers, folder / "second.xlsx")
    first, second = through_libreoffice([slip, right], folder)
    return first, second


@pytest.mark.parametrize(
    "story",
    [
        pytest.param(HOME_CARE, id="homecare", marks=pytest.mark.proof),
        pytest.param(CARE_HOME, id="care_home", marks=pytest.mark.proof),
    ],
)
def test_from_an_empty_workbook_to_the_figures_that_the_council_sees(
    story, live_server, new_page, page_holds, worker, tmp_path
):
    market = make_market(story.others, service=story.service)
    cast = market.cast

    def person(context) -> Person:
        arrived = Person(new_page(), live_server.url, page_holds)
        arrived.sign_in(context)
        return arrived

    ada = person(cast.ada)
    ada.reads("Elm Home Care", "Fill it in, online or in a workbook")
    ada.follow("Elm Home Care")
    first, second = filled_in(story, ada.download("Download the workbook", tmp_path), tmp_path)
    ada.follow("Upload it when it is filled in")
    ada.upload(first)
    ada.reads("What we found", "1 thing to put right", story.put_right)
    ada.press("Upload a corrected workbook")
    ada.reads("The new one takes its place")
    ada.upload(second)
    ada.reads("1 unusual figure to change or explain", story.unusual)
    ada.follow("It is right: explain it", exact=False)
    ada.press("Save the explanation")
    ada.reads("Choose a reason", "Say in a few words why it is right")
    ada.page.get_by_label(story.reason).check()
    ada.page.get_by_label("In your own words").fill(story.because)
    ada.press("Save the explanation")
    ada.reads("Your explanation is kept", story.reason)
    ada.follow("Back")
    ada.follow("See what it comes to")
    ada.reads("TOTAL", *story.comes_to)
    ada.follow("Back")
    ada.follow("Sign and submit")
    ada.page.get_by_label("Your full name").fill("Ada Elm")
    ada.page.get_by_label("The figures are those of this location alone", exact=False).check()
    ada.press("Submit the return")
    ada.reads("Return submitted", "signed by Ada Elm")
    assert Return.objects.get(participation=cast.at_elm).state == "submitted"

    dev = person(cast.dev)
    dev.follow("Look at 1 submitted return")
    dev.follow("Elm Home Care")
    dev.reads(story.because, "Findings of version 2", "£")
    dev.press("Accept")
    dev.reads("The return is accepted")
    dev.follow("Calculations")
    dev.press("Make a calculation")
    dev.press("Calculate")
    dev.reads("Calculation 1 is made", f"{story.others + 1} used")
    dev.press("Draft a release")
    dev.press("Draft the protected release")
    dev.reads("Waiting for approval")

    fay = person(cast.fay)
    fay.follow("Decide on release 1")
    fay.press("Approve")
    fay.press("Approve")
    fay.reads("Released")

    carol = person(cast.carol)
    carol.reads("returns received")
    carol.follow("Home care 2026, release 1")
    carol.reads("Median", "Lower quartile", "TOTAL")
    assert Release.objects.get().table["table"][story.column]["total"]["median"] is not None
    assert "Elm" not in carol.text
    menu = carol.page.locator("nav[aria-label=Menu] a")
    assert menu.all_inner_texts() == ["Home", "Engagement", "Released figures"]
