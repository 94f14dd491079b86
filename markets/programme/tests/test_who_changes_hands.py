"""Who changes hands when: by phase and provider, with clients' choices, and no count that tells of one to four."""

from datetime import date
from fractions import Fraction

import pytest

from accounts.tests.pages import get, post, text_of
from costing.small_counts import shown_cells
from markets.models import MarketProgramme, ProgrammeChoice
from markets.programme.domain.care_on_books import CareNow
from markets.programme.domain.changing_hands import HandOver, hand_over_of, hands_counted
from markets.programme.domain.client_choices import ClientChoice
from markets.programme.domain.phases import phases_in
from markets.programme.domain.shown_hands import shown_hands
from markets.programme.tests.made_programme import EAST, WEST, a_programme, packages, with_the_switch
from markets.tests.council import Council, make_council

BOTH = phases_in([EAST, WEST])
NAMED = {"East": ["oak"], "West": ["ash"]}


def care(*groups: tuple[int, str, str]) -> list[CareNow]:
    return [CareNow(zone, who, Fraction(10), f"{who}{n}") for many, who, zone in groups for n in range(many)]


@pytest.mark.parametrize(
    ("provider", "choice", "becomes"),
    [
        ("oak", None, HandOver.STAYS), ("elm", None, HandOver.CHANGES), ("elm", ClientChoice.KEEP, HandOver.KEEPS),
        ("oak", ClientChoice.KEEP, HandOver.STAYS), ("oak", ClientChoice.CHANGE, HandOver.CHANGES),
        ("oak", ClientChoice.DIRECT_PAYMENT, HandOver.DIRECT_PAYMENT),
        ("elm", ClientChoice.DIRECT_PAYMENT, HandOver.DIRECT_PAYMENT),
    ],
)  # fmt: skip
def test_a_choice_goes_before_who_is_named(provider, choice, becomes):
    assert hand_over_of(CareNow("East", provider, Fraction(1)), ["oak"], choice) is becomes


def test_packages_and_hours_are_counted_by_phase_and_provider():
    there = care((20, "oak", "East"), (30, "elm", "East"), (40, "ash", "West"), (10, "oak", "West"), (7, "oak", "Moor"))
    shown = shown_hands(hands_counted(BOTH, NAMED, there, {}), BOTH, {"elm": "Elm"}, elsewhere=2)
    assert [(one.name, one.cells) for one in shown.phases] == [
        ("First", ("50", "500", "30", "300", "20", "0", "0")),
        ("Second", ("50", "500", "10", "100", "40", "0", "0")),
        ("All phases", ("100", "1,000", "40", "400", "–", "–", "–")),
    ]
    assert [(one.name, one.packages, one.phases) for one in shown.providers] == [
        ("Elm", "30", "First"), ("oak", "10", "Second"),
    ]  # fmt: skip
    assert shown.says == "40 of 100 packages would change provider (40 %), with 400 hours a week."
    assert shown.notes == (
        "7 packages lie in zones that are in no phase.",
        "Fewer than 5 packages lie in no zone of the plan by their name.",
    )


def test_a_count_under_five_is_hidden_with_what_would_tell_it():
    there = care((20, "oak", "East"), (30, "elm", "East"), (40, "ash", "West"), (3, "oak", "West"))
    shown = shown_hands(hands_counted(BOTH, NAMED, there, {}), BOTH, {}, elsewhere=0)
    first, second, total = (one.cells for one in shown.phases)
    assert second == ("43", "430", "[c]", "[c]", "[c]", "0", "0"), "the rest of the phase would tell it"
    assert first[2:5] == ("[c]", "[c]", "[c]"), "so would the other phase, with the sum of both"
    assert total[2] == "33" and {one.packages for one in shown.providers} == {"[c]"}


def test_of_a_phase_of_few_nothing_is_shown():
    there = care((20, "oak", "East"), (30, "elm", "East"), (3, "ash", "West"))
    shown = shown_hands(hands_counted(BOTH, NAMED, there, {}), BOTH, {}, elsewhere=0)
    assert all(set(one.cells) == {"[c]"} for one in shown.phases[:2])


def test_what_nobody_did_hides_nothing():
    assert shown_cells({"a": {"x": 9, "y": 0}, "b": {"x": 8, "y": 0}}) == {
        "a": {"x": 9, "y": None}, "b": {"x": 8, "y": None},
    }  # fmt: skip


@pytest.mark.django_db
@pytest.mark.usefixtures("no_second_factor")
class TestOnThePage:
    @pytest.fixture
    def council(self) -> Council:
        made = make_council()
        made.carol = with_the_switch(made.carol)
        a_programme(made.carol)
        MarketProgramme.objects.update(phases=[EAST, WEST], providers={"East": ["Oak"], "West": ["Ash"]})
        return made

    def page(self, council: Council) -> str:
        return text_of(get(council.carol, "markets:programme_detail", MarketProgramme.objects.get().id))

    def test_packages_are_placed_by_the_name_of_their_zone(self, council):
        packages(council.carol, (12, "Oak", "east "), (8, "Elm", "East"), (9, "Ash", "West"), (6, "Elm", "West"))
        page = self.page(council)
        assert "14 of 35 packages would change provider (40 %), with 140 hours a week." in page
        assert "First 20 200 8 80 12 0 0" in page and "Elm 14 140 First, Second" in page

    def test_where_their_zones_are_others_the_visits_are_counted(self, council):
        packages(council.carol, (30, "Oak", "Lot 7"))
        assert "Counted are clients seen in the visits" in self.page(council)
        assert "36 of 36 packages would change provider" in self.page(council), "P1 is named nowhere"

    def test_a_choice_is_counted(self, council):
        packages(council.carol, (12, "Oak", "East"), (12, "Elm", "East"))
        row = MarketProgramme.objects.get()
        day = {f"chosen_on_{place}": part for place, part in enumerate((1, 2, 2026))}
        typed = "\n".join(f"c{n} " for n in range(13, 19))
        post(council.carol, "markets:programme_choices", row.id, references=typed, choice="keep", **day)
        assert ProgrammeChoice.objects.filter(chosen_on=date(2026, 2, 1)).count() == 6
        assert "6 of 24 packages would change provider" in self.page(council)
        assert "First 24 240 6 60 12 6 0" in self.page(council)
