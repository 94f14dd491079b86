"""Figures as pages show them."""

from decimal import Decimal

from costing.figure_words import gbp

NONE = "–"


def shown(value: Decimal | None, unit: str) -> str:
    """Return a figure without its unit, but for the pound sign; a dash where there is none."""
    if value is None:
        return NONE
    if unit.startswith("£") and "thousand" not in unit:
        return gbp(value)
    text = f"{value:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
