"""A simulation as JSON, figures as texts of six places, and as words."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from markets.payment.domain.rule import PaymentRule
from markets.payment.domain.simulation import RuleSum

PLACES = 6


def each_document(paid: Sequence[Mapping[str, Fraction]]) -> list[dict[str, str]]:
    known: dict[Fraction, str] = {}
    return [
        {key: known.get(time) or known.setdefault(time, _figure(time)) for key, time in row.items()} for row in paid
    ]


def sums_document(sums: Mapping[str, RuleSum]) -> dict[str, dict[str, Any]]:
    return {
        key: {
            "minutes": _figure(found.minutes),
            "by_provider": {provider: _figure(time) for provider, time in found.by_provider.items()},
            "neutral_rate": None if found.neutral_rate is None else _figure(found.neutral_rate),
            "reason_to_stay": None if found.reason_to_stay is None else _figure(found.reason_to_stay),
        }
        for key, found in sums.items()
    }


def sums_text(rules: Mapping[str, PaymentRule], sums: Mapping[str, RuleSum]) -> str:
    """Return a line a rule: never its cost without its neutral rate and its reason to stay."""
    return "\n".join(_line(rules[key], found) for key, found in sums.items())


def _line(rule: PaymentRule, found: RuleSum) -> str:
    neutral = "nothing is paid" if found.neutral_rate is None else f"neutral rate × {float(found.neutral_rate):.3f}"
    stay = "no visit is short" if found.reason_to_stay is None else f"{float(found.reason_to_stay):.2f} minutes"
    return f"{rule.label}: {float(found.minutes):,.1f} minutes; {neutral}; reason to stay: {stay}"


def _figure(amount: Fraction) -> str:
    """Return six places, half up; nothing here is negative but a reason to stay might be."""
    millionths = (abs(amount) * 2 * 10**PLACES + 1) // 2
    whole, part = divmod(millionths, 10**PLACES)
    return f"{'-' if amount < 0 and millionths else ''}{whole}.{part:0{PLACES}}"
