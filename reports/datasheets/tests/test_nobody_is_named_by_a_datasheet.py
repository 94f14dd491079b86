"""Whoever knows every released figure names no more rows of a sheet than three times chance (one of a sheet).

Attackers guess an authority for each row of one sheet; a hit is a row that is that authority's. By chance one row of a
sheet is hit, however many authorities there are. With exact figures in the rows all of them would be.
"""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from math import sqrt
from random import Random

import pytest

from costing.forms.homecare import HOMECARE
from reports.datasheets.domain.drawn_sheets import DrawnSheets, drawn_sheets

SEED = 20260401
LINES = [line.key for line in HOMECARE.lines][:8]
AIM = f"homecare/{LINES[0]}"


@dataclass(frozen=True)
class Known:
    """What an attacker knows: figures of all authorities and topics, two editions, and the rows of ``insiders``."""

    figures: dict[str, dict[str, Decimal]]
    sheets: DrawnSheets
    earlier: DrawnSheets
    insiders: dict[str, int]
    random: Random

    def rows_of(self, drawn: DrawnSheets, key: str = AIM) -> list[str]:
        return [third.value for third in next(one for one in drawn.sheets if one.topic.key == key).rows]

    def third_of(self, name: str, line: str) -> str:
        order = sorted(self.figures, key=lambda one: self.figures[one][line])
        share = (order.index(name) + 0.5) / len(order)
        return "lower" if share < 1 / 3 else "upper" if share > 2 / 3 else "middle"


Guess = Callable[[Known], list[str]]


def by_third(known: Known) -> list[str]:
    """Knows every price, so the third of each authority; and its own row, if it has any."""
    left = [name for name in known.figures if name not in known.insiders]
    known.random.shuffle(left)
    guesses = []
    own = {row: name for name, row in known.insiders.items()}
    for number, third in enumerate(known.rows_of(known.sheets), 1):
        fit = next((name for name in left if known.third_of(name, LINES[0]) == third), "")
        guesses.append("" if number in own else fit)
        left = [name for name in left if name != fit or number in own]
    return guesses


def by_place(known: Known) -> list[str]:
    return sorted(known.figures)


def by_price(known: Known) -> list[str]:
    return sorted(known.figures, key=lambda name: known.figures[name][LINES[0]])


def by_joined_topics(known: Known) -> list[str]:
    """Takes row n of every sheet for one authority, and looks who has these thirds."""
    rows = {line: known.rows_of(known.sheets, f"homecare/{line}") for line in LINES}
    return [_likest(known, {line: rows[line][number] for line in LINES}) for number in range(len(known.figures))]


def by_two_editions(known: Known) -> list[str]:
    """Takes row n of the same topic in two editions for one authority, the third of which has moved with its price."""
    pairs = zip(known.rows_of(known.sheets), known.rows_of(known.earlier), strict=True)
    return [_likest(known, {LINES[0]: now, "before": before}) for now, before in pairs]


def _likest(known: Known, thirds: dict[str, str]) -> str:
    def fits(name: str) -> int:
        return sum(known.third_of(name, LINES[0] if line == "before" else line) == of for line, of in thirds.items())

    names = list(known.figures)
    known.random.shuffle(names)
    return max(names, key=fits)


ATTACKERS: dict[str, tuple[Guess, int]] = {
    "knows every price": (by_third, 0),
    "and its own row": (by_third, 1),
    "and two rows": (by_third, 2),
    "alphabet": (by_place, 0),
    "order of prices": (by_price, 0),
    "row n of every topic": (by_joined_topics, 0),
    "row n of two editions": (by_two_editions, 0),
}


def named(rounds: int) -> dict[str, float]:
    """Return how many rows each attacker names on average on a sheet, over random regions of 6 to 33 authorities."""
    random, hits = Random(SEED), dict.fromkeys(ATTACKERS, 0)
    for _ in range(rounds):
        figures = a_region(random)
        tables = {name: table_of(of) for name, of in figures.items()}
        sheets, earlier = (drawn_sheets(HOMECARE, tables, random.shuffle) for _ in range(2))
        rows = {name: numbers[AIM] for name, numbers in sheets.own.items()}
        for called, (guess, insiders) in ATTACKERS.items():
            own = {name: rows[name] for name in list(figures)[:insiders]}
            known = Known(figures, sheets, earlier, own, random)
            guesses = guess(known)
            hits[called] += sum(rows[name] == number for number, name in enumerate(guesses, 1) if name)
    return {called: found / rounds for called, found in hits.items()}


def a_region(random: Random) -> dict[str, dict[str, Decimal]]:
    """Dear authorities are dear in most lines, as in life."""
    found = {}
    for number in range(random.randrange(6, 34)):
        level = random.gauss(1, 0.1)
        prices = {line: Decimal(round(level * random.gauss(2000, 100) * 1000) + number).scaleb(-5) for line in LINES}
        found[f"Authority {number:02}"] = prices
    return found


def table_of(prices: dict[str, Decimal]) -> dict[str, object]:
    hidden = {"lower_quartile": None, "upper_quartile": None, "n": 9, "indicative": False}
    cells = {line: {**hidden, "median": f"{price:.6f}"} for line, price in prices.items()}
    return {"table": {"homecare": cells}, "totals": {}}


def holds(rounds: int) -> None:
    found = named(rounds)
    print(f"\nrows named of a sheet, by chance 1.00, {rounds} regions, seed {SEED}")
    print("\n".join(f"{called:<24}{rows:5.2f}" for called, rows in found.items()))
    # The hits of a third are those of a random order: one on average, with a variance of one.
    most = 3 + 3.3 * sqrt(3 / rounds)
    assert {called: rows for called, rows in found.items() if rows > most} == {}


@pytest.mark.nightly
def test_in_a_few_regions():
    holds(40)


@pytest.mark.proof
def test_in_two_thousand_regions():
    holds(2000)
