"""Files with both careworkers' times in one row, as two rows each."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain

from markets.store.table_sources import TableSource
from markets.store.text_files import written_straight
from markets.visits.domain.file_layout import FileLayout
from markets.visits.domain.second_careworker import RowSpread


@dataclass(slots=True)
class PairedSource:
    """A file each of whose rows is two, the second blank where one careworker came; ``seconds`` counts the others."""

    source: TableSource
    spread: RowSpread
    seconds: int = field(default=0)
    is_straight: bool = True

    @property
    def layout(self) -> FileLayout:
        here = self.source.layout
        pairs = (self.spread.spread(row) for row in here.sample)
        sample = tuple(tuple(row) for row in chain.from_iterable(pairs) if row)
        return FileLayout((*here.names, *self.spread.names), here.row, here.line, here.delimiter, sample)

    def quick(self) -> Iterator[bytes]:
        return self.straight()

    def straight(self) -> Iterator[bytes]:
        return written_straight(self.rows(), len(self.layout.names), self.layout.delimiter)

    def rows(self) -> Iterator[Sequence[str]]:
        self.seconds = 0
        for row in self.source.rows():
            first, second = self.spread.spread(row) if any(row) else ([], [])
            self.seconds += bool(second)
            yield first
            yield second

    def file_row(self, line: int) -> int:
        """Return which row of the file a line came from."""
        return self.spread.file_row(line, self.source.layout.row)
