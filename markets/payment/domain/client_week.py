"""Banking of minutes: all of a client's week counted together, and a block of guaranteed hours."""

from collections.abc import Iterable
from dataclasses import replace

from markets.payment.domain.paid_seconds import paid
from markets.payment.domain.rule import MINUTE, PaymentRule, Precision

WeekVisit = tuple[int, int | None]


def paid_for_week(rule: PaymentRule, visits: Iterable[WeekVisit]) -> int:
    """Return the paid seconds of one client's week: Σ delivered against Σ planned, then the rule's later steps.

    ``visits`` are planned and delivered seconds, None where nobody came: that can be made up within the week. Precision
    is each visit's own; rounding, minimum and cap are the week's. A week in which nobody came at all is not paid.
    """
    counted = list(visits)
    if all(time is None for _, time in counted):
        return 0
    planned = sum(length for length, _ in counted)
    whole = rule.precision is Precision.MINUTE_DOWN
    delivered = sum(_counted(time, whole=whole) for _, time in counted if time is not None)
    return paid(replace(rule, precision=Precision.SECOND)).work(planned, delivered)


def _counted(time: int, *, whole: bool) -> int:
    return time // MINUTE * MINUTE if whole else time


def paid_for_block(delivered: int, guaranteed: int, per_cent: int) -> int:
    """Return the paid seconds of a block of guaranteed hours: as guaranteed within ± per cent, else as delivered.

    Below it the guarantee is paid all the same; above it what was delivered beyond the margin is paid, too.
    """
    most = guaranteed * (100 + per_cent) // 100
    return guaranteed if delivered <= most else guaranteed + delivered - most
