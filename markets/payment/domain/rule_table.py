"""The table of a payment rule, from–to–becomes: ``0-4:0;5-17:15;78-1440:=`` covers each minute of a day once."""

import re

from markets.payment.domain.rule import RuleTableRow

LAST_MINUTE = 1440
ROW = re.compile(r"(?P<first>\d{1,4})-(?P<last>\d{1,4}):(?P<becomes>=|\d{1,4})")


def table_rows(text: str) -> tuple[RuleTableRow, ...]:
    """Return the rows of a table that has no faults."""
    found = [ROW.fullmatch(part) for part in _parts(text)]
    return tuple(
        RuleTableRow(int(row["first"]), int(row["last"]), None if row["becomes"] == "=" else int(row["becomes"]))
        for row in found
        if row is not None
    )


def table_faults(text: str) -> list[str]:
    """Return what is wrong with a table, in words: rows that cannot be read, gaps, and minutes told twice."""
    unreadable = [part for part in _parts(text) if not ROW.fullmatch(part)]
    if unreadable:
        return [f"The table's “{unreadable[0]}” is not read; expected is from–to:becomes, as in 5-17:15."]
    rows = sorted(table_rows(text), key=lambda row: (row.first, row.last))
    if any(row.last < row.first or row.last > LAST_MINUTE for row in rows):
        return [f"The table's rows run from a minute to a later one, at most {LAST_MINUTE}."]
    return _uncovered(rows)


def _uncovered(rows: list[RuleTableRow]) -> list[str]:
    faults, expected = [], 0
    for row in rows:
        if row.first > expected:
            faults.append(f"The table says nothing for {expected} to {row.first - 1} minutes.")
        elif row.first < expected:
            faults.append(f"The table says two things for {row.first} to {min(row.last, expected - 1)} minutes.")
        expected = max(expected, row.last + 1)
    if expected <= LAST_MINUTE:
        faults.append(f"The table says nothing for {expected} to {LAST_MINUTE} minutes.")
    return faults


def _parts(text: str) -> list[str]:
    return [part for part in re.split(r"[;\s]+", text.strip()) if part]
