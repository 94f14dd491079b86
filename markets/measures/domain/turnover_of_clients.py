"""Turnover of clients: how many end in a year, and how long they stay in a steady state."""

from fractions import Fraction

from markets.measures.domain.figures import Number

WEEKS_A_YEAR = 52


def ends_per_hundred(ends: Number, mean_on_books: Number) -> Fraction | None:
    return 100 * Fraction(ends) / Fraction(mean_on_books) if mean_on_books else None


def mean_stay_in_weeks(ends: Number, mean_on_books: Number) -> Fraction | None:
    """Return the weeks that a client stays on average, where as many start as end."""
    return WEEKS_A_YEAR * Fraction(mean_on_books) / Fraction(ends) if ends else None
