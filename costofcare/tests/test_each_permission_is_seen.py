"""Each permission predicate, replaced by *yes*, changes an answer of its own room: else the crawl would not miss it.

The wall in the database is down meanwhile (pages are made as the owner of the tables), so that permissions alone stand
and what is found is theirs. ``docs/permissions.md`` has the answers, written by ``manage.py open_each_permission``.
"""

import pytest

from costofcare.servers.roles import OWNER
from costofcare.tests.answers import Crawl, clients_of_everybody
from costofcare.tests.opened_permissions import first_difference, keep, predicates
from costofcare.tests.test_walk_others_find_nothing import market, objects

__all__ = ["market", "objects"]
# What no answer of its own room can show, and why.
NOT_SHOWN: dict[str, str] = {}
BY_NIGHT = ("accounts.can_administer",)


def test_predicates_are_found_in_every_room():
    assert {*BY_NIGHT, *NOT_SHOWN} <= predicates().keys()
    assert len(predicates()) >= 45


@pytest.mark.django_db
@pytest.mark.usefixtures("no_second_factor")
@pytest.mark.parametrize(
    "name",
    [pytest.param(name, marks=pytest.mark.nightly if name in BY_NIGHT else pytest.mark.proof) for name in predicates()],
)
def test_opened_it_is_seen(market, objects, settings, name):
    settings.WALL_ROLE = OWNER
    found = first_difference(Crawl(objects, clients_of_everybody(market.cast)), name)
    keep(name, found)
    assert found or name in NOT_SHOWN, "no answer is another: let the crawl see it"
