"""Figures of a payment lab's lines and the same in words: what a week costs, changes, neutral rates, why to stay."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from costing.figure_words import gbp
from markets.payment.domain.lab_result import LabLevel, LabLine
from spreadsheets.decimals import rounded

HOUR, PENCE, YEAR, WEEK, NOTHING = Decimal(3600), Decimal(100), Decimal(365), Decimal(7), "–"


def days_of_document(document: Mapping[str, Any]) -> int:
    return (date.fromisoformat(document["last"]) - date.fromisoformat(document["first"])).days + 1


def change_of(line: LabLine, number: int) -> Decimal | None:
    """Return by how many per cent a rule pays more than the first one; None where that pays nothing."""
    first = line.rules[0].pence
    return (Decimal(line.rules[number].pence) / first - 1) * 100 if first else None


def neutral_of(line: LabLine, number: int) -> Decimal | None:
    """Return what the rate has to be multiplied with so that all are paid as by the first rule."""
    pence = line.rules[number].pence
    return Decimal(line.rules[0].pence) / pence if pence else None


def stay_of(line: LabLine, number: int) -> Decimal | None:
    """Return the pounds that leaving when done costs, the mean of visits more than five minutes short."""
    return Decimal(line.rules[number].stay) / line.short / PENCE if line.short else None


def median_of(line: LabLine, number: int) -> Decimal | None:
    """Return the median change in pounds of what is paid at once; None where it was not worked out."""
    twice = line.rules[number].twice
    return None if twice is None else Decimal(twice) / 2 / PENCE


def mean_of(line: LabLine, number: int) -> Decimal | None:
    """Return the mean change in pounds of what is paid at once."""
    pence = line.rules[number].pence - line.rules[0].pence
    return Decimal(pence) / line.paid_at_once / PENCE if line.paid_at_once else None


def share_changed(line: LabLine, number: int) -> str:
    """Return which share of what is paid at once comes to another sum than by the first rule."""
    share = Decimal(line.rules[number].changed) / line.paid_at_once if line.paid_at_once else Decimal(0)
    return f"{rounded(share * 100, 0)} %"


def a_week(pence: int, days: int) -> Decimal:
    return Decimal(pence) / PENCE / days * WEEK


def whole_pounds(amount: Decimal) -> str:
    shown = rounded(amount, 0)
    return f"{'−' if shown < 0 else ''}£{abs(shown):,}"


def signed(share: Decimal | None) -> str:
    """Return a change in per cent with its sign and one place."""
    if share is None:
        return NOTHING
    shown = rounded(share, 1)
    return f"{_sign(shown)}{abs(shown)} %"


def signed_pounds(amount: Decimal | None) -> str:
    """Return a change in pounds and pence with its sign."""
    if amount is None:
        return NOTHING
    shown = rounded(amount)
    return f"{_sign(shown)}{gbp(abs(shown))}"


def _sign(shown: Decimal) -> str:
    return "+" if shown > 0 else "−" if shown < 0 else ""


def name_of(line: LabLine, names: Mapping[str, str]) -> str:
    match line.level:
        case LabLevel.PROVIDER:
            return names.get(line.ref, line.ref)
        case LabLevel.LENGTH:
            return f"{line.ref} minutes"
        case LabLevel.DAY:
            return line.ref.replace("_", " ") or "not told"
    return line.ref or "not told"


def effect_words(line: LabLine, n: int, days: int) -> tuple[str, ...]:
    """Return a provider's income a week before and after, the change, the share that is
    paid differently, and of what is paid at once the largest, median and mean change.
    """
    one = line.rules[n]
    largest = one.least if -one.least > one.most else one.most
    return (
        whole_pounds(a_week(line.rules[0].pence, days)),
        whole_pounds(a_week(one.pence, days)),
        signed(change_of(line, n)),
        share_changed(line, n),
        signed_pounds(Decimal(largest) / PENCE),
        signed_pounds(median_of(line, n)),
        signed_pounds(mean_of(line, n)),
    )
