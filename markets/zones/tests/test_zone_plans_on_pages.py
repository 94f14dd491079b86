"""Zone plans on their pages: a worker finds the ground, zones are proposed, moved, compared, frozen and taken away."""

import json
import re

import pytest

from accounts.tests.in_turn import first_by_day
from accounts.tests.pages import get, is_kept_out, post, send, text_of
from markets.models import VisitRun, ZoneGround, ZonePlanRow
from markets.tests.council import Council, make_council
from markets.zones.tests.made_zones import a_ground, a_zone_plan

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]


@pytest.fixture
def council() -> Council:
    return make_council()


@pytest.fixture
def plan(council: Council) -> ZonePlanRow:
    a_zone_plan(council.carol)
    return ZonePlanRow.objects.get()


def move(council: Council, plan: ZonePlanRow, units: list[str], zone: str = "", new: str = "", edition: int = 1) -> str:
    given = {"units": units, "zone": zone, "new_zone": new, "edition": edition}
    return text_of(post(council.carol, "markets:zone_plan_detail", plan.id, **given))


def zones(plan: ZonePlanRow) -> dict[str, str]:
    return dict(ZonePlanRow.objects.get(id=plan.id).zones)


class TestAPlan:
    def test_says_first_what_it_comes_to_and_which_units_lie_apart(self, council, plan):
        page = text_of(get(council.carol, "markets:zone_plan_detail", plan.id))
        assert "Ways between visits stay as they are" in page and "No client would change provider" in page
        assert "lie apart from the rest of their zone: 420E 0279N, 450E 0279N" in page

    def test_is_proposed_and_saves_ways(self, council):
        a_ground(council.carol)
        page = text_of(post(council.carol, "markets:zone_plan_new", name="Two", zones=2, seed=1, how="propose"))
        assert "shorter than in today’s zones" in page and "These units lie apart" not in page

    @pytest.mark.parametrize(
        ("zones", "seed"), first_by_day([("7", "1"), ("2", "-1"), ("0", "1"), ("x", "1"), ("9" * 30, "1"), ("", "")], 2)
    )
    def test_is_not_proposed_of_numbers_that_are_none(self, council, zones, seed):
        a_ground(council.carol)
        page = text_of(post(council.carol, "markets:zone_plan_new", name="Two", zones=zones, seed=seed, how="propose"))
        assert "There is a problem" in page and not ZonePlanRow.objects.exists()

    def test_moves_units_into_a_zone_or_a_new_one(self, council, plan):
        assert "1 moved into East" in move(council, plan, ["450E 0279N"], zone="East")
        assert zones(plan)["450E 0279N"] == "East"
        move(council, plan, ["420E 0279N", "423E 0279N"], new="<b>Ö</b>", edition=2)
        assert zones(plan)["423E 0279N"] == "<b>Ö</b>"
        assert "<b>Ö" not in get(council.carol, "markets:zone_plan_detail", plan.id).content.decode()

    def test_of_two_who_move_at_once_the_second_is_told(self, council, plan):
        move(council, plan, ["450E 0279N"], zone="East")
        given = {"units": ["453E 0279N"], "zone": "", "new_zone": "Moor", "edition": 1}
        answer = post(council.carol, "markets:zone_plan_detail", plan.id, **given)
        assert "was changed by Carol Council" in text_of(answer)
        body = answer.content.decode()
        assert body.count("checked") == 1 and re.search(r'checked\s+value="453E 0279N"', body)
        assert 'value="Moor"' in body, "what was chosen and typed is there"
        assert zones(plan)["453E 0279N"] == "East"

    @pytest.mark.parametrize(
        ("units", "zone"),
        first_by_day([(["nowhere"], "East"), ([], "East"), (["450E 0279N"], " "), (["450E 0279N"], "x" * 61)]),
    )
    def test_moves_nothing_that_is_not_said(self, council, plan, units, zone):
        before = zones(plan)
        move(council, plan, units, zone=zone)
        assert zones(plan) == before

    def test_never_changes_once_it_is_frozen(self, council, plan):
        send(council.carol, "markets:zone_plan_freeze", plan.id, edition=1)
        assert "frozen and never changes" in move(council, plan, ["450E 0279N"], zone="East", edition=2)
        send(council.carol, "markets:zone_plan_copy", plan.id)
        assert ZonePlanRow.objects.filter(frozen_at__isnull=True).get().zones == plan.zones

    def test_leaves_as_points_and_as_a_workbook(self, council, plan):
        data = json.loads(get(council.dev, "markets:zone_plan_file", plan.id, "geojson").content)
        assert {each["properties"]["zone"] for each in data["features"]} == {"East", "West"}
        assert get(council.dev, "markets:zone_plan_file", plan.id, "xlsx").content.startswith(b"PK")
        assert get(council.dev, "markets:zone_plan_file", plan.id, "exe").status_code == 404

    def test_is_compared_with_others(self, council, plan):
        send(council.carol, "markets:zone_plan_new", name="Two", zones=2, seed=1, how="propose")
        page = text_of(
            get(council.carol, "markets:zone_plan_compare", plan=[str(row.id) for row in ZonePlanRow.objects.all()])
        )
        assert "Km between visits, worst zone" in page
        assert "Choose two to four plans" in text_of(get(council.carol, "markets:zone_plan_compare", plan="nonsense"))

    def test_is_found_by_the_council_and_its_analyst_alone(self, council, plan):
        assert "Lots" in text_of(get(council.dev, "markets:zone_plan_list"))
        assert is_kept_out(council.dev, post(council.dev, "markets:zone_plan_detail", plan.id))
        for who in (council.cora, council.gus, council.ada, council.ned, council.eve, None):
            assert is_kept_out(who, get(who, "markets:zone_plan_detail", plan.id))


class TestTheGround:
    def test_is_asked_for_once_by_whoever_looks_after_visits(self, council):
        assert is_kept_out(council.carol, post(council.carol, "markets:zone_ground_ask"))
        for _ in range(2):
            send(council.dev, "markets:zone_ground_ask")
        assert VisitRun.objects.filter(kind="zones").count() == 1
        assert "A worker is looking into the visits" in text_of(get(council.carol, "markets:zone_plan_list"))

    def test_that_is_not_known_is_said(self, council):
        assert "Where care is given is not known yet" in text_of(get(council.carol, "markets:zone_plan_list"))
        page = text_of(post(council.carol, "markets:zone_plan_new", name="Two", zones=2, seed=1, how="propose"))
        assert "Ask a worker to look into the visits first" in page
        assert not ZoneGround.objects.exists()
