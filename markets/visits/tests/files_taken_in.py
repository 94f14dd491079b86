"""Test support: a file of visits taken in without a database, and what the plain core makes of the same lines."""

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

from markets.store.dataset_reader import PLAIN
from markets.store.file_kinds import source_of
from markets.store.pseudonyms import PseudonymKey, plain_reference
from markets.store.row_marks import BITS
from markets.store.table_sources import csv_source
from markets.store.take_in import TakeInSettings, TakenIn, take_in
from markets.store.taken_rows import OUTCOME
from markets.visits.domain.attendance import CareAttendance, VisitOutcome
from markets.visits.domain.columns import ColumnMapping
from markets.visits.domain.reference_looks import is_place
from markets.visits.domain.visit_file import VisitDataset, visits_from

KEY = PseudonymKey(b"of the tests".ljust(32, b"."))
Row = tuple[object, ...]


def taken(
    text: bytes, mapping: ColumnMapping | None = None, **how: object
) -> tuple[TakenIn, list[Row], dict[str, set[int]]]:
    """Return what became of a file, its rows as they lie in Parquet, and the rows of each mark."""
    mapping = mapping or ColumnMapping()
    with TemporaryDirectory() as folder:
        work, target = Path(folder) / "work", Path(folder) / "target"
        work.mkdir()
        target.mkdir()
        source = csv_source(lambda: iter([text]), mapping)
        settings = TakeInSettings(mapping, lambda word: (word, word), KEY, **how)  # type: ignore[arg-type]
        found = take_in(source, settings, work, target, lambda _: None)
        if not found.used.rows:
            return found, [], {code: set() for code in BITS}
        asked = f"SELECT {PLAIN}, quality FROM read_parquet('{target}/*.parquet') ORDER BY row"
        rows = duckdb.sql(asked).fetchall()
    marks = {code: {row[0] for row in rows if row[-1] & bit} for code, bit in BITS.items()}
    return found, [row[:-1] for row in rows], marks


def taken_from(data: bytes, mapping: ColumnMapping) -> tuple[TakenIn, list[Row]]:
    """Return what became of a file of any kind, and its rows."""
    with TemporaryDirectory() as folder:
        work, target = Path(folder) / "work", Path(folder) / "target"
        work.mkdir()
        target.mkdir()
        settings = TakeInSettings(mapping, lambda word: (word, word), KEY)
        found = take_in(source_of(lambda: iter([data])), settings, work, target, lambda _: None)
        rows = duckdb.sql(f"SELECT {PLAIN} FROM read_parquet('{target}/*.parquet') ORDER BY row").fetchall()
    return found, rows


def plain(text: bytes, mapping: ColumnMapping | None = None) -> VisitDataset:
    return visits_from(text.decode().splitlines(keepends=True), mapping or ColumnMapping())


def as_kept(one: CareAttendance) -> Row:
    """Return a plain attendance as the store keeps it: references as pseudonyms, no place that is none."""
    client = KEY.of("client", plain_reference(one.client))
    carer = KEY.of("careworker", one.provider, plain_reference(one.carer)) if one.carer else ""
    begun = one.planned_start if one.planned_start is not None else one.visit.rpartition(" ")[2]
    visit = f"at{client} {begun}" if one.visit.startswith(f"{one.client} at ") else f"visit{one.visit.upper()}"
    place = one.place if is_place(one.place) else ""
    values = [getattr(one, name) for name in CareAttendance.__slots__]
    values[2:5] = [str(client), str(carer), str(KEY.of_visit(visit))]
    values[OUTCOME] = VisitOutcome(one.outcome).value
    values[CareAttendance.__slots__.index("place")] = place
    return tuple(values)


def assert_alike(text: bytes, mapping: ColumnMapping | None = None) -> TakenIn:
    """Hold what the store takes in against the plain core, row by row and mark by mark."""
    return alike(text, mapping)[0]


def alike(text: bytes, mapping: ColumnMapping | None = None) -> tuple[TakenIn, list[Row]]:
    """Do so, and return the rows as well."""
    twin = plain(text, mapping)
    found, rows, marks = taken(text, mapping)
    assert (found.rows, found.copies, found.waiting, found.refused) == (
        *(twin.rows, twin.copies, twin.waiting, twin.refused),
    )
    assert [row[0] for row in rows] == [one.row for one in twin.used]
    wanted: Sequence[Row] = [as_kept(one) for one in twin.used]
    for here, there in zip(rows, wanted, strict=True):
        assert here == there
    used = {one.row for one in twin.used}
    assert marks == {code: set(twin.marks[code]) & used for code in BITS}
    waits = {code: len(twin.marks[code]) for code in ("V12", "V13", "V18", "V21") if twin.marks[code]}
    assert dict(found.waits) == waits
    return found, rows
