"""No attacker learns an exact figure from a release more often than by chance; from plain quantiles nearly all do.

The command attack_releases plays the same with any number of markets.
"""

import re
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from reports.domain.attacks.attackers import ATTACKERS
from reports.domain.attacks.scores import Score, attack
from reports.domain.attacks.usefulness import BANDS, usefulness
from reports.domain.policy import STATUTORY

NAMES = [attacker.__name__ for attacker in ATTACKERS]


@pytest.fixture(
    scope="module",
    params=[
        pytest.param(0.1, id="some equal figures"),
        pytest.param(0.0, id="all figures differ", marks=pytest.mark.nightly),
    ],
)
def scores(request: pytest.FixtureRequest) -> dict[str, Score]:
    return attack(400, seed=2022, equal=request.param)


@pytest.fixture(scope="module")
def plain() -> dict[str, Score]:
    return attack(150, seed=2022, policy=STATUTORY)


@pytest.mark.parametrize("name", NAMES)
def test_an_attacker_is_right_no_more_often_than_by_chance(scores: dict[str, Score], name: str) -> None:
    assert scores[name].played >= 80
    assert not scores[name].beats_chance, scores[name]


@pytest.mark.nightly
@pytest.mark.parametrize("name", [name for name in NAMES if name != "complement"])
def test_the_same_attacker_breaks_plain_quantiles(plain: dict[str, Score], name: str) -> None:
    """The complement is the exception: sums of medians do not subtract exactly. R5 is tested by itself."""
    assert plain[name].beats_chance
    assert plain[name].released >= plain[name].played / 3


@pytest.mark.nightly
def test_small_markets_hold_as_well() -> None:
    assert not [name for name, score in attack(300, seed=7, sizes=(6, 9), equal=0).items() if score.beats_chance]


def test_of_five_returns_the_two_beside_the_middle_one_seldom_hit_its_penny() -> None:
    """The one place where the policy leaves more than chance: the window has three figures and two of them know
    each other. The step leaves 60 pennies to choose from; they are right in about 1 of 80, chance in 1 of 200."""
    five = attack(600, seed=7, sizes=(5, 5), equal=0)
    assert five["two_colluders"].released <= five["two_colluders"].played * 0.03
    assert not [name for name, score in five.items() if score.beats_chance and name != "two_colluders"]


def test_totals_are_shown_and_near_the_exact_median() -> None:
    found = usefulness(1500, seed=2022)
    assert found.keys() == set(BANDS)
    for band, useful in found.items():
        assert useful.markets >= 100 and not useful.breaks(band), (band, useful)


def test_a_score_is_a_one_sided_binomial_test_of_the_markets_that_only_one_guess_got_right() -> None:
    assert Score().p_value == 1
    assert Score(released_only=7, chance_only=0).p_value == 1 / 128
    assert Score(released_only=7).beats_chance
    assert not Score(released_only=6).beats_chance
    assert not Score(released_only=10, chance_only=10).beats_chance
    assert Score(released_only=2, chance_only=1).p_value == 4 / 8


def play(*options: str) -> tuple[str, int]:
    out = StringIO()
    try:
        call_command("attack_releases", *options, stdout=out)
    except SystemExit as stop:
        return out.getvalue(), int(stop.code or 0)
    return out.getvalue(), 0


def test_the_command_prints_its_seed_and_repeats_itself() -> None:
    printed, status = play("--markets", "20")
    seed = re.search(r"seed (\d+)", printed)
    assert seed and status == 0
    assert play("--markets", "20", "--seed", seed[1]) == (printed, 0)


def test_the_command_says_so_when_an_attack_succeeds() -> None:
    printed, status = play("--markets", "30", "--seed", "1", "--policy", "statutory")
    assert status == 1
    assert "BEATS CHANCE" in printed


def test_the_command_refuses_markets_that_it_cannot_attack() -> None:
    with pytest.raises(CommandError, match="three returns"):
        play("--sizes", "2", "9")
