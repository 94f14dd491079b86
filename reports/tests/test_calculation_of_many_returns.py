"""A calculation of more returns than a page shows: nothing chosen is lost, no page grows, what is frozen is kept."""

from html.parser import HTMLParser

import pytest
from django.urls import reverse

from accounts.tests.in_turn import first_by_day
from accounts.tests.pages import client_of, text_of
from reports.domain.exclusions import Exclusion
from reports.domain.return_choices import ReturnChoice, choices_document, choices_from
from reports.forms import paged_returns
from reports.models import Calculation, CalculationReturn
from reports.queries import frozen_comparisons
from reports.tests.accepted_returns import Market
from submissions.models import Return
from submissions.queries import accepted_returns, listed_as_accepted

pytestmark = pytest.mark.usefixtures("no_second_factor")


class _Fields(HTMLParser):
    """Collects what the form of a page would send, as a browser without scripts does."""

    def __init__(self) -> None:
        super().__init__()
        self.sent: dict[str, str] = {}
        self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "input" and given.get("name"):
            self.sent[str(given["name"])] = given.get("value") or ""
        self._select = str(given["name"]) if tag == "select" else self._select
        if tag == "option" and "selected" in given:
            self.sent[self._select] = given.get("value") or ""


class Desk:
    """The page as an analyst has it open: what is typed is sent with all that the page has already."""

    def __init__(self, market: Market) -> None:
        self.client = client_of(market.ana)
        self.address = reverse("reports:calculation_make", args=[market.exercise.id])
        self._read(self.client.get(self.address))

    def send(self, **typed: str) -> str:
        self._read(self.client.post(self.address, self.sent | typed, follow=True))
        return self.text

    def leave_out(self, name: str, why: str) -> dict[str, str]:
        number = next(
            key.split("-")[1] for key, said in self.sent.items() if key.endswith("-location") and said == name
        )
        return {f"returns-{number}-what": "whole", f"returns-{number}-reason": why}

    def _read(self, answer) -> None:
        fields = _Fields()
        fields.feed(answer.content.decode())
        self.sent, self.text = fields.sent, text_of(answer)


@pytest.fixture
def desk(market: Market) -> Desk:
    return Desk(market)


def left_out() -> dict[str, str]:
    rows = CalculationReturn.objects.filter(is_used=False)
    return dict(rows.values_list("location_name", "left_out_because"))


def test_choices_of_all_pages_come_together(desk):
    assert "Returns 1 to 8 of 14" in desk.text
    desk.send(**desk.leave_out("Branch 2", "In <doubt>"), turn="2", note="Mine")
    assert "Returns 9 to 14 of 14" in desk.text and "On other pages something is left out of Branch 2." in desk.text
    assert desk.sent["note"] == "Mine" and not Calculation.objects.exists()
    desk.send(**desk.leave_out("Branch 9", "Late"), turn="1")
    assert "Returns 1 to 8" in desk.text and desk.sent["returns-2-reason"] == "In <doubt>"
    assert "Calculation 1 is made." in desk.send()
    assert left_out() == {"Branch 2": "In <doubt>", "Branch 9": "Late"}


def test_a_return_is_found_and_a_choice_taken_back(market):
    market.calculate(exclusions=[Exclusion(str(market.accepted[12].current_id), "Last time")])
    desk = Desk(market)
    assert desk.sent["returns-0-location"] == "Branch 12"
    desk.send(**{"returns-0-what": "", "returns-0-reason": ""}, turn="find", find="branch 1")
    assert "with “branch 1”" in desk.text
    desk.send(turn="find", find="no such place")
    desk.send()
    assert Calculation.objects.get(number=2).returns_used == 14


def test_what_is_wrong_on_another_page_is_shown_on_that_page(desk):
    desk.send(**desk.leave_out("Branch 1", ""), turn="2")
    assert "Say why" not in desk.text
    desk.send()
    assert "Say why you leave something of Branch 1 out" in desk.text and "Returns 1 to 8 of 14" in desk.text
    assert "Calculation 1 is made." in desk.send(**desk.leave_out("Branch 1", "So"))


def test_what_is_proposed_and_never_looked_at_is_left_out_again(market):
    market.calculate(
        exclusions=[Exclusion(str(one.current_id), f"Because {n}") for n, one in enumerate(market.accepted[:10])]
    )
    desk = Desk(market)
    desk.send()
    latest = CalculationReturn.objects.filter(calculation__number=2, is_used=False)
    assert {row.left_out_because for row in latest} == {f"Because {n}" for n in range(10)}


def test_proposals_that_changed_meanwhile_are_looked_at_first(desk, market):
    market.calculate(exclusions=[Exclusion(str(market.accepted[3].current_id), "Somebody else's")])
    assert paged_returns.NOT_AS_SEEN in desk.send(**desk.leave_out("Branch 5", "Mine"))
    assert "Branch 5" in desk.text and Calculation.objects.count() == 1
    assert "Calculation 2 is made." in desk.send()
    assert set(left_out()) == {"Branch 3", "Branch 5"}


CUT_SHORT = ["[", '{"%s":[1,2]}' % ("0" * 32), "[1]", "{}x", '{"a":["whole",""]}', "[" * 10_000]


@pytest.mark.parametrize("kept", first_by_day(CUT_SHORT, 2))
def test_what_did_not_arrive_whole_makes_nothing(desk, kept):
    assert paged_returns.NOT_WHOLE in desk.send(kept=kept)
    assert not Calculation.objects.exists()


def test_a_return_left_out_on_another_page_and_taken_back_meanwhile_is_said(desk, market):
    desk.send(**desk.leave_out("Branch 1", "Mine"), turn="2")
    Return.objects.filter(id=market.accepted[1].id).update(state="in_progress")
    assert paged_returns.GONE in desk.send()
    assert "Calculation 1 is made." in desk.send()


def test_choices_are_read_as_they_were_written():
    chosen = {"0f0f0f0f-0000-4000-8000-000000000000": ReturnChoice("a,b", 'é "</x>\n')}
    assert choices_from(choices_document(chosen)) == chosen
    assert choices_from("") == {}


def test_the_page_does_not_grow(market, django_assert_max_num_queries):
    sizes, counts = [], []
    client, address = client_of(market.ana), reverse("reports:calculation_make", args=[market.exercise.id])
    for _ in range(2):
        client.get(address)
        with django_assert_max_num_queries(20) as seen:
            sizes.append(len(client.get(address).content))
        counts.append(len(seen.captured_queries))
        market.accept(5)
    assert abs(sizes[0] - sizes[1]) < 200 and max(sizes) < 60_000 and counts[0] == counts[1]


def test_the_short_list_is_the_long_one(market):
    long, short = (one(market.ana, market.exercise.id) for one in (accepted_returns, listed_as_accepted))
    names = ("version_id", "location_name", "lines_left_out", "adjustments")
    assert [[getattr(one, name) for name in names] for one in short] == [
        [getattr(one, name) for name in names] for one in long
    ]
    assert len(short) == 14 and not listed_as_accepted(market.cast.carol, market.exercise.id)


def test_what_is_frozen_is_compared_once(market, monkeypatch):
    market.calculate()
    second = market.calculate(exclusions=[Exclusion(str(market.accepted[0].current_id), "So")])
    address = reverse("reports:calculation_detail", args=[second.id])
    client = client_of(market.ana)
    first = text_of(client.get(address))
    monkeypatch.setattr(frozen_comparisons, "calculated", None)
    assert text_of(client.get(address)) == first and "1 return taken out" in first
