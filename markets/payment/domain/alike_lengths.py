"""Attendances that are alike in all that a rule looks at, as one whole number: what a database counts by quickest.

It holds, from the top: planned time, delivered steps, whether it was not done, done, or done and more than five minutes
short, its share (of 10,000), and the number of its rate.
"""

from dataclasses import dataclass

LENGTHS, STATES, SHARES, RATES = 1 << 15, 3, 1 << 14, 1 << 14
DONE, SHORT = 1, 2
BEFORE_SHARE = LENGTHS * STATES


@dataclass(frozen=True, slots=True)
class AlikeColumns:
    """Expressions over an attendance; ``share`` is that of one that was done, ``other`` of all others."""

    planned: str
    length: str
    is_done: str
    is_short: str
    share: str
    other: str

    @property
    def kind(self) -> str:
        """Return the number without its rate; of what was not done no length counts."""
        state = f"CASE WHEN {self.is_short} THEN {SHORT} ELSE {DONE} END"
        done = f"({self.length} * {STATES} + {state}) * {SHARES} + {self.share}"
        rest = f"CASE WHEN {self.is_done} THEN {done} ELSE {self.other} END"
        return f"CAST({self.planned} AS BIGINT) * {BEFORE_SHARE * SHARES} + {rest}"


def planned_of(kind: str, mark: str) -> str:
    """Return the planned time of a number without its rate; ``mark`` is how the database writes whole division."""
    return f"CAST({kind} {mark} {BEFORE_SHARE * SHARES} AS INTEGER)"


def length_of(kind: str, mark: str) -> str:
    return f"mod({kind} {mark} {STATES * SHARES}, {LENGTHS})"


def with_rate(kind: str, rate: str) -> str:
    return f"{kind} * {RATES} + {rate}"


def told_apart(unit: int, step: int, mark: str) -> str:
    """Return the columns of ``kind``, a number with its rate; times are in so many seconds."""
    whole = f"(kind {mark} {RATES})"
    state = f"mod({whole} {mark} {SHARES}, {STATES})"
    return (
        f"{planned_of(whole, mark)} * {unit} AS planned_seconds, {length_of(whole, mark)} * {step} AS actual_seconds, "
        f"{state} > 0 AS is_done, {state} = {SHORT} AS is_short, mod({whole}, {SHARES}) AS share, "
        f"mod(kind, {RATES}) AS rate"
    )
