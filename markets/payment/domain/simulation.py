"""What each rule pays for each visit, and what they come to: minutes, neutral rate, reason to stay."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from markets.payment.domain.expression import Compiled
from markets.payment.domain.paid_seconds import paid
from markets.payment.domain.rule import MINUTE, PaymentRule
from markets.payment.domain.visit_lengths import VisitLength

SHORT_BY = 5 * MINUTE


@dataclass(frozen=True)
class RuleSum:
    """What a rule comes to over visits, in minutes.

    ``neutral_rate`` is what the rate has to be multiplied with for the first rule's income, None where nothing is
    paid. ``reason_to_stay`` is the mean of what leaving when done costs, over visits more than five minutes short; None
    without such visits.
    """

    minutes: Fraction
    by_provider: Mapping[str, Fraction]
    neutral_rate: Fraction | None
    reason_to_stay: Fraction | None


def paid_each(rules: Mapping[str, PaymentRule], visits: Iterable[VisitLength]) -> list[dict[str, Fraction]]:
    """Return the paid minutes of each visit by rule; a missed one is 0 in every rule."""
    work = _compiled(rules)
    return [{key: Fraction(_seconds(pay, visit), MINUTE) for key, pay in work.items()} for visit in visits]


def sums_of(rules: Mapping[str, PaymentRule], visits: Sequence[VisitLength]) -> dict[str, RuleSum]:
    """Return what each rule comes to; the first is what the others are measured by."""
    work = _compiled(rules)
    sums: dict[str, RuleSum] = {}
    first: int | None = None
    for key, pay in work.items():
        seconds = Counter[str]()
        for visit in visits:
            seconds[visit.provider] += _seconds(pay, visit)
        whole = seconds.total()
        first = whole if first is None else first
        by_provider = {provider: Fraction(paid_for, MINUTE) for provider, paid_for in seconds.items() if provider}
        neutral = Fraction(first, whole) if whole else None
        sums[key] = RuleSum(Fraction(whole, MINUTE), by_provider, neutral, _reason_to_stay(pay, visits))
    return sums


def _compiled(rules: Mapping[str, PaymentRule]) -> dict[str, Compiled]:
    return {key: paid(rule).work for key, rule in rules.items()}


def _seconds(pay: Compiled, visit: VisitLength) -> int:
    return 0 if visit.actual is None else pay(visit.planned, visit.actual)


def _reason_to_stay(pay: Compiled, visits: Iterable[VisitLength]) -> Fraction | None:
    lost = [
        pay(visit.planned, visit.planned) - pay(visit.planned, visit.actual)
        for visit in visits
        if visit.actual is not None and visit.planned - visit.actual > SHORT_BY
    ]
    return Fraction(sum(lost), len(lost) * MINUTE) if lost else None
