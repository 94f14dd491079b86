"""Everybody who is let loose on a release, by name."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from random import Random

from reports.domain.attacks import (
    all_others,
    by_rank,
    coverage_and_weights,
    hidden_cells,
    insiders,
    lines,
    overlaps,
    tariffs,
    versions,
)
from reports.domain.attacks.outsiders import AttackerGuess
from reports.domain.attacks.scene import AttackScene

Play = Callable[[AttackScene, Random], AttackerGuess | None]


class AttackRule(StrEnum):
    """How near an attacker may come within 5p and 1 %; exact figures are held alike for all."""

    STRONG = "no more often than strong"
    ALL_OTHERS = "within 1 % at most in 40 %"
    ORDER = "within 1 % at most before + 10 points"
    NAMES = "names a return no more often than chance"


@dataclass(frozen=True, slots=True)
class Attacker:
    play: Play
    rule: AttackRule = AttackRule.STRONG

    @property
    def name(self) -> str:
        return self.play.__name__.replace("_", " ")


ATTACKERS = (
    Attacker(by_rank.odd_median),
    Attacker(by_rank.quartile_rank),
    Attacker(by_rank.rank_fit, AttackRule.ORDER),
    Attacker(insiders.own_value),
    Attacker(insiders.two_colluders),
    Attacker(insiders.two_colluders_in_order, AttackRule.ORDER),
    Attacker(insiders.owner_of_a_group),
    Attacker(insiders.one_insider),
    Attacker(insiders.two_insiders),
    Attacker(insiders.all_but_one, AttackRule.ALL_OTHERS),
    Attacker(versions.one_more_return),
    Attacker(versions.one_return_less),
    Attacker(versions.corrected_value),
    Attacker(versions.four_of_five_newcomers),
    Attacker(versions.penny_corrections),
    Attacker(versions.corrections_of_five),
    Attacker(versions.two_exercises),
    Attacker(overlaps.subgroup),
    Attacker(overlaps.complement),
    Attacker(overlaps.colluders_in_a_zone),
    Attacker(overlaps.columns_of_homes),
    Attacker(lines.lines_beside_totals),
    Attacker(lines.lines_in_order, AttackRule.ORDER),
    Attacker(lines.lines_in_a_zone),
    Attacker(lines.visit_lengths),
    Attacker(lines.one_visit_length),
    Attacker(all_others.all_but_one_with_lengths, AttackRule.ALL_OTHERS),
    Attacker(tariffs.lines_and_tariff),
    Attacker(tariffs.lines_and_tariff_in_order, AttackRule.ORDER),
    Attacker(tariffs.price_of_a_visit),
    Attacker(tariffs.price_of_a_visit_in_order, AttackRule.ORDER),
    Attacker(hidden_cells.hidden_line),
    Attacker(hidden_cells.hidden_zero),
    Attacker(coverage_and_weights.left_out_by_weight, AttackRule.NAMES),
)

# What would be if both parts of the tariff were measures of their own: no release has them.
OF_TWO_MEASURES = (
    Attacker(tariffs.lines_and_two_measures),
    Attacker(tariffs.lines_and_two_measures_in_order, AttackRule.ORDER),
    Attacker(tariffs.measured_price_of_a_visit),
    Attacker(tariffs.measured_price_of_a_visit_in_order, AttackRule.ORDER),
)

# Whom no policy that releases lines holds to the rule, with or without visits: docs/attacks.md says how near they come.
NOT_HELD = (
    Attacker(all_others.all_but_one_with_lines, AttackRule.ALL_OTHERS),
    Attacker(all_others.all_but_one_with_all, AttackRule.ALL_OTHERS),
)
