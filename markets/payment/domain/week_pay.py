"""What a rule pays for a client's week or a block of guaranteed hours, in DuckDB; its twins are in client_week.py."""

from dataclasses import replace

from markets.payment.domain.expression import Dialect
from markets.payment.domain.paid_level import BlockTerms
from markets.payment.domain.paid_seconds import paid_sql
from markets.payment.domain.rule import PaymentRule, Precision

# A price of planned time stands in pence for so many.
FINE = 360_000
A_HUNDRED = 100


def counted_sql(rule: PaymentRule) -> str:
    """Return the column of a week's delivered seconds: precision is each visit's own."""
    return "by_minute" if rule.precision is Precision.MINUTE_DOWN else "by_second"


def week_seconds(rule: PaymentRule, delivered: str) -> str:
    """Return the paid seconds of a week with ``planned`` seconds; nothing where nobody came at all."""
    whole = paid_sql(replace(rule, precision=Precision.SECOND), Dialect.DUCKDB)
    pays = whole.replace("planned_seconds", "planned").replace("actual_seconds", delivered)
    return f"(CASE WHEN done > 0 THEN {pays} ELSE 0 END)"


def block_seconds(delivered: str, block: BlockTerms) -> str:
    """Return the guaranteed seconds, and what goes beyond the margin above them."""
    most = f"(guaranteed * {A_HUNDRED + int(block.margin)} // {A_HUNDRED})"
    return f"(guaranteed + greatest(0, {delivered} - {most}))"


def rounded_sql(seconds: str, share: str) -> str:
    """Return pence, half up, of seconds at the mean price of what was planned; ``share`` is whole per cent."""
    per = f"(planned * {FINE * A_HUNDRED})"
    return f"((2 * {seconds} * {share} * price + {per}) // (2 * {per}))"
