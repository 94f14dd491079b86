"""Which files of visits the database names, as the owner of its tables sees them."""

from collections.abc import Iterable, Sequence

TABLE = "markets_dataset"
# Where each dataset lies, and which months it holds.
HELD = """SELECT folder, ARRAY(SELECT jsonb_object_keys(by_month) ORDER BY 1) FROM markets_dataset
WHERE state = 'taken_in' AND folder <> '' ORDER BY folder"""


def names_held(rows: Iterable[tuple[str, Sequence[str]]]) -> list[str]:
    """Return the name of each file, under the store's root, of rows as ``HELD`` gives them."""
    return [f"{folder}/{month}.parquet" for folder, months in rows for month in months]
