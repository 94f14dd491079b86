"""Reduce the long table of ratings to those of each whole location: overall and by key question, with their day."""

from dataclasses import dataclass, field
from datetime import date

from register.domain.directory import DatedRating, Ratings
from register.domain.directory_cells import Unclear, flag_of, id_of, is_cqc_id, short_text_of
from register.domain.directory_layouts import RATINGS
from register.domain.directory_rows import LONGEST_RATING
from register.domain.key_questions import KEY_QUESTIONS
from register.domain.row_faults import Fault
from register.domain.table_headings import Heading
from spreadsheets.dates import date_from_text, day_and_clock

_OVERALL = "overall"
_NO_DAYS = "The file has no column “Publication Date”: its ratings count today, and at no earlier day."


@dataclass(slots=True)
class _Published:
    """The latest overall rating of a location, and that of each key question with its day."""

    overall: tuple[date, str, bool] | None = None
    questions: dict[str, tuple[date, str]] = field(default_factory=dict)


class Rating:
    """Reads row after row; only ratings of the whole location count, the latest of them."""

    def __init__(self, heading: Heading) -> None:
        self._heading = heading
        self._found: dict[str, _Published] = {}
        self._faults: list[Fault] = []
        self._is_empty = True

    @property
    def is_empty(self) -> bool:
        return self._is_empty

    def result(self) -> Ratings:
        rated = {key: found.overall for key, found in self._found.items() if found.overall is not None}
        dated = (_dated(key, self._found[key], overall) for key, overall in rated.items() if overall[0] > date.min)
        return Ratings(
            layout=RATINGS.name,
            overall={key: rating for key, (_, rating, _) in rated.items()},
            faults=tuple(self._faults),
            notes=() if "published" in self._heading.columns else (_NO_DAYS,),
            dated=tuple(dated),
        )

    def take(self, row: int, cells: list[str]) -> None:
        if not any(cells):
            return
        self._is_empty = False
        cell = self._heading.cell
        domain = cell("domain", cells).casefold()
        if cell("group", cells).casefold() != _OVERALL or domain not in (_OVERALL, *KEY_QUESTIONS):
            return
        location_id = id_of(cell("location_id", cells))
        if not is_cqc_id(location_id):
            self._fault_once(domain, Fault(row, "Location ID", location_id, "a CQC location ID, such as 1-123456789"))
        elif isinstance(rating := short_text_of(cell("rating", cells), LONGEST_RATING), Unclear):
            self._fault_once(domain, Fault(row, "Latest Rating", cell("rating", cells), rating.expected))
        elif rating:
            self._keep(row, location_id, domain, rating, cells)

    def _fault_once(self, domain: str, fault: Fault) -> None:
        """Tell a fault at the overall rating: a location stands in six rows, of which one is told."""
        if domain == _OVERALL:
            self._faults.append(fault)

    def _keep(self, row: int, location_id: str, domain: str, rating: str, cells: list[str]) -> None:
        found = self._found.setdefault(location_id, _Published())
        published = self._day(row, domain, cells)
        if domain == _OVERALL:
            if found.overall is None or published > found.overall[0]:
                found.overall = (published, rating, self._is_inherited(row, cells))
        elif domain not in found.questions or published > found.questions[domain][0]:
            found.questions[domain] = (published, rating)

    def _day(self, row: int, domain: str, cells: list[str]) -> date:
        """Return the day of publication; the earliest of all where there is none, or none that we can read."""
        text = self._heading.cell("published", cells)
        day = date_from_text(day_and_clock(text)[0]) if text else None
        if text and day is None:
            self._fault_once(domain, Fault(row, "Publication Date", text, "a day, such as 3 March 2025", kept=True))
        return day or date.min

    def _is_inherited(self, row: int, cells: list[str]) -> bool:
        text = self._heading.cell("inherited", cells)
        flag = flag_of(text)
        if isinstance(flag, Unclear):
            self._faults.append(Fault(row, "Inherited Rating (Y/N)", text, flag.expected, kept=True))
            return False
        return flag


def _dated(location_id: str, found: _Published, overall: tuple[date, str, bool]) -> DatedRating:
    day, rating, is_inherited = overall
    questions = [(name, found.questions[word][1]) for word, name in KEY_QUESTIONS.items() if word in found.questions]
    return DatedRating(location_id, day, rating, tuple(questions), is_inherited)
