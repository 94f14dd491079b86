"""Nobody names more rows of an anonymous sheet than three times chance; with exact prices in rows all are named."""

from random import Random

import pytest

from benchmarking.editions.domain.drawn_topics import NEAR_NAMED, SAME_THIRD, TOO_CLOSE, drawn_topics, membership_of
from benchmarking.editions.domain.edition_attacks import attacks_on
from benchmarking.editions.domain.edition_chain import SHEET, contents_of, sealed, sheets_in
from benchmarking.editions.domain.edition_source import EditionSource
from benchmarking.editions.domain.made_regions import made_region
from benchmarking.editions.domain.named_members import NamedMember
from benchmarking.editions.domain.region_attacks import EXACT, EXACT_NEARLY, attack_regions
from benchmarking.rounds.domain.consent import ConsentBlock
from reports.datasheets.domain.bands import Third
from reports.domain.ledger import Ledger
from reports.domain.ledger_chain import faults_in
from reports.domain.member_seals import Seal

LEDGER = Ledger("round", b"key")
ALL = frozenset(ConsentBlock)


def held(regions: int, seed: int) -> None:
    scores = attack_regions(regions, seed)
    assert not [one.attacker for one in scores.values() if not one.holds]
    assert scores[EXACT].share > 0.9 and scores[EXACT_NEARLY].share > 3 * scores[EXACT_NEARLY].by_chance


def test_a_few_regions():
    held(4, 7)


@pytest.mark.proof
def test_five_hundred_regions():
    held(500, 2026)


def region(*, named: int, of: int = 12) -> EditionSource:
    made = made_region(Random(5), of, of)
    members = tuple(
        NamedMember(case.ons_code, case.council, ALL if at < named else frozenset())
        for at, case in enumerate(made.cases)
    )
    return EditionSource(made.week, made.cases, members, {})


def test_a_sheet_that_would_tell_of_the_few_who_are_not_named_is_withheld():
    assert set(drawn_topics(region(named=9), Random(1).shuffle, LEDGER, {}).withheld.values()) >= {NEAR_NAMED}
    assert "price" in [one.measure for one in drawn_topics(region(named=0), Random(1).shuffle, LEDGER, {}).sheets]
    assert "price" in [one.measure for one in drawn_topics(region(named=12), Random(1).shuffle, LEDGER, {}).sheets]


def test_all_of_the_unnamed_in_one_third_would_be_told():
    made = region(named=0, of=15)
    prices = made.of_measure("price")
    lowest = sorted(prices, key=lambda code: prices[code])[:5]
    members = tuple(
        NamedMember(case.ons_code, case.council, frozenset() if case.ons_code in lowest else ALL) for case in made.cases
    )
    found = drawn_topics(EditionSource(made.week, made.cases, members, {}), Random(1).shuffle, LEDGER, {})
    assert found.withheld["price"] == SAME_THIRD


def test_a_sheet_beside_an_earlier_one_tells_of_no_few():
    made = region(named=0)
    first = drawn_topics(made, Random(1).shuffle, LEDGER, {})
    contents = list(contents_of((), first.sheets, "edition 1", "policy"))
    same = drawn_topics(made, Random(2).shuffle, LEDGER, sheets_in(contents))
    assert [one.measure for one in same.sheets] == [one.measure for one in first.sheets]
    assert [one.order for one in same.sheets] != [one.order for one in first.sheets]
    fewer = EditionSource(made.week, made.cases[1:], made.members[1:], {})
    assert drawn_topics(fewer, Random(2).shuffle, LEDGER, sheets_in(contents)).withheld["price"] == TOO_CLOSE


def test_one_council_in_another_third_is_a_few():
    seal, before = Seal(LEDGER), {"a": Third.LOWER, "b": Third.UPPER}
    now = before | {"b": Third.LOWER}
    apart = {one.provider for one in membership_of(seal, before) ^ membership_of(seal, now)}
    assert len(apart) == 1


def test_the_chain_of_sheets_is_whole_until_somebody_touches_it():
    sheets = drawn_topics(region(named=0), Random(1).shuffle, LEDGER, {}).sheets
    rows = list(sealed(b"key", "round", "0" * 64, contents_of((), sheets, "edition 1", "policy")))
    assert list(faults_in(b"key", "round", rows, [rows[-1].seal])) == []
    assert {row.content["column"] for row in rows} == {SHEET}
    assert list(faults_in(b"key", "round", rows[1:], [rows[-1].seal]))


def test_the_approver_s_table_has_every_attacker_of_every_sheet():
    source = region(named=5)
    topics = drawn_topics(source, Random(1).shuffle, LEDGER, {})
    found = attacks_on(source, topics)
    assert all(one.holds for one in found)
    assert {one.sheet for one in found} == {"", *(one.measure for one in topics.sheets)}
    assert len([one for one in found if one.sheet == "price"]) == 4
