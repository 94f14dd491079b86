"""A programme on its pages: phases of zones, add-ons, providers by zone, freezing, and who finds it."""

import pytest

from accounts.models import AuditEvent
from accounts.tests.in_turn import first_by_day
from accounts.tests.pages import get, is_kept_out, post, send, text_of
from markets.models import MarketProgramme, ZonePlanRow
from markets.programme.tests.made_programme import EAST, WEST, a_frozen_plan, a_programme, packages, with_the_switch
from markets.tests.council import Council, make_council

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]
DAYS = {"starts_0": 1, "starts_1": 7, "starts_2": 2027, "ends_0": 30, "ends_1": 9, "ends_2": 2027}


@pytest.fixture
def council() -> Council:
    made = make_council()
    made.carol = with_the_switch(made.carol)
    return made


@pytest.fixture
def row(council: Council) -> MarketProgramme:
    a_programme(council.carol)
    return MarketProgramme.objects.get()


def add_phase(council: Council, row: MarketProgramme, zones: list[str], edition: int = 1, **days: int) -> str:
    given = DAYS | days | {"name": "Second", "zones": zones, "note": "", "edition": edition}
    return text_of(post(council.carol, "markets:programme_phase_new", row.id, **given))


class TestAProgramme:
    def test_begins_over_a_frozen_plan_alone(self, council):
        assert "A frozen zone plan is needed" in text_of(get(council.carol, "markets:programme_list"))
        plan = a_frozen_plan(council.carol)
        page = text_of(post(council.carol, "markets:programme_new", name="New lots", zone_plan=str(plan.id)))
        assert "Begun. Plan its first phase." in page and "In no phase: East, West." in page
        ZonePlanRow.objects.update(frozen_at=None)
        send(council.carol, "markets:programme_new", name="Another", zone_plan=str(plan.id))
        assert MarketProgramme.objects.get().name == "New lots"

    def test_has_each_zone_in_one_phase_and_says_which_is_left_out(self, council, row):
        assert "In no phase: West." in text_of(get(council.carol, "markets:programme_detail", row.id))
        assert "East is in the phase First already" in add_phase(council, row, ["East", "West"])
        page = add_phase(council, row, ["West"])
        assert "The phase Second is kept." in page and "In no phase" not in page
        assert "handed over in 2 phases, from 1 April 2027 to 30 September 2027" in page
        assert MarketProgramme.objects.get().phases == [EAST, WEST | {"note": ""}]
        send(council.carol, "markets:programme_phase_take_out", row.id, "p2", edition=2)
        assert MarketProgramme.objects.get().phases == [EAST]

    @pytest.mark.parametrize(
        ("days", "words"),
        first_by_day([({"ends_2": 2026}, "cannot lie before its first"), ({"starts_1": 13}, "There is a problem")]),
    )
    def test_keeps_no_phase_of_days_that_are_none(self, council, row, days, words):
        page = add_phase(council, row, ["West"], **days)
        assert words in page and MarketProgramme.objects.get().phases == [EAST]

    def test_of_two_who_plan_at_once_the_second_is_told(self, council, row):
        add_phase(council, row, ["West"])
        assert "was changed by Carol Council" in add_phase(council, row, ["West"])

    def test_has_add_ons_from_a_day_in_zones(self, council, row):
        given = {"zones-dementia": ["East"], "starts-dementia_0": 1, "starts-dementia_1": 10}
        page = text_of(post(council.carol, "markets:programme_add_ons", row.id, edition=1, **given))
        assert "There is a problem" in page and not MarketProgramme.objects.get().add_ons
        page = text_of(
            post(council.carol, "markets:programme_add_ons", row.id, edition=1, **given, **{"starts-dementia_2": 2027})
        )
        assert "Dementia care" in page and "from 1 October 2027" in page and "Double-handed care" not in page

    def test_is_frozen_once_nothing_is_missing_and_never_changes_then(self, council, row):
        packages(council.carol, (6, "Oak Care", "East"))
        send(council.carol, "markets:programme_freeze", row.id, edition=1)
        assert MarketProgramme.objects.get().frozen_at is None
        add_phase(council, row, ["West"])
        for edition, zone in ((2, 1), (3, 2)):
            page = text_of(get(council.carol, "markets:programme_zone", row.id, zone))
            assert ("Oak Care (works here today)" in page) == (zone == 1)
            send(council.carol, "markets:programme_zone", row.id, zone, edition=edition, providers=["Oak Care"])
        assert "is frozen" in text_of(post(council.carol, "markets:programme_freeze", row.id, edition=4))
        assert "frozen and its plan never changes" in add_phase(council, row, ["West"], edition=5)
        send(council.carol, "markets:programme_throw_away", row.id)
        send(council.carol, "markets:programme_copy", row.id)
        kept, made = MarketProgramme.objects.order_by("-frozen_at")[::-1]
        assert kept.digest and made.frozen_at is None and made.providers == kept.providers
        send(council.carol, "markets:programme_throw_away", made.id)
        assert MarketProgramme.objects.get() == kept
        assert AuditEvent.objects.filter(verb__startswith="programme.").count() == 6

    def test_leaves_as_a_table(self, council, row):
        text = get(council.dev, "markets:programme_file", row.id, "csv").content.decode()
        assert "First,East,2027-04-01,2027-06-30,East: nobody yet," in text and "Packages" not in text
        assert "Packages" in get(council.carol, "markets:programme_file", row.id, "csv").content.decode()
        assert get(council.carol, "markets:programme_file", row.id, "xlsx").content.startswith(b"PK")
        assert get(council.carol, "markets:programme_file", row.id, "exe").status_code == 404

    def test_is_read_by_the_council_and_its_analyst_and_written_with_the_switch(self, council, row):
        assert "Who changes hands is shown to those" in text_of(get(council.dev, "markets:programme_detail", row.id))
        for name, keys in (("programme_phase_new", ()), ("programme_choices", ()), ("programme_add_ons", ())):
            assert is_kept_out(council.dev, get(council.dev, f"markets:{name}", row.id, *keys))
        assert is_kept_out(council.dev, post(council.dev, "markets:programme_zone", row.id, 1))
        for who in (council.cora, council.gus, council.ada, council.ned, council.eve, None):
            assert is_kept_out(who, get(who, "markets:programme_detail", row.id))
