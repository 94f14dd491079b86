"""Places among peers and P01 agree with a plain twin that sorts nothing beforehand, on random markets."""

from decimal import Decimal as D
from fractions import Fraction
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from costing.bands import Band
from costing.forms import CURRENT
from submissions.peers.domain.beside import beside_peers
from submissions.peers.domain.peer_groups import EVERYBODY, ColumnPeers, PeerGroup, PeerReturn
from submissions.peers.domain.peer_words import place_sentence, rank_in_words, usual_in_words
from submissions.peers.domain.places import LinePlace, place_of

BAND = Band(None, D("0.25"), "share")
FIGURE = st.none() | st.decimals(min_value=0, max_value=60, places=1)
ROW = st.tuples(FIGURE, st.sampled_from(["", "North", "South"]), st.sampled_from(["", "Small"]))


def market_of(rows) -> list[PeerReturn]:
    return [
        PeerReturn(UUID(int=number), f"Return {number:02}", zone, band, {"homecare": {"total": figure}})
        for number, (figure, zone, band) in enumerate(rows, 1)
    ]


def plain_quantile(values, quarter):
    ordered = sorted(Fraction(value) for value in values)
    whole, part = divmod((len(ordered) - 1) * quarter, 4)
    return ordered[whole] + (ordered[min(whole + 1, len(ordered) - 1)] - ordered[whole]) * Fraction(part, 4)


def plain_place(own, market):
    """The slow twin: n, median, how many are lower and higher, and whether the figure is far off."""
    others = [one for one in market if one.id != own.id]
    nearest = [one for one in others if own.zone and own.size_band and one.zone == own.zone]
    tries = [
        [one for one in nearest if one.size_band == own.size_band],
        [one for one in others if own.size_band and one.size_band == own.size_band],
        [one for one in others if own.zone and one.zone == own.zone],
    ]
    peers = next((found for found in tries if len(found) >= 8), others)
    figures = [f for one in peers if (f := one.columns["homecare"]["total"]) is not None]
    value = own.columns["homecare"]["total"]
    if not figures or value is None:
        return len(figures), None, 0, 0, False
    low, middle, high = (plain_quantile(figures, quarter) for quarter in (1, 2, 3))
    reach = (high - low) * 3 / 2
    ends = (low - reach, high + reach) if len(figures) >= 8 else (middle / 2, middle * 2)
    less, more = sum(f < value for f in figures), sum(f > value for f in figures)
    return len(figures), middle, less, more, not ends[0] <= Fraction(value) <= ends[1]


@given(st.lists(ROW, min_size=1, max_size=32))
def test_each_return_stands_where_the_plain_twin_puts_it(rows):
    market = market_of(rows)
    peers = ColumnPeers("homecare", market)
    for own in market:
        place, (n, middle, less, more, is_far) = place_of(own, "total", peers), plain_place(own, market)
        assert (place.n, place.is_outlier) == (n, is_far)
        if middle is not None:
            assert (Fraction(place.quartiles.median), place.lower, place.higher) == (middle, less, more)


def place_among(value: str | None, *others: str) -> LinePlace:
    market = market_of([(D(value) if value else None, "", ""), *((D(each), "", "") for each in others)])
    return place_of(market[0], "total", ColumnPeers("homecare", market))


def test_a_version_that_does_not_count_is_held_against_the_same_peers():
    """The own figure that counts is left out, and the one that is looked at has the place."""
    market = market_of([(D(20), "", ""), (D(30), "", ""), (D(34), "", "")])
    looked_at = PeerReturn(market[0].id, "Return 01", "", "", {"homecare": {"total": D(90)}})
    place = place_of(looked_at, "total", ColumnPeers("homecare", market))
    assert (place.n, place.quartiles.median, place.lower) == (2, D(32), 2)


def test_the_nearest_group_with_eight_others_is_taken():
    rows = [(D(30), "North", "Small")] * 8 + [(D(30), "South", "Small")] * 2
    market = market_of(rows)
    peers = ColumnPeers("homecare", market)
    assert peers.group_of(market[0]) == PeerGroup(size_band="Small")
    assert peers.group_of(market[9]) == PeerGroup(size_band="Small")
    assert ColumnPeers("homecare", market[:8]).group_of(market[0]) == EVERYBODY
    stranger = PeerReturn(UUID(int=99), "Return 99", "North", "Small", {})
    assert peers.group_of(stranger) == PeerGroup("North", "Small")
    assert peers.group_of(stranger).words == "of zone “North” and size band “Small”"


TOTALS = ("31", "31.5", "32", "32.5", "33")


def notes_on(own: str, *others: str) -> list[str]:
    market = market_of([(D(own), "", ""), *((D(each), "", "") for each in others)])
    form = CURRENT["homecare"]
    return [note.message for part in beside_peers(form, market[0], market, BAND) for note in part.notes]


def test_a_total_of_42_beside_a_median_of_32_does_not_pass_in_silence():
    """Neither rule fires, as half to twice of few is wide: the total has a note of its own."""
    place = place_among("42", *TOTALS)
    assert not place.is_outlier
    assert place_sentence("Total", place) == (
        "Total is £42.00: 31.3 % above the median of 5 other returns, £32.00, and higher than all 5."
    )
    assert notes_on("42", *TOTALS) == ["Total is 31.3 % above the median of its peers: more than 25 %."]
    assert notes_on("33.90", *TOTALS) == []
    assert notes_on("20", *TOTALS) == ["Total is 37.5 % below the median of its peers: more than 25 %."]


def test_with_eight_others_the_quartiles_decide():
    others = [str(30 + number) for number in range(8)]
    assert place_among("42.25", *others).usual == (D("26.50"), D("40.50"))
    assert place_among("42.25", *others).is_outlier and not place_among("40.50", *others).is_outlier
    too_far = "Total is 26.1 % above the median of its peers: more than 25 %."
    assert notes_on("42.25", *others) == [f"Total lies far from its peers. {too_far}"]


@pytest.mark.parametrize(
    ("value", "others", "words"),
    [
        ("30", ["20"], "higher than the other"),
        ("30", ["30"], "the same as the other"),
        ("30", ["30", "30"], "the same as all 2"),
        ("30", ["31", "40"], "lower than all 2"),
        ("30", ["30", "31", "32"], "lower than 2 of 3"),
        ("30", ["29", "30", "31"], "higher than 1 and lower than 1 of 3"),
        ("30", [], "–"),
        (None, ["29"], "–"),
    ],
)
def test_ranks_are_said_in_words(value, others, words):
    assert rank_in_words(place_among(value, *others)) == words


def test_what_cannot_be_told_is_said():
    assert place_sentence("Total", place_among("30")) == "Total is £30.00. No other return has this line yet."
    assert place_sentence("Total", place_among(None, "30")) == "Total is n/a."
    assert place_sentence("Mileage", place_among("3", "0", "0")) == (
        "Mileage is £3.00: above the median of 2 other returns, £0.00, and higher than all 2."
    )
    assert usual_in_words(place_among("30")) == ""
    assert "fewer than 8" in usual_in_words(place_among("3", "4"))
