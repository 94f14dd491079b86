"""Who could name rows of the anonymous sheets: attackers with what anybody may know, and how many rows they name.

A row says a third and no more, so that an attacker who guesses which councils are in a third deals the rows of that
third out among them: of those guessed rightly one row is right in the mean, however many they are.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from fractions import Fraction
from itertools import combinations
from math import sqrt
from typing import Any

from benchmarking.analysis.domain.catalogue import MEASURES
from benchmarking.editions.domain.drawn_topics import DrawnTopic, DrawnTopics
from benchmarking.editions.domain.edition_source import EditionSource
from reports.datasheets.domain.bands import Third

TIMES_CHANCE = 3
# So many standard errors above chance are no accident: one in a thousand.
NO_ACCIDENT = 3.1
KNOWS_FIGURES = "knows this figure of every council"
KNOWS_PRICE = "knows every price (FOI, MSIF), and which way it goes with this figure"
KNOWS_PRACTICE = "knows model, pay floor and place, and what is usual for each"
ELIMINATES = "takes away the rows of those who are named"
JOINS = "joins sheets of this edition by the order of their rows"


@dataclass(frozen=True, slots=True)
class EditionAttack:
    """How many of the rows of a sheet an attacker names in the mean, against what guessing names."""

    sheet: str
    attacker: str
    rows: int
    named: float
    most: float

    @property
    def holds(self) -> bool:
        return self.named <= self.most + 1e-9


def attacks_on(source: EditionSource, topics: DrawnTopics) -> list[EditionAttack]:
    return [*(one for sheet in topics.sheets for one in _on_sheet(source, sheet)), *joined(topics.sheets)]


def attacks_part(attacks: Sequence[EditionAttack]) -> list[dict[str, Any]]:
    """Return the table for the approver: shares of the rows, and whether each holds."""
    return [
        asdict(one) | {
            "label": MEASURES[one.sheet].label if one.sheet in MEASURES else "All sheets",
            "share": round(100 * one.named / one.rows, 1), "bound": round(100 * one.most / one.rows, 1),
            "chance": round(100 / one.rows, 1) if one.sheet else round(100 * one.most / one.rows, 1),
            "holds": one.holds,
        }
        for one in attacks
        if one.rows
    ]  # fmt: skip


def nearest(rows: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Return of each attacker in a table for the approver the sheet on which it comes nearest to its bound."""
    best: dict[str, Mapping[str, Any]] = {}
    for one in rows:
        before = best.get(one["attacker"])
        if before is None or one["named"] / one["most"] > before["named"] / before["most"]:
            best[one["attacker"]] = one
    return list(best.values())


def _on_sheet(source: EditionSource, sheet: DrawnTopic) -> Iterator[EditionAttack]:
    thirds = dict(zip(sheet.order, sheet.rows, strict=True))
    for attacker, several in guesses_on(source, sheet).items():
        named = max(named_by(guess, thirds) for guess in several)
        yield EditionAttack(sheet.measure, attacker, len(thirds), float(named), TIMES_CHANCE)
    left = unnamed_on(source, sheet)
    if left:
        rest = {code: thirds[code] for code in left}
        yield EditionAttack(sheet.measure, ELIMINATES, len(rest), float(named_by(rest, rest)), TIMES_CHANCE)


def guesses_on(source: EditionSource, sheet: DrawnTopic) -> dict[str, list[dict[str, Third]]]:
    """Return by attacker the thirds that it takes councils to be in; of several it finds the best itself."""
    thirds = dict(zip(sheet.order, sheet.rows, strict=True))
    prices = source.of_measure("price")
    falling = {code: -price for code, price in prices.items()}
    return {
        KNOWS_FIGURES: [thirds],
        KNOWS_PRICE: [_by_rank(prices, thirds), _by_rank(falling, thirds)],
        KNOWS_PRACTICE: [_by_rank(_usual(source, sheet.measure), thirds)],
    }


def named_by(guess: Mapping[str, Third], thirds: Mapping[str, Third]) -> Fraction:
    """Return how many rows are named rightly in the mean by who deals those of a third among the guessed ones."""
    rows, right = Counter(thirds.values()), Counter(guess[code] for code in guess if guess[code] == thirds.get(code))
    return sum((Fraction(right[third], rows[third]) for third in rows), Fraction(0))


def _by_rank(scores: Mapping[str, Fraction], thirds: Mapping[str, Third]) -> dict[str, Third]:
    """Guess thirds by an order of councils: as many lowest are in the lower third as it has rows."""
    order = sorted((code for code in thirds if code in scores), key=lambda code: (scores[code], code))
    sizes = Counter(thirds.values())
    dealt = [third for third in Third for _ in range(sizes[third])]
    return dict(zip(order, dealt, strict=False))


def _usual(source: EditionSource, measure: str) -> dict[str, Fraction]:
    """Return of each council the mean of the measure among those that buy alike: more than anybody knows of it."""
    values, alike = source.of_measure(measure), defaultdict(list)
    for code, value in values.items():
        alike[_class(source, code)].append(value)
    return {code: sum(of, Fraction(0)) / len(of) for code in values for of in [alike[_class(source, code)]]}


def _class(source: EditionSource, code: str) -> tuple[str, str, str]:
    one = source.figures[code]
    return one.model, one.pay_floor, one.place


def unnamed_on(source: EditionSource, sheet: DrawnTopic) -> list[str]:
    """Return the councils of a sheet that are not named with its measure."""
    blocks = MEASURES[sheet.measure].blocks
    named = {one.ons_code for one in source.members if one.shows(blocks)}
    return [code for code in sheet.order if code not in named]


def joined(sheets: Sequence[DrawnTopic]) -> list[EditionAttack]:
    """Return how often row n of one sheet is row n of another, over all pairs: by chance once a pair."""
    pairs = list(combinations(sheets, 2))
    if not pairs:
        return []
    rows = sum(min(len(one.order), len(other.order)) for one, other in pairs)
    same = sum(sum(a == b for a, b in zip(one.order, other.order, strict=False)) for one, other in pairs)
    expected = sum(_by_chance(one.order, other.order) for one, other in pairs)
    return [EditionAttack("", JOINS, rows, float(same), expected + NO_ACCIDENT * sqrt(expected))]


def _by_chance(one: Sequence[str], other: Sequence[str]) -> float:
    """Return how many rows meet in two random orders of partly the same councils."""
    both, most = len(set(one) & set(other)), max(len(one), len(other))
    return both / most if most else 0.0
