"""The first whole walk through the house: a provider's workbook becomes one of the returns behind a released table.

Real pages in a real browser, a real worker in a process of its own, and a workbook saved by a spreadsheet program.
"""

from pathlib import Path

import pytest

from costofcare.tests.walking import Person, fill_in, through_libreoffice
from reports.models import Release
from reports.tests.accepted import make_market
from submissions.models import Return
from submissions.tests.processes import house
from submissions.tests.returns import example

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("no_second_factor")]
OTHERS = 13


@pytest.fixture
def worker(servers, tmp_path):
    with house(servers, tmp_path) as at_home:
        yield at_home.worker(concurrency=1)


def filled_in(blank: Path, folder: Path) -> tuple[Path, Path]:
    """The first with a slip, and both with pay below the National Living Wage, which is to be explained."""
    answers = example("homecare_3")["answers"] | {"basic_pay_rate": "12.10"}
    slip = fill_in(blank, answers | {"share_self_funded": "0.10"}, folder / "first.xlsx")
    right = fill_in(blank, answers, folder / "second.xlsx")
    first, second = through_libreoffice([slip, right], folder)
    return first, second


def test_from_an_empty_workbook_to_the_figures_that_the_council_sees(
    live_server, new_page, page_holds, worker, tmp_path
):
    market = make_market(OTHERS)
    cast = market.cast

    def person(context) -> Person:
        arrived = Person(new_page(), live_server.url, page_holds)
        arrived.sign_in(context)
        return arrived

    ada = person(cast.ada)
    ada.reads("Elm Home Care", "Download the workbook and fill it in")
    ada.follow("Elm Home Care")
    first, second = filled_in(ada.download("Download the workbook", tmp_path), tmp_path)
    ada.follow("Upload it when it is filled in")
    ada.upload(first)
    ada.reads("What we found", "1 thing to put right", "add up to 90 %, not 100 %")
    ada.follow("upload it again")
    ada.reads("The new one takes its place")
    ada.upload(second)
    ada.reads("1 unusual figure to change or explain", "National Living Wage")
    ada.follow("It is right: explain it", exact=False)
    ada.press("Save the explanation")
    ada.reads("Choose a reason", "Say in a few words why it is right")
    ada.page.get_by_label("Apprentices are included").check()
    ada.page.get_by_label("In your own words").fill("Two of our careworkers are apprentices in their first year.")
    ada.press("Save the explanation")
    ada.reads("Your explanation is kept", "Apprentices are included")
    ada.follow("Back")
    ada.follow("See what it comes to")
    ada.reads("per contact hour", "TOTAL", "What a visit costs, by its length")
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
    dev.reads("Two of our careworkers are apprentices", "Findings of version 2", "£")
    dev.press("Accept")
    dev.press("Accept")
    dev.reads("The return is accepted")
    dev.follow("Calculations")
    dev.press("Make a calculation")
    dev.press("Calculate")
    dev.reads("Calculation 1 is made", f"{OTHERS + 1} used")
    dev.press("Draft a release")
    dev.press("Draft it")
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
    assert Release.objects.get().table["table"]["homecare"]["total"]["median"] is not None
    assert "Elm" not in carol.text
    menu = carol.page.locator("nav[aria-label=Menu] a")
    assert menu.all_inner_texts() == ["Home", "Released figures"]
