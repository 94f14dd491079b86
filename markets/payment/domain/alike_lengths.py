"""Attendances that are alike in all that a rule looks at, as one whole number: what a database counts by quickest.

It holds, from the top: planned time, delivered steps, whether it was not done, done, or done and more than five minutes
short, its share (of 10,000), and the number of its rate.
"""

LENGTHS, STATES, SHARES, RATES = 1 << 15, 3, 1 << 14, 1 << 14
DONE, SHORT = 1, 2
STATE = SHARES * RATES


def base_of(planned: str, share: str, rate: str) -> str:
    """Return the number of what was not done, of which no length counts."""
    return f"(CAST({planned} AS BIGINT) * {LENGTHS * STATES * SHARES} + {share}) * {RATES} + {rate}"


def done_kind(base: str, length: str, is_short: str) -> str:
    """Return the number of what was done, so many steps long."""
    state = f"CASE WHEN {is_short} THEN {SHORT} ELSE {DONE} END"
    return f"{base} + (({length}) * {STATES} + {state}) * CAST({STATE} AS BIGINT)"


def told_apart(unit: int, step: int, mark: str) -> str:
    """Return the columns of ``kind``, such a number; times are in so many seconds."""
    whole = f"(kind {mark} {STATE})"
    state = f"mod({whole}, {STATES})"
    return (
        f"CAST({whole} {mark} {LENGTHS * STATES} AS INTEGER) * {unit} AS planned_seconds, "
        f"mod({whole} {mark} {STATES}, {LENGTHS}) * {step} AS actual_seconds, "
        f"{state} > 0 AS is_done, {state} = {SHORT} AS is_short, mod(kind {mark} {RATES}, {SHARES}) AS share, "
        f"mod(kind, {RATES}) AS rate"
    )
