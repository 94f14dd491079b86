"""Rules of which one at least is paid by a client's week or a block of hours, as one statement for DuckDB.

Rules are held against each other by client's week or, where one is paid by a block, by a provider's week. What was not
done is paid by itself (steps 7 and 8). A week's minutes are paid at the mean rate of what was planned in it.
"""

from collections.abc import Sequence
from datetime import date

from markets.payment.domain.expression import Dialect
from markets.payment.domain.lab_rates import rate_relations
from markets.payment.domain.lab_sql import PARTS, pence_sql, whole_sql
from markets.payment.domain.lab_terms import WHOLE
from markets.payment.domain.paid_level import BlockTerms, LevelledRule, PaidLevel, unit_of
from markets.payment.domain.rule import PaidBasis, Precision
from markets.payment.domain.rule_columns import ends_columns, full_sql, pays_sql
from markets.payment.domain.week_pay import FINE, block_seconds, counted_sql, rounded_sql, week_seconds
from markets.visits.domain.bank_holidays import EPOCH


def unit_sql(attended: str, rules: Sequence[LevelledRule], block: BlockTerms, span: tuple[date, date]) -> str:
    """Return a row for the whole and for each provider, in the columns of ``lab_sql``; zone, length and day are null.

    ``attended`` has a row an attendance, missed ones with them: they were planned.
    """
    unit, numbers = unit_of(rules), range(len(rules))
    parts = [
        rate_relations(Dialect.DUCKDB),
        f"attended AS MATERIALIZED ({_each(attended, rules)})",
        f"weeks AS ({_WEEKS})",
        f"blocks AS ({_blocks(rules, block, span)})",
        f"tall AS ({' UNION ALL '.join(_paid(number, rules[number], block, unit) for number in numbers)})",
        f"units AS ({_units(numbers)})",
        f"stays AS ({' UNION ALL '.join(_stays(number, rules[number], block) for number in numbers)})",
        f"told AS ({_TOLD})",
        f"stayed AS ({_stayed(numbers)})",
        f"lines AS ({_lines(numbers)})",
    ]
    each = ", ".join(f"seconds{k}, pence{k}, changed{k}, least{k}, most{k}, coalesce(stay{k}, 0)" for k in numbers)
    medians = "".join(f", twice{k}" for k in numbers[1:])
    return f"""
        WITH {", ".join(parts)}
        SELECT CASE WHEN lines.whose IS NULL THEN 15 ELSE 7 END, lines.whose, NULL, NULL, NULL, visits, delivered,
            short, {each}{medians}, units
        FROM lines JOIN told ON told.whose IS NOT DISTINCT FROM lines.whose
            LEFT JOIN stayed ON stayed.whose IS NOT DISTINCT FROM lines.whose"""


def _each(attended: str, rules: Sequence[LevelledRule]) -> str:
    """Return each attendance with what is paid for it by itself, done or not, and had it lasted as planned."""
    plain = [one.rule for one in rules]
    ends = "".join(f", {expression} AS {name}" for name, expression in ends_columns(plain).items())
    paid = "".join(
        f", CAST(CASE WHEN is_done THEN {pays_sql(rule, k, Dialect.DUCKDB)} ELSE planned_seconds END AS BIGINT) AS s{k}"
        f", CAST({full_sql(rule, k, Dialect.DUCKDB)} AS BIGINT) AS f{k}"
        for k, rule in enumerate(plain)
    )
    return f"""
        SELECT *, {pence_sql("planned_seconds", Dialect.DUCKDB)} AS other,
            CAST({FINE} AS HUGEINT) * planned_seconds * num // per AS price{paid}
        FROM (
            SELECT source.*{ends}, num, per
            FROM ({attended}) AS source JOIN place USING (zone, minutes, day_type) JOIN price USING (rate)
        )"""


# What counts as planned: what was done, and what was missed; a second careworker's week is paid apart.
_PLANNED = "FILTER (WHERE is_done OR outcome = 'missed')"
_WEEKS = f"""
    SELECT whose, client, week, further, coalesce(sum(planned_seconds) {_PLANNED}, 0) AS planned,
        coalesce(sum(price) {_PLANNED}, 0) AS price, count(*) FILTER (WHERE is_done) AS done,
        coalesce(sum(actual_seconds), 0) AS by_second, coalesce(sum(actual_seconds // 60 * 60), 0) AS by_minute
    FROM attended GROUP BY ALL"""
_TOLD = """
    SELECT whose, CAST(count(*) FILTER (WHERE is_done) AS BIGINT) AS visits,
        CAST(coalesce(sum(actual_seconds), 0) AS BIGINT) AS delivered,
        CAST(count(*) FILTER (WHERE is_short) AS BIGINT) AS short
    FROM attended GROUP BY GROUPING SETS ((), (whose))"""


def _blocks(rules: Sequence[LevelledRule], block: BlockTerms, span: tuple[date, date]) -> str:
    """Return each provider's weeks with its guaranteed seconds and what rules pay for its visits one by one.

    The guarantee is the same each day: a week of which the period has two days has two sevenths of it.
    """
    first, last = ((day - EPOCH).days for day in span)
    of_visits = "".join(
        f", coalesce(sum(s{k} * share) FILTER (WHERE is_done), 0) // {PARTS} AS d{k}" for k in range(len(rules))
    )
    kept = "".join(f", coalesce(d{k}, 0) AS d{k}" for k in range(len(rules)))
    days = f"(least(week * 7 + 3, {last}) - greatest(week * 7 - 3, {first}) + 1)"
    return f"""
        SELECT whose, week, planned, price,
            planned * {int(block.guaranteed)} * {days} // {100 * (last - first + 1)} AS guaranteed{kept}
        FROM (
            SELECT whose, sum(planned_seconds) {_PLANNED} AS planned, sum(price) {_PLANNED} AS price
            FROM attended GROUP BY whose
        )
        CROSS JOIN (SELECT unnest(generate_series({(first + 3) // 7}, {(last + 3) // 7})) AS week)
        LEFT JOIN (SELECT whose, week{of_visits} FROM attended GROUP BY whose, week) USING (whose, week)
        WHERE planned > 0"""


def _paid(number: int, one: LevelledRule, block: BlockTerms, unit: PaidLevel) -> str:
    """Return a rule's parts of seconds and pence by what is counted."""
    client = "''" if unit is PaidLevel.BLOCK else "client"
    apart = f"SELECT whose, {client} AS client, week, {number} AS k, planned_seconds * share AS seconds, other AS pence"
    not_done = f"{apart} FROM attended WHERE NOT is_done AND share > 0"
    match one.level:
        case PaidLevel.VISIT:
            pence = pence_sql(f"s{number}", Dialect.DUCKDB)
            return f"""SELECT whose, {client} AS client, week, {number} AS k, s{number} * share AS seconds,
                {pence} AS pence FROM attended WHERE share > 0"""
        case PaidLevel.CLIENT_WEEK:
            seconds = week_seconds(one.rule, counted_sql(one.rule))
            return f"""SELECT whose, {client} AS client, week, {number} AS k, {seconds} * further * {WHOLE} AS seconds,
                {rounded_sql(seconds, "further")} AS pence FROM weeks WHERE planned > 0 UNION ALL {not_done}"""
        case PaidLevel.BLOCK:
            seconds = block_seconds(f"d{number}", block)
            return f"""SELECT whose, '' AS client, week, {number} AS k, {seconds} * {PARTS} AS seconds,
                {rounded_sql(seconds, str(WHOLE))} AS pence FROM blocks UNION ALL {not_done}"""


def _units(numbers: Sequence[int]) -> str:
    sums = ", ".join(
        f"coalesce(sum({name}) FILTER (WHERE k = {k}), 0) AS {name[0]}{k}"
        for k in numbers
        for name in ("seconds", "pence")
    )
    return f"SELECT whose, client, week, {sums} FROM tall GROUP BY ALL"


def _lines(numbers: Sequence[int]) -> str:
    sums = ", ".join(
        f"""{whole_sql(f"sum(s{k})")} AS seconds{k}, {whole_sql(f"sum(p{k})")} AS pence{k},
            {whole_sql(f"count(*) FILTER (WHERE p{k} <> p0)")} AS changed{k},
            {whole_sql(f"min(p{k} - p0)")} AS least{k}, {whole_sql(f"max(p{k} - p0)")} AS most{k},
            CAST(2 * median(CAST(p{k} - p0 AS BIGINT)) AS BIGINT) AS twice{k}"""
        for k in numbers
    )
    return f"SELECT whose, {sums}, CAST(count(*) AS BIGINT) AS units FROM units GROUP BY GROUPING SETS ((), (whose))"


def _stays(number: int, one: LevelledRule, block: BlockTerms) -> str:
    """Return what each visit that was more than five minutes short would have brought more, had it been as planned."""
    match one.level:
        case PaidLevel.VISIT:
            more = f"{pence_sql(f'f{number}', Dialect.DUCKDB)} - {pence_sql(f's{number}', Dialect.DUCKDB)}"
            relation = "attended"
        case PaidLevel.CLIENT_WEEK:
            counted = counted_sql(one.rule)
            whole = "60" if one.rule.precision is Precision.MINUTE_DOWN and one.rule.basis is PaidBasis.ACTUAL else "1"
            gap = f"(planned_seconds // {whole} * {whole} - actual_seconds // {whole} * {whole})"
            then, now = (week_seconds(one.rule, time) for time in (f"({counted} + {gap})", counted))
            more = f"{rounded_sql(then, 'further')} - {rounded_sql(now, 'further')}"
            relation = """(SELECT weeks.*, planned_seconds, actual_seconds, is_short, share
                FROM attended JOIN weeks USING (whose, client, week, further))"""
        case PaidLevel.BLOCK:
            gap = f"(f{number} - s{number}) * share // {PARTS}"
            then, now = (block_seconds(time, block) for time in (f"(d{number} + gap)", f"d{number}"))
            more = f"{rounded_sql(then, str(WHOLE))} - {rounded_sql(now, str(WHOLE))}"
            relation = f"""(SELECT blocks.*, {gap} AS gap, is_short, share
                FROM attended JOIN blocks USING (whose, week))"""
    return f"SELECT whose, {number} AS k, {more} AS more FROM {relation} WHERE is_short AND share > 0"


def _stayed(numbers: Sequence[int]) -> str:
    sums = ", ".join(f"CAST(coalesce(sum(more) FILTER (WHERE k = {k}), 0) AS BIGINT) AS stay{k}" for k in numbers)
    return f"SELECT whose, {sums} FROM stays GROUP BY GROUPING SETS ((), (whose))"
