"""Reduce the long table of ratings to one overall rating a location."""

from datetime import date

from register.domain.directory import Ratings
from register.domain.directory_cells import Unclear, id_of, is_cqc_id, short_text_of
from register.domain.directory_layouts import RATINGS
from register.domain.directory_rows import LONGEST_RATING
from register.domain.row_faults import Fault
from register.domain.table_headings import Heading
from spreadsheets.dates import date_from_text, day_and_clock

_OVERALL = "overall"


class Rating:
    """Reads row after row; only ratings of the whole location count, the latest of them."""

    def __init__(self, heading: Heading) -> None:
        self._heading = heading
        self._overall: dict[str, tuple[date, str]] = {}
        self._faults: list[Fault] = []
        self._is_empty = True

    @property
    def is_empty(self) -> bool:
        return self._is_empty

    def result(self) -> Ratings:
        return Ratings(
            layout=RATINGS.name,
            overall={location_id: rating for location_id, (_, rating) in self._overall.items()},
            faults=tuple(self._faults),
        )

    def take(self, row: int, cells: list[str]) -> None:
        if not any(cells):
            return
        self._is_empty = False
        cell = self._heading.cell
        if cell("group", cells).casefold() != _OVERALL or cell("domain", cells).casefold() != _OVERALL:
            return
        location_id = id_of(cell("location_id", cells))
        if not is_cqc_id(location_id):
            self._faults.append(Fault(row, "Location ID", location_id, "a CQC location ID, such as 1-123456789"))
        elif isinstance(rating := short_text_of(cell("rating", cells), LONGEST_RATING), Unclear):
            self._faults.append(Fault(row, "Latest Rating", cell("rating", cells), rating.expected))
        elif rating:
            self._keep(location_id, date_from_text(day_and_clock(cell("published", cells))[0]) or date.min, rating)

    def _keep(self, location_id: str, published: date, rating: str) -> None:
        known = self._overall.get(location_id)
        if known is None or published > known[0]:
            self._overall[location_id] = (published, rating)
