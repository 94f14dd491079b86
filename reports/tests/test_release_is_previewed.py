"""Before one releases: each cell with what would be shown, why not, what is carried, and what waiting would show."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from accounts.tests.pages import get, post, text_of
from costing.forms import CURRENT
from register.models import Exercise
from reports.actions import withdrawals
from reports.domain.ledger import EMPTY_LEDGER
from reports.domain.market import ReturnCosts, public_cohorts
from reports.domain.measures import measures_of
from reports.domain.outlook import Outlook, owners_short, quartiles_short
from reports.domain.policy import PROTECTED
from reports.domain.preview_cells import preview_cells
from reports.domain.preview_page import FIXED, preview_page, warning_while_open
from reports.domain.protect import protect
from reports.models import Release, ReleaseReview
from reports.tests.accepted_returns import Market

FORM = CURRENT["homecare"]


def market_of(owners: list[str], nothing_from: int = 99) -> list[dict]:
    """The cells of a market with one return a name; on the line of mileage returns from ``nothing_from`` on have 0."""
    returns = []
    for i, owner in enumerate(owners):
        costs = {line.key: Decimal(20) + Decimal(i * i) / 7 for line in FORM.lines}
        costs["mileage"] = Decimal(0) if i >= nothing_from else costs["mileage"]
        returns.append(ReturnCosts(str(i), owner, {"homecare": costs}))
    cohorts = public_cohorts(FORM, returns)
    return preview_cells(cohorts, protect(cohorts, PROTECTED, EMPTY_LEDGER), PROTECTED)


def total_of(cells: list[dict]) -> dict:
    return next(one for one in cells if one["line"] == "total")


def outlook(owners: str) -> tuple[str, int]:
    cell = total_of(market_of(list(owners)))
    return Outlook(cell["outlook"]), cell["short"]


@pytest.mark.parametrize(
    ("owners", "expected"),
    [
        ("abc", (Outlook.SHOWN_THEN, 2)),
        ("abcd", (Outlook.SHOWN_THEN, 1)),
        ("ab", (Outlook.STILL_FEW, 3)),
        ("aaaaab", (Outlook.STILL_FEW, 3)),
        ("aaaabc", (Outlook.SHOWN_THEN, 2)),
        ("abcdefghij", (Outlook.QUARTILES_THEN, 2)),
        ("abcdefghi", (Outlook.QUARTILES_STILL_FEW, 3)),
        ("aabbccddeeff", (Outlook.QUARTILES_STILL_FEW, 4)),
    ],
)
def test_two_more_owners_are_counted(owners: str, expected: tuple[Outlook, int]):
    assert outlook(owners) == expected


@pytest.mark.nightly
def test_what_counting_says_is_what_the_rules_say_of_such_a_market():
    """A slow twin: two returns of new owners are really added, and R1, R2 and R7 asked again."""
    for owners in ("abc", "abcd", "ab", "aaaaab", "aaaabc", "abcdefghij", "abcdefghi", "aabbccddeeff"):
        now, then = (total_of(market_of(list(names))) for names in (owners, f"{owners}yz"))
        said = Outlook(now["outlook"])
        assert (said in (Outlook.SHOWN_THEN, Outlook.QUARTILES_THEN)) == (
            then["reason"] not in ("R1", "R2") and (now["state"] == "hidden" or then["quartiles"] != "R7")
        ), owners


def test_a_line_that_few_have_says_how_many_are_missing():
    cells = {one["line"]: one for one in market_of(list("abcdefgh"), nothing_from=3)}
    assert (cells["mileage"]["reason"], cells["mileage"]["outlook"]) == ("few_above_zero", "shown_then")


def test_lines_below_a_hidden_total_wait_for_it():
    cells = market_of(list("abcd"))
    assert {one["outlook"] for one in cells} == {"shown_then"}
    assert {one["short"] for one in cells} == {1, 2}, "lines wait for a sixth return"
    assert all(one["median"] is None for one in cells)


def test_nothing_is_missing_where_all_is_there():
    cohorts = public_cohorts(FORM, [ReturnCosts(str(i), str(i), {"homecare": costs(i)}) for i in range(12)])
    measures = list(measures_of(cohorts))
    assert {owners_short(one, PROTECTED) for one in measures} == {0}
    assert {quartiles_short(one, PROTECTED) for one in measures if one.n} <= {0}


def costs(i: int) -> dict[str, Decimal]:
    return {line.key: Decimal(20 + i) for line in FORM.lines}


def test_the_page_adds_up_and_names_every_rule_in_words():
    page = preview_page(FORM, market_of(list("abcdefgh"), nothing_from=3), {})
    assert page is not None
    assert page.says.startswith(f"Of {len(FORM.lines)} cells: ")
    [section] = page.sections
    mileage = next(row for row in section.rows if row.label == FORM.line_by_key["mileage"].label)
    assert mileage.becomes == "Hidden, few_above_zero: too few owners have a figure above zero"
    assert mileage.waiting == "Enough owners to be shown"
    assert preview_page(FORM, [], {}) is None, "a release of before"


def test_the_warning_stands_until_the_exercise_has_closed():
    closes = date(2026, 6, 30)
    words = warning_while_open(closes, closes, PROTECTED)
    assert words.startswith("The exercise closes on 30 June 2026. A release now uses up one of three fresh figures")
    assert warning_while_open(closes, closes + timedelta(days=1), PROTECTED) == ""


@pytest.mark.django_db
@pytest.mark.usefixtures("no_second_factor")
class TestPages:
    def test_drafting_leads_through_the_preview_and_keeps_it_for_the_approver(self, market: Market):
        calculation = market.calculate()
        text = text_of(get(market.ana, "reports:release_draft", calculation.id))
        for words in (FIXED, "What becomes of it", "With two more owners", "Waiting for two more owners could show"):
            assert words in text
        assert "(fresh figures: this is number 1 of 3)" in text
        assert not Release.objects.exists(), "a preview keeps nothing"
        post(market.ana, "reports:release_draft", calculation.id)
        draft = Release.objects.get()
        for who in (market.fay, market.sam, market.ana):
            seen = text_of(get(who, "reports:release_detail", draft.id))
            assert "Cell by cell, as it was drafted" in seen and FIXED in seen
            assert between(seen) == between(text)
        kept = ReleaseReview.objects.get(release=draft).preview
        shown = {one["line"]: one["median"] for one in kept if one["median"] and not one["dimension"]}
        table = draft.table["table"]["homecare"]
        assert {line: cell["median"] for line, cell in table.items() if cell["median"]}.items() <= shown.items()

    @pytest.mark.nightly
    def test_a_warning_stands_while_the_exercise_is_open(self, market: Market):
        calculation, today = market.calculate(), timezone.localdate()
        for closes_on, is_warned in ((today, True), (today - timedelta(days=1), False)):
            Exercise.objects.filter(id=market.exercise.id).update(closes_on=closes_on, opens_on=today - timedelta(9))
            text = text_of(get(market.ana, "reports:release_draft", calculation.id))
            assert ("A release now uses up one of three fresh figures" in text) is is_warned

    def test_what_is_carried_names_its_release_and_how_many_returns_it_is_of(self, market: Market):
        market.release()
        market.accept(1)
        text = text_of(get(market.ana, "reports:release_draft", market.calculate().id))
        assert "Carried forward from release 1, of 14 returns" in text

    @pytest.mark.nightly
    def test_a_calculation_whose_release_was_withdrawn_says_so(self, market: Market):
        calculation = market.calculate()
        release = market.release(calculation)
        withdrawals.withdraw(by=market.fay, release_id=release.id, because="too_early", note="The council had to wait")
        words = "Release 1 of this calculation was withdrawn on"
        assert words in text_of(get(market.ana, "reports:release_draft", calculation.id))
        draft = market.draft(calculation)
        assert words in text_of(get(market.fay, "reports:release_approve", draft.id))

    def test_a_double_click_drafts_once_and_approves_once(self, market: Market):
        calculation = market.calculate()
        once = "6f1c4a5e-0000-4000-8000-000000000001"
        for _ in range(2):
            assert "Release 1 is drafted." in text_of(
                post(market.ana, "reports:release_draft", calculation.id, once=once)
            )
        draft = Release.objects.get()
        for _ in range(2):
            text = text_of(post(market.fay, "reports:release_approve", draft.id))
            assert "This release is approved and out." in text
        assert "no longer waiting" in text_of(post(market.sam, "reports:release_approve", draft.id))
        assert "no longer waits" in text_of(post(market.sam, "reports:release_reject", draft.id, reason="x"))

    @pytest.mark.nightly
    def test_nobody_else_sees_a_preview(self, market: Market):
        calculation = market.calculate()
        for name in ("carol", "reg", "ada", "ned", "gus", "alex", "una", "fay"):
            assert get(getattr(market.cast, name), "reports:release_draft", calculation.id).status_code == 404


def between(text: str) -> str:
    """What the preview says, from its first sentence to the first table's end."""
    start = text.index("Of ", text.index("cells:") - 12)
    return text[start : text.index("TOTAL", start)]
