"""Files that hand over their rows one by one: workbooks, XML, and several files in one archive."""

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from queue import Full, Queue
from threading import Event, Thread

from django.db import connections

from markets.store.table_sources import TableSource
from markets.store.text_files import UnreadableFile, written_straight
from markets.visits.domain.columns import ColumnMapping, plain_name
from markets.visits.domain.file_layout import HEADER_WITHIN, SAMPLED, FileLayout, layout_of
from markets.visits.domain.shown_texts import row_shown

Row = list[str]
AllRows = Callable[[], Iterator[Sequence[str]]]
# Hands every row over with its number; ends early where the receiver says False.
Read = Callable[[Callable[[int, Row], bool]], None]
A_BATCH, WAITING = 2000, 4
MOST_BLANK = 1000


@dataclass(frozen=True, slots=True)
class RowSource:
    """A file whose rows are read afresh each time; ``all_rows`` yields every one, blank ones too."""

    all_rows: AllRows
    layout: FileLayout
    is_straight: bool = True

    def quick(self) -> Iterator[bytes]:
        return self.straight()

    def straight(self) -> Iterator[bytes]:
        return written_straight(self.rows(), len(self.layout.names), self.layout.delimiter)

    def rows(self) -> Iterator[Sequence[str]]:
        return islice(self.all_rows(), self.layout.row, None)


class _RowsGoneOn:
    """Rows of which the first were looked at: whoever reads them first goes on from there, and others anew."""

    def __init__(self, all_rows: AllRows, begun: Iterator[Sequence[str]]) -> None:
        self._all_rows, self._begun = all_rows, [begun]

    def __call__(self) -> Iterator[Sequence[str]]:
        return self._begun.pop() if self._begun else self._all_rows()


def row_source(all_rows: AllRows, *, goes_on: bool = False) -> RowSource:
    """Return the rows as a source; raise ``UnreadableFile`` where none of the first is a row of names.

    Rows that go on are not read twice for the sake of the first: nothing of a file may be held open meanwhile.
    """
    begun = all_rows()
    first = list(islice(begun, HEADER_WITHIN + SAMPLED))
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=",", lineterminator="\n").writerows(first)
    layout = layout_of(text.getvalue().splitlines(keepends=True), ColumnMapping())
    if layout is None:
        shown = next((", ".join(row) for row in first if any(row)), "")
        raise UnreadableFile("V02", row_shown(shown))
    if goes_on:
        all_rows = _RowsGoneOn(all_rows, chain(first, begun))
    return RowSource(all_rows, FileLayout(layout.names, layout.row, layout.line, ",", layout.sample))


def pulled(read: Read) -> Iterator[Row]:
    """Yield the rows that a reader pushes, from a thread of its own that waits for us; rows left out are blank."""
    batches: Queue[list[Row] | Exception | None] = Queue(WAITING)
    stopped = Event()
    thread = Thread(target=_push, args=(read, batches, stopped), daemon=True)
    thread.start()
    try:
        while (batch := batches.get()) is not None:
            if isinstance(batch, Exception):
                raise batch
            yield from batch
    finally:
        stopped.set()
        thread.join()


def _push(read: Read, batches: "Queue[list[Row] | Exception | None]", stopped: Event) -> None:
    batch: list[Row] = []
    last = 0

    def put(given: list[Row] | Exception | None) -> bool:
        while not stopped.is_set():
            try:
                batches.put(given, timeout=0.1)
            except Full:
                continue
            return True
        return False

    def take(number: int, row: Row) -> bool:
        nonlocal batch, last
        batch += [[] for _ in range(min(number - last - 1, MOST_BLANK))]
        batch.append(row)
        last = number
        if len(batch) < A_BATCH:
            return True
        full, batch = batch, []
        return put(full)

    try:
        read(take)
    except Exception as trouble:  # told to whoever waits for rows
        put(trouble)
        return
    finally:
        # What is sealed was read from the database, on a connection of this thread's own.
        connections.close_all()
    put(batch)
    put(None)


@dataclass(frozen=True, slots=True)
class ChainedSource:
    """Several files of one layout, one after another."""

    sources: tuple[TableSource, ...]

    @property
    def layout(self) -> FileLayout:
        return self.sources[0].layout

    @property
    def is_straight(self) -> bool:
        return all(source.is_straight for source in self.sources)

    def quick(self) -> Iterator[bytes]:
        return chain.from_iterable(_ended(source.quick()) for source in self.sources)

    def straight(self) -> Iterator[bytes]:
        return written_straight(self.rows(), len(self.layout.names), self.layout.delimiter)

    def rows(self) -> Iterator[Sequence[str]]:
        return chain.from_iterable(source.rows() for source in self.sources)


def _ended(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """Yield the pieces, with an end of line after the last."""
    last = b"\n"
    for piece in pieces:
        last = piece or last
        yield piece
    if not last.endswith(b"\n"):
        yield b"\n"


def chained(sources: Sequence[TableSource]) -> TableSource:
    """Return files as one; raise ``UnreadableFile`` where their columns differ."""
    if len(sources) == 1:
        return sources[0]
    looks = {(source.layout.delimiter, *map(plain_name, source.layout.names)) for source in sources}
    if len(looks) > 1:
        raise UnreadableFile("V01", "The files in this archive have different columns. Send them one by one.")
    return ChainedSource(tuple(sources))
