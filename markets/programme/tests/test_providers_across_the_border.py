"""Providers across the border of a zone: placed by postcode, by straight kilometres, and said what is missing."""

import pytest
from django.utils import timezone

from accounts.tests.pages import get, text_of
from markets.models import MarketProgramme, PlaceList
from markets.places.domain.place_layouts import PlaceLayout
from markets.places.domain.place_rows import PlaceTally
from markets.places.domain.place_sources import PlaceSource
from markets.programme.domain.border_providers import BorderPlace, border_providers, km_to_zone, postcodes_within
from markets.programme.tests.made_programme import a_programme, with_the_switch
from markets.tests.council import Council, make_council
from register.models import Authority, Location, Provider


def test_kilometres_are_to_the_nearest_square_and_the_nearest_comes_first():
    middles = [(420_000, 280_000), (423_000, 280_000)]
    assert km_to_zone((426_000, 284_000), middles) == 5.0
    points = {"NE11AA": (426_000, 284_000), "NE22BB": (420_000, 283_000), "NE33CC": (500_000, 280_000)}
    within = postcodes_within(points, middles, 10)
    found = border_providers([BorderPlace(key, "P", "A", key) for key in points], within)
    assert [(one.place.name, one.km_words) for one in found] == [("NE22BB", "3.0"), ("NE11AA", "5.0")]


def test_a_list_keeps_points_of_providers_outside_its_area_and_counts_them_as_outside():
    columns = {name: place for place, name in enumerate(("postcode", "east", "north", "county", "country"))}
    layout = PlaceLayout(PlaceSource.ONSPD, columns, len(columns), 1)
    tally = PlaceTally(layout, "E10000020", frozenset({"NE11AA", "ZZ99ZZ"}))
    for row in (
        ["AB1 1AA", "420000", "280000", "E10000020", "E"], ["NE1 1AA", "426010", "284020", "E10000021", "E"],
        ["NE2 2BB", "426010", "284020", "E10000021", "E"], ["ZZ9 9ZZ", "600000", "900000", "E10000021", "E"],
    ):  # fmt: skip
        tally.take(row)
    assert tally.near_beyond == [["NE11AA", 426_000, 284_000]]
    assert (tally.fates["used"], tally.fates["elsewhere"]) == (1, 3)


@pytest.mark.django_db
@pytest.mark.usefixtures("no_second_factor")
class TestOnAZonesPage:
    @pytest.fixture
    def council(self) -> Council:
        made = make_council()
        made.carol = with_the_switch(made.carol)
        a_programme(made.carol)
        whose = {"provider": Provider.objects.get(), "is_homecare": True, "rating": "Good"}
        there = {"Border Branch": "ne1 1aa", "Far Branch": "NE3 3CC"}
        for name, postcode in there.items():
            elsewhere = Authority.objects.get(name="Elsewhere")
            Location.objects.create(name=name, cqc_location_id=name, postcode=postcode, authority=elsewhere, **whose)
        return made

    def page(self, council: Council, **km: str) -> str:
        return text_of(get(council.dev, "markets:programme_zone", MarketProgramme.objects.get().id, 1, **km))

    def a_list(self, council: Council, beyond: list[list[object]]) -> None:
        PlaceList.objects.create(
            authority=council.authority, kind="postcodes", source="onspd", file_name="p.csv", sha256="0" * 64,
            attribution="Contains OS data", places=[], beyond=beyond, rows=0, used=0, made_at=timezone.now(),
            kept_at=timezone.now(),
        )  # fmt: skip

    def test_what_is_missing_is_said(self, council):
        assert "Send a list of postcodes" in self.page(council)
        self.a_list(council, [])
        assert "has places of your own area alone" in self.page(council)

    def test_those_within_reach_are_named_with_their_kilometres(self, council):
        self.a_list(council, [["NE11AA", 416_200, 280_500], ["NE33CC", 470_000, 280_000]])
        page = self.page(council)
        assert "Border Branch Elm Ltd Elsewhere 4.0 Good" in page and "Far Branch" not in page
        assert "Contains OS data" in page
        assert "No home-care location of another area lies within 3 km" in self.page(council, km="3")
        assert "Far Branch" in self.page(council, km="60")
        assert "must be between 1 and 100" in self.page(council, km="1000") and "Border" in self.page(council, km="no")
