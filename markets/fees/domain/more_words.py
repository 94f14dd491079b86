"""How much more or less something costs, in words."""

from decimal import Decimal

from spreadsheets.decimals import rounded


def more_or_less(amount: Decimal) -> str:
    """Return £1,234 more, £1,234 less, or nothing more, in whole pounds."""
    shown = rounded(amount, 0)
    if not shown:
        return "nothing more"
    return f"£{abs(shown):,f} {'more' if shown > 0 else 'less'}"
