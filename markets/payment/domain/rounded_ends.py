"""Start and end rounded apart: 08:02 to 08:28 is paid as 08:00 to 08:30 where both go to the nearest five minutes."""

from dataclasses import replace

from markets.payment.domain.paid_seconds import paid
from markets.payment.domain.rule import PaidBasis, PaymentRule, Rounding


def paid_between_ends(rule: PaymentRule, start: int, end: int, planned: int) -> int:
    """Return the paid seconds of a visit from ``start`` to ``end``, seconds since the same midnight."""
    step = rule.step

    def nearest(time: int) -> int:
        return (2 * time + step) // (2 * step) * step

    between = nearest(end) - nearest(start) if step else end - start
    rest = replace(rule, basis=PaidBasis.ACTUAL, rounding=Rounding.NONE, step=0)
    return paid(rest).work(planned, between)
