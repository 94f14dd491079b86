"""Beside the published lines, lengths of visits and the tariff tell nobody anything: one victim, with and without.

They are worked out from the lines, so that whoever has these has them. Attackers who take them for further roundings
are counted beside themselves without: of the markets that just one of both got right, no more than half may be of who
has them.
"""

from collections.abc import Sequence
from functools import cache
from random import Random

import pytest

from reports.domain.attacks import all_others, insiders, lines, tariffs
from reports.domain.attacks.attackers import Play
from reports.domain.attacks.methods import ours
from reports.domain.attacks.outsiders import lengths_from_lines
from reports.domain.attacks.scene import AttackScene
from reports.domain.attacks.scores import Hits, Tolerance, numbered_market
from reports.domain.attacks.shares import RATES, shown_in_proportion
from reports.domain.attacks.verdicts import SIGNIFICANT, holm, more_than_strong
from reports.domain.policy import PROTECTED

SEED, DAILY = 2026, 40
# Who has the lines; and the same who have the lengths, or lengths and tariff, as well.
WITHOUT_AND_WITH: tuple[tuple[Play, Play], ...] = (
    (all_others.all_but_one_with_lines, all_others.all_but_one_with_all),
    (lines.lines_beside_totals, tariffs.lines_and_tariff),
    (lines.lines_in_order, tariffs.lines_and_tariff_in_order),
)
TOTAL_AND_LINES: tuple[Play, Play] = (insiders.all_but_one, all_others.all_but_one_with_lines)
markets = pytest.mark.parametrize("number", [DAILY, pytest.param(2_000, id="2,000 markets", marks=pytest.mark.proof)])


@cache
def scenes(number: int) -> list[AttackScene]:
    """Return the markets; each keeps its release, which all attackers share."""
    return [AttackScene(numbered_market(at, SEED), ours()) for at in range(number)]


def chances(pairs: Sequence[tuple[Play, Play]], number: int) -> list[float]:
    """Return for each pair and tolerance how likely it is that, of the markets one alone got right, so many are the
    second's."""
    counted = {(pair, tolerance): Hits() for pair in pairs for tolerance in Tolerance}
    for at, scene in enumerate(scenes(number)):
        for pair in pairs:
            without, beside = (play(scene, Random(f"{SEED}:{at}:paired")) for play in pair)
            if without and beside and without.released is not None and beside.released is not None:
                assert without.victim == beside.victim
                for tolerance in Tolerance:
                    first, second = (tolerance.holds(one.released or 0, one.victim) for one in (without, beside))
                    counted[pair, tolerance].add(second, False, first)
    return [more_than_strong(hits) for hits in counted.values()]


@markets
def test_who_has_them_beside_the_lines_is_right_no_more_often(number: int) -> None:
    found = chances(WITHOUT_AND_WITH, number)
    assert len(found) == 9 and holm(found, SIGNIFICANT) == set(), found


@markets
def test_they_are_the_same_from_the_lines_alone(number: int) -> None:
    told = 0
    for scene in scenes(number):
        shown = shown_in_proportion(scene)
        lengths = {key: cell for key, cell in shown.items() if key.line in RATES}
        assert (
            lengths_from_lines({key: cell for key, cell in shown.items() if key not in lengths}, PROTECTED) == lengths
        )
        told += bool(lengths)
    assert told > number * 0.9


def test_this_count_sees_what_the_lines_add_to_the_total() -> None:
    *_, within_one_percent = chances([TOTAL_AND_LINES], DAILY)
    assert within_one_percent < SIGNIFICANT
