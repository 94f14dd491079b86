"""The half-minute table once more, as short as the payment lab reads it: a row of arrays for attendances of one kind.

A dataset has such rows for each of its rate periods, and for all of them together (``period`` is null): nearly always
a lab asks for all days, and then a county year is a thousand rows. What no rule pays for is in none.
"""

COUNTED_LENGTHS = "markets_countedlengths"
HALF_MINUTES = "markets_halfminutes"
NOT_PAID = ("missed", "unknown")
KINDS = (
    "dataset_id", "authority_id", "holder", "provider_id", "location_id", "zone", "day_type", "is_further", "planned",
    "outcome", "notice", "by_hand",
)  # fmt: skip
OWN = ("period", "first_period", "last_period", "number", "delivered", "counts")
# A dataset is read whole where it lies within the span, and by its periods where the span cuts it.
IN_SPAN = """authority_id = %(authority)s AND holder = 'council' AND CASE
    WHEN first_period >= %(first)s AND last_period <= %(last)s THEN period IS NULL
    ELSE period BETWEEN %(first)s AND %(last)s END"""


def counting_sql() -> str:
    """Return the statement that makes the rows of a dataset from its half-minutes; its one value is the dataset."""
    kinds = ", ".join(KINDS)
    outcomes = ", ".join(f"'{one}'" for one in NOT_PAID)
    return f"""
        INSERT INTO {COUNTED_LENGTHS} ({kinds}, {", ".join(OWN)})
        WITH lengths AS MATERIALIZED (
            SELECT {kinds}, period, delivered, sum(count) AS number FROM {HALF_MINUTES}
            WHERE dataset_id = %s AND planned >= 0 AND outcome NOT IN ({outcomes})
            GROUP BY {kinds}, period, delivered
        ),
        ends AS (SELECT min(period) AS first_period, max(period) AS last_period FROM lengths)
        {_arrays(f"SELECT {kinds}, period, delivered, number FROM lengths", kinds)} WHERE first_period < last_period
        UNION ALL
        {_arrays(f"SELECT {kinds}, NULL, delivered, sum(number) FROM lengths GROUP BY {kinds}, delivered", kinds)}"""


def _arrays(lengths: str, kinds: str) -> str:
    return f"""
        SELECT {kinds}, period, first_period, last_period, number, delivered, counts
        FROM (
            SELECT {kinds}, CAST(period AS DATE) AS period, CAST(sum(number) AS INTEGER) AS number,
                array_agg(delivered ORDER BY delivered) AS delivered,
                array_agg(CAST(number AS INTEGER) ORDER BY delivered) AS counts
            FROM ({lengths}) AS alike ({kinds}, period, delivered, number) GROUP BY {kinds}, period
        ) AS rows_of_kinds CROSS JOIN ends"""
