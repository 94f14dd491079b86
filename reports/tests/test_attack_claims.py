"""What is claimed of attackers is tested as it says: binomial tails, pairs beside *strong*, Holm over all claims."""

from fractions import Fraction
from math import comb
from random import Random

import pytest

from reports.domain.attacks.knowledge import MarketKnowledge, strong_guess
from reports.domain.attacks.outsiders import AttackerGuess
from reports.domain.attacks.scores import AttackScore, Hits, Tolerance
from reports.domain.attacks.verdicts import at_least, holm, more_than_strong
from reports.domain.order_windows import Window


def plain_holm(p_values: list[float], level: float) -> set[int]:
    """Reject the smallest while it is at most level over how many are left, starting anew each time."""
    left = dict(enumerate(p_values))
    while left:
        smallest = min(left, key=lambda number: (left[number], number))
        if left[smallest] * len(left) > level:
            break
        del left[smallest]
    return set(range(len(p_values))) - set(left)


def test_holm_equals_its_twin() -> None:
    rng = Random(5)
    for _ in range(300):
        p_values = [rng.choice((1.0, rng.random(), rng.random() / 1000)) for _ in range(rng.randint(0, 12))]
        assert holm(p_values, 0.01) == plain_holm(p_values, 0.01)


def test_holm_takes_the_smallest_first_and_stops() -> None:
    assert holm([0.004, 0.0049, 0.02], 0.01) == set()
    assert holm([0.0033, 0.02, 0.0049], 0.01) == {0, 2}
    assert holm([], 0.01) == set()


@pytest.mark.parametrize(("hits", "tries", "share"), [(0, 9, 0.1), (3, 9, 0.1), (9, 9, 0.4), (12, 400, 0.01)])
def test_a_binomial_tail_is_summed_up(hits: int, tries: int, share: float) -> None:
    p = Fraction(share)
    exact = 1 - sum(comb(tries, k) * p**k * (1 - p) ** (tries - k) for k in range(hits))
    assert at_least(hits, tries, share) == pytest.approx(float(exact))


def test_a_share_of_nothing_or_of_all() -> None:
    assert (at_least(1, 9, 0), at_least(1, 9, 1), at_least(0, 0, 0.5)) == (0, 1, 1)


def test_beside_strong_only_those_count_that_one_of_them_got_right() -> None:
    assert more_than_strong(Hits()) == 1
    assert more_than_strong(Hits(released=50, strong=43, only_released=7)) == 1 / 128
    assert more_than_strong(Hits(only_released=2, only_strong=1)) == 4 / 8


def test_what_is_not_claimed_is_no_miss() -> None:
    score = AttackScore()
    score.add(AttackerGuess(victim=20.0, released=None, before=20.0, strong=20.0))
    score.add(AttackerGuess(victim=20.0, released=20.19, before=20.04, strong=20.004))
    assert (score.played, score.claims) == (2, 1)
    found = {tolerance: (hits.released, hits.before, hits.strong) for tolerance, hits in score.hits.items()}
    assert found == {
        Tolerance.EXACT: (0, 0, 1),
        Tolerance.FIVE_PENCE: (0, 1, 1),
        Tolerance.ONE_PERCENT: (1, 1, 1),
    }


def test_whoever_knows_all_others_of_a_window_knows_the_last() -> None:
    totals = [17.0, 20.0, 21.5, 23.0, 30.0]
    knowledge = MarketKnowledge(5, {1: 20.0, 3: 23.0})
    assert knowledge.solved(2, Window(1, 3), 64.5 / 3) == pytest.approx(21.5)
    assert knowledge.shared_out(Window(1, 3), 64.5 / 3) == pytest.approx(21.5)
    assert strong_guess(totals, 2) == 21.5
    assert MarketKnowledge(5, {}).expected(2) == pytest.approx(22)


def test_nobody_overtakes_a_known_neighbour() -> None:
    assert MarketKnowledge(5, {1: 20.0, 3: 23.0}).solved(2, Window(1, 3), 30.0) == 23.0
