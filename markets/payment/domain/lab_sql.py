"""The payment lab's question as one statement: what rules pay for attendances, by provider, zone, length and day.

The same text but for whole division serves PostgreSQL over the half-minute table and DuckDB over the visits. Its source
numbers ``cells`` of ``whose``, ``zone``, ``minutes`` planned and ``day_type`` in ``spots``, and counts in ``counted``
the attendances of a ``cell`` that are alike: their ``number``, their ``delivered`` seconds, and what a rule looks at:
``planned_seconds``, ``actual_seconds``, ``is_done``, ``is_short``, ``share`` (of 10,000) and ``rate``. A rule is worked
out once for each length that there is, not for each attendance, and texts are looked at once a cell.
"""

from collections.abc import Sequence

from markets.payment.domain.expression import Dialect
from markets.payment.domain.lab_rates import rate_relations
from markets.payment.domain.lab_sources import LabSource
from markets.payment.domain.lab_terms import WHOLE
from markets.payment.domain.rule import PaymentRule
from markets.payment.domain.rule_columns import full_sql, pays_sql

KEYS = ("whose", "zone", "minutes", "day_type")
PARTS = WHOLE * WHOLE
# Of each rule: paid seconds, pence, attendances whose pay is another than by the first rule, the least and most of it.
EACH = ("seconds", "pence", "changed", "least", "most", "stay")


def lab_sql(source: LabSource, rules: Sequence[PaymentRule], dialect: Dialect) -> str:
    """Return a row for the whole, and for each provider, zone, length and kind of day.

    Columns: which of ``KEYS`` is summed over (a bit each), the four keys, attendances done, their seconds, those more
    than five minutes short, then ``EACH`` of every rule, and of every rule but the first twice the median change.
    """
    keys, numbers, alike = ", ".join(KEYS), range(len(rules)), ", ".join(source.alike)
    apart = numbers[1:]
    parts = [
        rate_relations(dialect),
        *source.relations,
        f"kinds AS (SELECT DISTINCT {alike} FROM counted WHERE {source.alike[-1]} IS NOT NULL)",
        f"told AS (SELECT {source.told} FROM kinds)",
        f"paid AS (SELECT *, {', '.join(_paid(rule, n, dialect) for n, rule in enumerate(rules))} "
        "FROM told LEFT JOIN price USING (rate) WHERE share > 0)",
        f"priced AS (SELECT *, {', '.join(_priced(n, dialect) for n in numbers)} FROM paid)",
        f"pays AS MATERIALIZED (SELECT {alike}, {_KINDS}, {', '.join(_kept(n) for n in numbers)} FROM priced)",
        f"summed AS (SELECT cell, {_CELLS}, {', '.join(_sums(n) for n in numbers)} "
        f"FROM counted JOIN pays USING ({alike}) GROUP BY cell)",
        "cells AS MATERIALIZED (SELECT * FROM summed JOIN spots USING (cell))",
        f"lines AS ({_lines(keys, numbers)})",
    ]
    if apart:
        moved = ", ".join(f"d{number}" for number in apart)
        parts.append(
            f"moved AS MATERIALIZED (SELECT whose, {moved}, {whole_sql('sum(number)')} AS number "
            f"FROM counted JOIN pays USING ({alike}) JOIN spots USING (cell) WHERE done = 1 GROUP BY whose, {moved})"
        )
        parts += [_median(number) for number in apart]
    medians = "".join(f", middle{number}.twice" for number in apart)
    return f"""
        WITH {", ".join(parts)}
        SELECT lines.*{medians} FROM lines {" ".join(_beside(number) for number in apart)}"""


_KINDS = "CASE WHEN is_done THEN 1 ELSE 0 END AS done, CASE WHEN is_short THEN 1 ELSE 0 END AS hurried"
_CELLS = """sum(number * done) AS visits, sum(delivered * done) AS delivered, sum(number * hurried) AS short"""


def _lines(keys: str, numbers: Sequence[int]) -> str:
    return f"""
        SELECT CAST(grouping({keys}) AS INTEGER) AS line, {keys}, {whole_sql("sum(visits)")} AS visits,
            {whole_sql("sum(delivered)")} AS delivered, {whole_sql("sum(short)")} AS short,
            {", ".join(_summed(number) for number in numbers)}
        FROM cells GROUP BY GROUPING SETS ((), {", ".join(f"({key})" for key in KEYS)})"""


def whole_sql(expression: str) -> str:
    return f"CAST(coalesce({expression}, 0) AS BIGINT)"


def _paid(rule: PaymentRule, number: int, dialect: Dialect) -> str:
    """Return the paid seconds, and those had it lasted as planned; what was not done is paid a share of planned."""
    return (
        f"CAST(CASE WHEN is_done THEN {pays_sql(rule, number, dialect)} ELSE planned_seconds END AS BIGINT) "
        f"AS s{number}, CAST({full_sql(rule, number, dialect)} AS BIGINT) AS f{number}"
    )


def _priced(number: int, dialect: Dialect) -> str:
    return f"{pence_sql(f's{number}', dialect)} AS p{number}, {pence_sql(f'f{number}', dialect)} AS q{number}"


def pence_sql(seconds: str, dialect: Dialect) -> str:
    """Return pence, half up, once an attendance."""
    return f"((2 * {seconds} * share * num + per * {PARTS}) {dialect.value} (2 * per * {PARTS}))"


def _kept(number: int) -> str:
    """Return what a kind of attendance adds up to by a rule: parts of seconds, pence, change, and pence of staying."""
    k = number
    return (
        f"s{k} * share AS w{k}, p{k}, p{k} - p0 AS d{k}, CASE WHEN p{k} <> p0 THEN 1 ELSE 0 END AS c{k}, "
        f"CASE WHEN is_short THEN q{k} - p{k} ELSE 0 END AS t{k}"
    )


def _sums(number: int) -> str:
    """Return the sums of a rule; the first one does not change against itself."""
    k = number
    changes = (
        (f"sum(number * c{k}) AS changed{k}", f"min(d{k}) AS least{k}", f"max(d{k}) AS most{k}")
        if k
        else ("0 AS changed0", "0 AS least0", "0 AS most0")
    )
    return ", ".join(
        (
            f"sum(number * w{k}) AS seconds{k}",
            f"sum(number * p{k}) AS pence{k}",
            *changes,
            f"sum(number * t{k}) AS stay{k}",
        )
    )


def _summed(number: int) -> str:
    how = {"least": "min", "most": "max"}
    return ", ".join(whole_sql(f"{how.get(name, 'sum')}({name}{number})") + f" AS {name}{number}" for name in EACH)


def _median(k: int) -> str:
    """Return the median change of each provider and of all (``whose`` is null), as twice its value: a whole number."""
    return f"""
        steps{k} AS (
            SELECT whose, d{k} AS change, sum(number) AS number FROM moved
            GROUP BY GROUPING SETS ((whose, d{k}), (d{k}))
        ),
        upto{k} AS (
            SELECT whose, change, sum(number) OVER (PARTITION BY whose ORDER BY change) AS upto,
                sum(number) OVER (PARTITION BY whose) AS n
            FROM steps{k}
        ),
        middle{k} AS (
            SELECT whose, CAST(min(CASE WHEN 2 * upto >= n THEN change END)
                + min(CASE WHEN 2 * upto > n THEN change END) AS BIGINT) AS twice
            FROM upto{k} GROUP BY whose
        )"""


def _beside(number: int) -> str:
    middle = f"middle{number}"
    return f"LEFT JOIN {middle} ON lines.line IN (7, 15) AND {middle}.whose IS NOT DISTINCT FROM lines.whose"
