"""What a provider writes, every odd figure of theirs, and what the team notes of them is found by nobody it is not for.

Markers are planted in a return, in questions and answers, in notes, e-mails back and bookings; the return is released
with others. Then everybody follows every link there is, and every page, file and letter that they get is searched.
"""

import re
from dataclasses import dataclass
from itertools import chain
from urllib.parse import urlencode

import pytest
from django.core import mail
from django.test import Client
from django.urls import resolve, reverse

from accounts.actions import outbox
from accounts.tests.pages import client_of
from costing.serialisation import costs_from
from costofcare.tests.link_crawl import everything, text_in
from costofcare.tests.planted_markers import (
    ASKED,
    DECIDED,
    FILE,
    LEFT_OUT,
    OF_THE_RETURN,
    OF_THE_TEAM,
    build_fees,
    plant_decisions,
    plant_engagement,
    plant_exclusion,
    plant_return,
)
from engagement.models import Booking, InboundMail
from markets.models import FeeScenario, RateCard
from reports.models import Release
from reports.tests.accepted_returns import Market, make_market
from submissions.models import ExemptionRequest, Return, ReturnQuestion
from submissions.tests.cast import as_worker

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]
ENOUGH = 13
# Who looks, how many pages they get at the least, and which of the markers are theirs to read.
LOOKS = (
    ("carol", 40, ()),
    ("reg", 8, ()),
    ("bea", 10, ()),
    ("ned", 40, OF_THE_TEAM),
    ("alex", 25, ()),
    ("una", 5, ()),
)
BY_NIGHT = ("carol", "bea")
PAGES_OF_FEES = (
    "scenario_list", "scenario_new", "scenario_from_release", "scenario_lab", "scenario_pictures", "scenario_budget",
    "scenario_special", "scenario_file", "charter", "wage_test", "card_list", "card_new", "card_detail", "card_change",
    "card_file", "scenario_compare",
)  # fmt: skip
FILES_OF_FEES = {"xlsx", "csv", "json", "docx", "pdf", "budget-csv"}
FROM_A_RELEASE = re.compile(r"/fees/new/[0-9a-f-]{36}/")


@pytest.fixture
def market() -> Market:
    market = make_market(ENOUGH)
    plant_return(market)
    plant_exclusion(market)
    plant_decisions(market)
    plant_engagement(market)
    build_fees(market)
    return market


def exact(market: Market) -> tuple[str, ...]:
    """What Ada's return comes to: its larger sums to the penny, which no released figure may be."""
    costs = costs_from(Return.objects.get(participation=market.cast.at_elm).current.costs)
    assert costs is not None
    return tuple(f"£{costs.columns['homecare'][line]:.2f}" for line in ("direct_care", "careworker_costs", "total"))


def is_in(text: str, marker: str) -> bool:
    """As a word of its own: an address may have any digits in it."""
    return marker in text and re.search(rf"(?<![\w-]){re.escape(marker)}(?![\w-])", text) is not None


@dataclass(frozen=True)
class Crawl:
    """How far one follows links: to so many pages of each kind, and to all of the returns with markers in them."""

    most: int | None
    near: tuple[str, ...]

    @property
    def is_of_all(self) -> bool:
        return self.most is None

    def by(self, client: Client, start: str = "") -> dict[str, str]:
        return dict(everything(client, start or reverse("home"), self.most, self.near))


@pytest.fixture(params=[pytest.param(1, marks=pytest.mark.nightly), pytest.param(None, marks=pytest.mark.proof)])
def crawl(request, market: Market) -> Crawl:
    at_elm = [market.cast.at_elm, market.cast.at_elm_too, market.accepted[0].participation]
    of_returns = Return.objects.filter(participation__in=at_elm).values_list("id", "current__upload_id")
    return Crawl(
        request.param, (*(str(one.id) for one in at_elm), *(str(key) for row in of_returns for key in row if key))
    )


def test_markers_are_found_by_the_team_and_by_nobody_they_are_not_for(market: Market, crawl: Crawl):
    """One market and one crawl each, as both are dear."""
    the_team_finds_the_markers_so_that_the_search_is_worth_something(market, crawl)
    a_stranger_finds_the_public_pages_alone(crawl)
    looks = [look for look in LOOKS if crawl.is_of_all or look[0] in BY_NIGHT]
    for name, enough, theirs in looks:
        client = client_of(getattr(market.cast, name))
        pages = crawl.by(client) | (compared(client) if name == "carol" else {})
        assert len(pages) >= enough, (name, sorted(pages))
        for marker in {*OF_THE_RETURN, *exact(market), *ASKED, *OF_THE_TEAM, *DECIDED, LEFT_OUT} - {*theirs}:
            assert [path for path, text in pages.items() if is_in(text, marker)] == [], (name, marker)
        if name == "carol":
            the_council_has_what_is_its_own(pages)
            the_fee_lab_is_searched_whole_and_is_nobody_else_s(market, pages)
    no_letter_has_a_marker_in_it(market)


def the_council_has_what_is_its_own(pages: dict[str, str]) -> None:
    """The release, the status of every location and the files of both; what was released names no provider."""
    release = Release.objects.get()
    for page in ("release_detail", "release_print", "release_file"):
        assert reverse(f"reports:{page}", args=[release.id]) in pages
    assert "Median" in pages[reverse("reports:release_detail", args=[release.id])]
    whole = "".join(text for path, text in pages.items() if path.startswith("/engagement/"))
    for status in ("Return received", "Elm Home Care North", "Oak Home Care", "Branch 12"):
        assert status in whole, status
    for path, text in pages.items():
        if path.startswith(("/releases/", "/exercises/", "/privacy/")):
            assert not any(provider in text for provider in ("Elm", "Oak Care", "Branch ")), path


def compared(client: Client) -> dict[str, str]:
    """What no link leads to, but a form: scenarios side by side, and a rate card beside each."""
    ids = [str(row.id) for row in FeeScenario.objects.all()]
    paths = [f"{reverse('markets:scenario_compare')}?{urlencode({'scenario': ids}, doseq=True)}"]
    cards = RateCard.objects.all()
    paths += [f"{reverse('markets:card_detail', args=[card.id])}?scenario={one}" for card in cards for one in ids]
    return {path: client.get(path).content.decode() for path in paths}


def the_fee_lab_is_searched_whole_and_is_nobody_else_s(market: Market, pages: dict[str, str]) -> None:
    """Every page and file of the room was among them, and neither region, officer nor stranger is given any."""
    room = {path for path in pages if path.startswith(("/fees/", "/rate-cards/"))}
    met = {resolve(path.partition("?")[0]).view_name for path in room}
    assert met >= {f"markets:{name}" for name in PAGES_OF_FEES}, met
    assert {path.rstrip("/").rpartition("/")[2] for path in room if "/files/" in path} == FILES_OF_FEES
    assert "Median" in next(text for path, text in pages.items() if FROM_A_RELEASE.fullmatch(path))
    for who in (market.cast.reg, market.cast.ned, None):
        client = client_of(who)
        assert [path for path in room if client.get(path).status_code != (404 if who else 302)] == []


def the_team_finds_the_markers_so_that_the_search_is_worth_something(market: Market, crawl: Crawl) -> None:
    """By night on the pages that are known to have them; then links are followed until all of them were met."""
    written = tuple(marker for marker in OF_THE_RETURN if not marker.startswith("7319"))
    missing = {*written, exact(market)[-1], *ASKED, *OF_THE_TEAM, *DECIDED, LEFT_OUT}
    client = client_of(market.cast.dev)
    known = () if crawl.is_of_all else where_they_stand(market)
    looked_at = ((path, text_in(client.get(path).content)) for path in known)
    for _, text in chain(looked_at, everything(client, reverse("home"), crawl.most, crawl.near)):
        missing -= {marker for marker in missing if marker in text}
        if not missing:
            break
    assert missing == set()


def where_they_stand(market: Market) -> list[str]:
    """Return the team's pages of what was planted."""
    cast, exercise = market.cast, market.exercise.id
    sent = Return.objects.get(participation=cast.at_elm)
    named = [("submissions:return_detail", sent.id), ("submissions:return_detail", market.accepted[0].id)]
    named += [("submissions:query_detail", row.id) for row in ReturnQuestion.objects.all()]
    named += [("submissions:word_detail", row.id) for row in ExemptionRequest.objects.all()]
    paths = [reverse(name, args=[key]) for name, key in named]
    paths += [reverse("engagement:location_detail", args=[exercise, one.id]) for one in (cast.at_elm, cast.at_elm_too)]
    paths += [reverse("engagement:mail_detail", args=[exercise, row.id]) for row in InboundMail.objects.all()]
    return [*paths, *(reverse("engagement:booking_detail", args=[row.id]) for row in Booking.objects.all())]


def a_stranger_finds_the_public_pages_alone(crawl: Crawl) -> None:
    pages = crawl.by(Client(), "/")
    assert not any(is_in(text, marker) for marker in OF_THE_RETURN for text in pages.values())
    assert {path.split("/")[1] for path in pages} <= {"", "account", "privacy", "accessibility", "contact", "published"}


def no_letter_has_a_marker_in_it(market: Market) -> None:
    with as_worker():
        while outbox.sweep():
            pass
    assert {"carol.council@example.org", "ada.elm@example.org"} <= {to for letter in mail.outbox for to in letter.to}
    for letter in mail.outbox:
        said = letter.subject + str(letter.message())
        # A letter names the provider's own file to the provider, and to nobody else.
        known = {FILE} if set(letter.to) <= {"ada.elm@example.org", "tom.elm@example.org"} else set()
        markers = {*OF_THE_RETURN, *exact(market), *ASKED, *OF_THE_TEAM, *DECIDED} - known
        assert not any(is_in(said, marker) for marker in markers), said
