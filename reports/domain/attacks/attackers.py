"""Everybody who is let loose on a release, by name."""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from reports.domain.attacks import by_rank, coverage_and_weights, insiders, lines, overlaps, versions
from reports.domain.attacks.outsiders import AttackerGuess
from reports.domain.attacks.scene import AttackScene

Play = Callable[[AttackScene, Random], AttackerGuess | None]


@dataclass(frozen=True, slots=True)
class Attacker:
    """An attack and what it goes by. It names a return (``names``), or guesses a figure."""

    play: Play
    names: bool = False

    @property
    def name(self) -> str:
        return self.play.__name__.replace("_", " ")


ATTACKERS = tuple(
    Attacker(play)
    for play in (
        by_rank.odd_median,
        by_rank.quartile_rank,
        by_rank.rank_fit,
        insiders.own_value,
        insiders.two_colluders,
        insiders.owner_of_a_group,
        insiders.one_insider,
        insiders.two_insiders,
        insiders.all_but_one,
        versions.one_more_return,
        versions.one_return_less,
        versions.corrected_value,
        versions.four_of_five_newcomers,
        versions.penny_corrections,
        versions.corrections_of_five,
        versions.two_exercises,
        overlaps.subgroup,
        overlaps.complement,
        overlaps.columns_of_homes,
        lines.lines_beside_totals,
        lines.visit_lengths,
        lines.hidden_cells,
    )
) + (Attacker(coverage_and_weights.left_out_by_weight, names=True),)
