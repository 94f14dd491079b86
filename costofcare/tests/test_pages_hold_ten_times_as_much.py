"""Each page of the portal at ten times the demo's size asks the database no oftener, and has at most 150 kB.

A small market with one of each kind is repeated to two thousand locations, with all that belongs to them.
"""

from hashlib import md5

import pytest

from accounts.tests.pages import client_of
from costofcare.tests.answers import OWN, Crawl
from costofcare.tests.many_rows import repeat_all
from costofcare.tests.open_to import Address, all_addresses
from costofcare.tests.page_sizes import PageSize, sizes
from costofcare.tests.test_walk_others_find_nothing import market, objects

__all__ = ["market", "objects"]
# One page in so many is opened by night.
SAMPLE = 8
# What is larger, and why; a page that no longer is has to go from here.
LARGER = {
    "/calculations/<uuid:calculation_id>/compare/": "the small market has no second calculation to compare with",
}


def is_sampled(address: Address) -> bool:
    return md5(address.path.encode()).digest()[0] % SAMPLE == 0


def test_what_grows_is_told():
    assert list(PageSize(9, 150_001).faults(PageSize(8, 1000))) == ["9 queries, not 8", "150,001 bytes"]
    assert list(PageSize(8, 150_000).faults(PageSize(8, 1000))) == []


@pytest.mark.django_db
@pytest.mark.usefixtures("no_second_factor")
class TestTenTimesTheDemo:
    @pytest.fixture
    def crawl(self, market, objects) -> Crawl:
        return Crawl(objects, {name: client_of(getattr(market.cast, who)) for name, who in OWN.items()})

    @pytest.mark.nightly
    def test_a_sample_of_pages_does_not_grow(self, crawl):
        self.hold(crawl, [one for one in all_addresses() if is_sampled(one)])

    @pytest.mark.proof
    def test_no_page_grows(self, crawl):
        self.hold(crawl, all_addresses())

    def hold(self, crawl, addresses):
        people: dict[str, str] = {}
        small = sizes(crawl, addresses, people)
        repeat_all()
        large = sizes(crawl, [one for one in addresses if one.path in small], people)
        faults = {path: list(size.faults(small[path])) for path, size in large.items()}
        grown = {path: said for path, said in faults.items() if said}
        assert {path: said for path, said in grown.items() if path not in LARGER} == {}
        assert [path for path in LARGER if path in large and path not in grown] == [], "mended: take it from LARGER"
        assert sorted(small.keys() - large.keys()) == [], "no longer a page"
