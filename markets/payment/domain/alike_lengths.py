"""Attendances that are alike in all that a rule looks at, as one whole number: what a database counts by quickest.

It holds, from the top: planned minutes, delivered steps, whether it was done, its share (of 10,000), and the number of
its rate.
"""

from markets.payment.domain.rule import MINUTE
from markets.payment.domain.simulation import SHORT_BY

LENGTHS, DONE, SHARES, RATES = 1 << 15, 2, 1 << 14, 1 << 16


def counted_as(minutes: str, length: str, is_done: str, share: str) -> str:
    """Return the number without its rate; of what was not done no length counts."""
    lasting = f"CASE WHEN {is_done} THEN {length} * {DONE} + 1 ELSE 0 END"
    return f"(CAST({minutes} AS BIGINT) * {LENGTHS * DONE} + {lasting}) * {SHARES} + {share}"


def minutes_of(kind: str) -> str:
    return f"CAST({kind} / {LENGTHS * DONE * SHARES} AS INTEGER)"


def with_rate(kind: str, rate: str) -> str:
    return f"{kind} * {RATES} + {rate}"


def told_apart(step: int) -> str:
    """Return the columns of a number with its rate, ``kind``; delivered time is in steps of so many seconds."""
    whole = f"kind / {RATES}"
    planned = f"({whole} / {LENGTHS * DONE * SHARES} * {MINUTE})"
    actual = f"(mod({whole} / {DONE * SHARES}, {LENGTHS}) * {step})"
    done = f"(mod({whole} / {SHARES}, {DONE}) = 1)"
    return (
        f"{planned} AS planned_seconds, {actual} AS actual_seconds, {done} AS is_done, "
        f"{done} AND {planned} - {actual} > {SHORT_BY} AS is_short, mod({whole}, {SHARES}) AS share, "
        f"mod(kind, {RATES}) AS rate"
    )
