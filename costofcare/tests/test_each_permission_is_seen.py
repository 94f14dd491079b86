"""Each permission predicate, replaced by *yes*, changes an answer of its own room: else the crawl would not miss it.

The wall in the database is down meanwhile (pages are made as the owner of the tables), so that permissions alone stand
and what is found is theirs. ``docs/permissions.md`` has the answers, written by ``manage.py open_each_permission``.
"""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from benchmarking.models import BenchmarkRound, CouncilReturn, RoundMember
from costofcare.servers.roles import OWNER
from costofcare.tests.answers import Crawl, clients_of_everybody
from costofcare.tests.opened_permissions import (
    Trace,
    difference,
    first_difference,
    keep,
    predicates,
    shown_by,
    traced,
)
from costofcare.tests.test_walk_others_find_nothing import market, objects
from engagement.tests.campaign_steps import a_step
from markets.fees.actions import scenarios
from register.models import Exercise
from reports.actions import releases
from reports.tests.accepted_returns import Market
from submissions.models import Upload

__all__ = ["market", "objects"]
AS_IT_STANDS, LATER = "as it stands", "later"
# Made once, by the first that needs it: what is answered with all closed, and what each request asks.
TRACES: list[Trace] = []


def make_it_later(market: Market, objects: dict[str, Any]) -> dict[str, Any]:
    """The last day has passed, an exact table waits for its second approval, a file failed, a scenario is frozen, a
    round is locked; a campaign is council's.
    """
    Exercise.objects.filter(id=market.exercise.id).update(preset="statutory")
    draft = replace(market, exercise=Exercise.objects.get(id=market.exercise.id)).draft()
    today = timezone.localdate()
    releases.approve(by=market.sam, release_id=draft.id)
    closed = {"opens_on": today - timedelta(days=60), "closes_on": today - timedelta(days=1)}
    Exercise.objects.filter(id=market.cast.exercise.id).update(**closed)
    Upload.objects.filter(id=objects["upload_id"]).update(state="failed")
    scenarios.freeze(by=market.cast.carol, scenario_id=objects["scenario_id"])
    a_round_is_locked(market, objects)
    step = a_step(market.cast.carol, market.cast.exercise)
    return objects | {"release_id": draft.id, "campaign_id": step.campaign_id, "step_id": step.id}


def a_round_is_locked(market: Market, objects: dict[str, Any]) -> None:
    """All that a council sent is approved, and somebody else approves for it now."""
    approved = {"approved_at": timezone.now(), "approved_by_id": market.cast.carol.person_id}
    CouncilReturn.objects.filter(id=objects["version_id"]).update(**approved)
    RoundMember.objects.filter(id=objects["member_id"]).update(delegate_email="somebody.else@example.org")
    BenchmarkRound.objects.filter(id=objects["round_id"]).update(state="locked")


def test_predicates_are_found_in_every_room():
    assert len(predicates()) >= 45


@pytest.mark.django_db
@pytest.mark.usefixtures("no_second_factor")
class TestOpened:
    @pytest.fixture
    def crawl(self, market, objects, settings) -> Crawl:
        settings.WALL_ROLE = OWNER
        return Crawl(objects, clients_of_everybody(market.cast))

    @pytest.mark.nightly
    def test_it_is_seen_where_it_was_seen_last(self, market, crawl):
        """By the one request that stands in the table, before and after."""
        shown = shown_by()
        assert shown.keys() == predicates().keys(), "run manage.py open_each_permission"
        unseen = [name for name in shown if not self.is_seen(crawl, name, *shown[name], AS_IT_STANDS)]
        crawl.objects = make_it_later(market, crawl.objects)
        assert unseen + [name for name in shown if not self.is_seen(crawl, name, *shown[name], LATER)] == []

    def is_seen(self, crawl, name, asked, when, now) -> bool:
        return when != now or bool(difference(crawl, asked, name, crawl.page(*asked)))

    @pytest.mark.proof
    @pytest.mark.parametrize("name", predicates())
    def test_it_is_seen(self, market, crawl, name):
        if not TRACES:
            TRACES.append(traced(crawl))
        found, when = first_difference(crawl, TRACES[0], name), AS_IT_STANDS
        if found is None:
            crawl.objects = make_it_later(market, crawl.objects)
            found, when = first_difference(crawl, TRACES[0], name, is_later=True), LATER
        keep(name, found, when)
        assert found, "no answer is another: let the crawl see it"
