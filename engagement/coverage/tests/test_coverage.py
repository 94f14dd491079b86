"""Coverage by providers, locations and weight: the published case, and what must hold of any market."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from engagement.coverage.domain.breakdown import Breakdown, parts
from engagement.coverage.domain.coverage import (
    REACHED,
    Coverage,
    Stage,
    coverage,
    for_council,
    response_rate,
)
from engagement.coverage.domain.location_status import Touches
from engagement.coverage.domain.percentages import (
    amount_words,
    percent_of,
    percent_words,
    to_five,
)
from engagement.coverage.tests.test_outcomes import STEADY, any_facts
from engagement.tests.location_facts import MOMENT, facts

SPOKE = Touches(calls=1, answered=1)
# Nine homes with 548 beds; the first six, with 355, sent a usable return.
BEDS = (60, 70, 55, 45, 80, 45, 90, 63, 40)


def hounslow() -> list:
    return [
        facts(n, touches=SPOKE, of={"weight": Decimal(beds)}, received_at=MOMENT if n < 6 else None, is_usable=n < 6)
        for n, beds in enumerate(BEDS)
    ]


def printed(seen: Coverage) -> list[tuple[str, ...]]:
    return [
        (
            row.stage.label,
            amount_words(row.locations.number),
            percent_words(row.locations.percent).replace("\N{NO-BREAK SPACE}", " "),
            amount_words(row.weight.number),
            percent_words(row.weight.percent).replace("\N{NO-BREAK SPACE}", " "),
        )
        for row in seen.rows
    ]


PUBLISHED = [
    ("In scope", "9", "–", "548", "–"),
    ("Engaged", "9", "100 %", "548", "100 %"),
    ("Submitted", "6", "67 %", "355", "65 %"),
    ("Usable", "6", "67 %", "355", "65 %"),
]


def test_the_published_table_of_homes_comes_out_exactly():
    assert printed(coverage(hounslow())) == PUBLISHED


def test_the_council_sees_the_same_but_for_the_usable():
    assert printed(for_council(coverage(hounslow()))) == PUBLISHED[:-1]


def test_home_care_of_46_per_cent_of_providers_and_over_80_per_cent_of_hours():
    big = [facts(n, of={"weight": Decimal("812.5")}, received_at=MOMENT, is_usable=True) for n in range(6)]
    small = [facts(n, of={"weight": Decimal(150)}) for n in range(6, 13)]
    row = coverage(big + small).at(Stage.SUBMITTED)
    assert (row.providers.percent, row.locations.percent) == (46, 46)
    assert row.weight.percent is not None and row.weight.percent > 80
    assert response_rate(coverage(big + small)) == 46


def test_who_is_not_relevant_is_no_part_of_the_response_rate():
    market = [*hounslow(), facts(90, of={"is_relevant": False}, received_at=MOMENT)]
    assert response_rate(coverage(market)) == 67
    assert coverage(market).not_relevant == 1


def test_where_nothing_is_in_scope_there_is_nothing_to_say():
    assert printed(coverage([]))[1] == ("Engaged", "0", "–", "0", "–")
    assert response_rate(coverage([])) is None


def test_a_location_without_hours_counts_as_none_of_them_and_is_told_of():
    seen = coverage([facts(1, of={"weight": None}), facts(2)])
    assert seen.unweighed == 1 and seen.at(Stage.IN_SCOPE).weight.number == 10


@STEADY
@given(st.lists(any_facts, max_size=12))
def test_the_funnel_only_narrows_and_no_measure_exceeds_the_scope(market):
    rows = coverage(market).rows
    for name in ("providers", "locations", "weight"):
        numbers = [getattr(row, name).number for row in rows]
        assert numbers == sorted(numbers, reverse=True)
        assert all(0 <= (getattr(row, name).percent or 0) <= 100 for row in rows)


@STEADY
@given(st.lists(any_facts, max_size=12))
def test_coverage_is_what_one_counts_by_hand(market):
    for row in coverage(market).rows:
        there, weight, providers = 0, Decimal(0), []
        for one in market:
            if REACHED[row.stage](one):
                there += 1
                weight += one.place.weight
                providers += [one.place.provider_id] if one.place.provider_id not in providers else []
        assert (row.providers.number, row.locations.number, row.weight.number) == (len(providers), there, weight)


@STEADY
@given(st.lists(any_facts, max_size=12))
def test_the_parts_of_a_market_add_up_to_it(market):
    for by in Breakdown:
        found = parts(market, by)
        for stage in Stage if found else ():
            total = sum(part.coverage.at(stage).locations.number for part in found)
            assert total == coverage(market).at(stage).locations.number


def test_size_bands_go_from_the_smallest_on_and_what_nobody_said_comes_last():
    sizes = {"over 800 hours": 900, "": 5000, "up to 300 hours": 200, "301 to 800 hours": 500}
    market = [
        facts(n, of={"size_band": band, "weight": Decimal(hours)}) for n, (band, hours) in enumerate(sizes.items())
    ]
    assert [part.name for part in parts(market, Breakdown.SIZE)] == [
        "up to 300 hours",
        "301 to 800 hours",
        "over 800 hours",
        "Not said",
    ]


def test_per_cents_are_whole_and_half_up():
    assert [percent_of(n, 200) for n in (1, 3, 199, 200)] == [1, 2, 100, 100]
    assert [to_five(n, 1000) for n in (24, 25, 648, 675)] == [0, 5, 65, 70]
    assert percent_of(1, 0) is None and to_five(1, 0) is None
