"""Rate cards hold one after the other: no day has two, and none between the first and the last has none."""

from datetime import date, timedelta
from random import Random

import pytest

from markets.ratecards.domain.card_dates import CardDates, trouble_with, trouble_without

YEAR = CardDates("2025", date(2025, 4, 1), date(2026, 3, 31))
OPEN = CardDates("2026", date(2026, 4, 1), None)


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (date(2024, 4, 1), date(2025, 3, 31), ""),
        (date(2024, 4, 1), date(2025, 3, 30), "No card would hold on 31 March 2025."),
        (date(2024, 4, 1), date(2025, 4, 1), "“2025” holds from 1 April 2025 to 31 March 2026."),
        (date(2027, 4, 1), None, "“2026” holds from 1 April 2026 on."),
        (date(2026, 5, 1), date(2026, 4, 1), "It would end on 1 April 2026, before it begins on 1 May 2026."),
    ],
)
def test_what_stands_against_a_card(first: date, last: date | None, said: str):
    assert trouble_with(CardDates("New", first, last), [OPEN, YEAR]).startswith(said)
    assert bool(trouble_with(CardDates("New", first, last), [OPEN, YEAR])) == bool(said)


def test_a_card_between_others_stays():
    after = CardDates("2027", date(2027, 4, 1), None)
    middle = CardDates("2026", date(2026, 4, 1), date(2027, 3, 31))
    assert "no card would hold from 1 April 2026 to 31 March 2027" in trouble_without(middle, [YEAR, after])
    assert trouble_without(YEAR, [middle, after]) == trouble_without(after, [YEAR, middle]) == ""


def test_it_is_what_a_calendar_says():
    """A card is taken if and only if every day from the first to the last then has exactly one card."""
    rng, begin = Random(3), date(2026, 1, 1)
    for _ in range(300):
        cuts = sorted(rng.sample(range(1, 12), rng.randint(1, 3)))
        days = [(a, b - 1) for a, b in zip([0, *cuts], [*cuts, 12], strict=True)]
        others = [CardDates(str(at), begin + timedelta(a), begin + timedelta(b)) for at, (a, b) in enumerate(days)]
        others.pop(rng.randrange(len(others)))
        first = rng.randint(-3, 15)
        new = (first, first + rng.randint(0, 6))
        spans = [(one.first.toordinal(), one.last.toordinal()) for one in others if one.last]
        mine = tuple(begin.toordinal() + day for day in new)
        calendar = [day for low, high in [*spans, mine] for day in range(low, high + 1)]
        # A hole that was there before is not this card's doing, so only days beside it count.
        once = len(calendar) == len(set(calendar))
        beside = {mine[0] - 1, mine[1] + 1}
        below, above = any(day < mine[0] for day in calendar), any(day > mine[1] for day in calendar)
        joins = (not below or mine[0] - 1 in calendar) and (not above or mine[1] + 1 in calendar)
        card = CardDates("new", *(date.fromordinal(day) for day in mine))
        assert beside and (trouble_with(card, others) == "") == (once and joins), (card, others)
