"""Rounds unlike the demo's: all alike, one against all others, sixty councils; none says more than it knows."""

from dataclasses import replace
from fractions import Fraction

import pytest

from benchmarking.analysis.domain.hypotheses import TOO_ALIKE, findings_of
from benchmarking.rounds.domain.councils import CouncilFigures

SEED, TIMES = 7, 199
COUNCIL = CouncilFigures("", "nel", "inner", "dps", "nlw", *[Fraction(1, 2)] * 7)


def councils(n: int, llw: int = 0, frameworks: int = 0) -> list[CouncilFigures]:
    """Return councils of prices that rise, the dearest of which require the Living Wage and buy by a framework."""
    return [
        replace(
            COUNCIL, la=str(at), price_exact=Fraction(20 + at), pay_floor="llw" if at >= n - llw else "nlw",
            model="framework" if at >= n - frameworks else "dps",
        )
        for at in range(n)
    ]  # fmt: skip


def said(rows: list[CouncilFigures], *keys: str) -> list[str]:
    return [one.sentence for one in findings_of(rows, SEED, keys, times=TIMES).values()]


def test_councils_that_are_all_alike_are_not_called_few():
    assert set(said([replace(one, price_exact=Fraction(20)) for one in councils(26, 13)], "H1", "H2", "H7")) == {
        TOO_ALIKE
    }


@pytest.mark.parametrize(("few", "goes"), [(4, False), (5, True), (22, False)])
def test_fewer_than_five_of_a_group_carry_no_link(few: int, goes: bool):
    for sentence in said(councils(26, few, few), "H2", "H7"):
        assert ("goes with" in sentence) == goes
        assert sentence.endswith("(26 councils)" if goes else "(26 councils, fewer than 5 in a group)"), sentence


def test_sixty_councils_are_asked_as_thirty_are():
    links = said(councils(60, 30, 30), "H1", "H2", "H7")
    assert links[0] == TOO_ALIKE and all("goes with" in one and "(60 councils)" in one for one in links[1:])
