"""A rate card is shown as a grid, a row a visit and a column a kind of day; each rate stands once."""

from decimal import Decimal
from random import Random

from markets.ratecards.domain.card_grid import ANY_DAY, card_grid
from markets.ratecards.domain.card_lines import CardLine, DayKind


def test_a_row_a_visit_and_a_column_a_kind_of_day():
    lines = [
        CardLine("Moor", 30, DayKind.WEEKEND, 1, Decimal("13.73")),
        CardLine("moor", 30, DayKind.WEEKDAY, 1, Decimal("12.95")),
        CardLine("", None, DayKind.ANY, 2, Decimal("24.61")),
    ]
    grid = card_grid(lines)
    assert grid.days == (ANY_DAY, "Weekday", "Weekend")
    assert [(row.zone, row.visit, row.rates) for row in grid.rows] == [
        ("Moor", "30 minutes", (None, Decimal("12.95"), Decimal("13.73"))),
        ("", "any length, two careworkers", (Decimal("24.61"), None, None)),
    ]
    assert card_grid([]).rows == ()


def test_each_rate_stands_once():
    rng = Random(4)
    cells = {(z, k, d, n) for z in ("a", "b", "") for k in (15, 30, None) for d in DayKind for n in (1, 2)}
    for _ in range(20):
        chosen = rng.sample(sorted(cells, key=str), rng.randint(1, 40))
        lines = [CardLine(z, k, d, n, Decimal(number)) for number, (z, k, d, n) in enumerate(chosen, 1)]
        rates = [rate for row in card_grid(lines).rows for rate in row.rates if rate is not None]
        assert sorted(rates) == [line.rate for line in lines]
