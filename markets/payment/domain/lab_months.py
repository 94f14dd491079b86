"""The months of a payment lab: those that are held, and the days of the ones that were chosen."""

from calendar import monthrange
from datetime import date

Span = tuple[date, date]


def months_of(span: Span) -> list[tuple[str, str]]:
    """Return each month of the days that are held, as 2025-06 and in words."""
    first, last = (day.year * 12 + day.month - 1 for day in span)
    days = [date(month // 12, month % 12 + 1, 1) for month in range(first, last + 1)]
    return [(f"{day:%Y-%m}", f"{day:%B %Y}") for day in days]


def days_within(span: Span, first_month: str, last_month: str) -> Span | None:
    """Return the held days from one month to another, blank for the ends of what is held; None if there are none."""
    first, last = span
    if first_month:
        first = max(first, date.fromisoformat(f"{first_month}-01"))
    if last_month:
        begins = date.fromisoformat(f"{last_month}-01")
        last = min(last, begins.replace(day=monthrange(begins.year, begins.month)[1]))
    return (first, last) if first <= last else None
