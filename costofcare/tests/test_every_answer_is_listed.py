"""URL by role by object by method: what each is answered stands in ``every_answer.csv``; what is new fails without it.

All objects are Elm's, in Testshire, so that a role *elsewhere* and the other provider ask for what is foreign. What is
posted is what the page's own form sends, or a body of common fields. To write the table anew after a change that was
meant, and look at what has changed: ``WRITE_ANSWERS=1 ./portal prove -k every_answer``.
"""

import os

import pytest

from costofcare.tests.answers import METHODS, Crawl, clients_of_everybody, differences, listed, requests, write
from costofcare.tests.open_to import all_addresses
from costofcare.tests.test_walk_others_find_nothing import market, objects

__all__ = ["market", "objects"]
# One in so many requests is asked by night.
SAMPLE = 601


def test_every_address_has_its_lines():
    stands = listed()
    addresses = {address.name for address in all_addresses()}
    missing = sorted({name for name in addresses for method in METHODS if (name, method) not in stands})
    assert missing == [], "write the table anew, and look at who is answered what (see above)"
    assert sorted({name for name, _ in stands} - addresses) == [], "in the table, and no longer there"


def test_a_stranger_and_somebody_without_a_role_get_nowhere_beyond_the_open_addresses():
    from costofcare.middleware.open_addresses import OPEN_ADDRESSES

    closed = [(key, row) for key, row in listed().items() if key[0] not in OPEN_ADDRESSES]
    assert [key for key, row in closed if row["stranger"] != "302"] == []


@pytest.mark.django_db
@pytest.mark.usefixtures("no_second_factor")
class TestAnswers:
    @pytest.fixture
    def crawl(self, market, objects) -> Crawl:
        return Crawl(objects, clients_of_everybody(market.cast))

    @pytest.mark.nightly
    def test_a_sample_is_as_listed(self, crawl):
        assert list(differences(crawl, list(requests())[::SAMPLE])) == []

    @pytest.mark.proof
    def test_all_are_as_listed(self, crawl):
        if os.environ.get("WRITE_ANSWERS"):
            write(crawl, all_addresses())
        assert list(differences(crawl, requests())) == []
