"""Percentages of what is in scope: whole ones, half up, and none of nothing."""

from decimal import Decimal

from spreadsheets.decimals import rounded

NOTHING_TO_SAY = "–"


def percent_of(part: Decimal | int, whole: Decimal | int) -> int | None:
    """Return the whole percentage, half up; None if the whole is nothing."""
    if not whole:
        return None
    return int(rounded(Decimal(part) * 100 / Decimal(whole), 0))


def to_five(part: Decimal | int, whole: Decimal | int) -> int | None:
    """Return the percentage to the nearest 5, as hours and beds are published (rule R12 of the release policy)."""
    if not whole:
        return None
    return 5 * int(rounded(Decimal(part) * 20 / Decimal(whole), 0))


def percent_words(share: int | None) -> str:
    return NOTHING_TO_SAY if share is None else f"{share}\N{NO-BREAK SPACE}%"


def amount_words(amount: Decimal | int | None) -> str:
    """Return an amount as 1,234 or 1,234.5; a dash if it is unknown."""
    if amount is None:
        return NOTHING_TO_SAY
    words = f"{amount:,f}"
    return words.rstrip("0").rstrip(".") if "." in words else words
