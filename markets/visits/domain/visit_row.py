"""A row of a file as the canonical attendance, or why it is not used."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from markets.visits.domain.attendance import DAY, CareAttendance, VisitOutcome
from markets.visits.domain.cells import Moments, UnreadableCell, VisitWords, careworkers, length, which_careworker
from markets.visits.domain.clock import (
    Busy,
    ClockSpan,
    likeliest,
    local_day,
    local_minute,
    possible_spans,
)
from markets.visits.domain.columns import KNOWN, ColumnMapping
from markets.visits.domain.length_units import IN_UNITS, with_seconds

LONGEST_REFERENCE = 200
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class CellFault:
    """A cell that cannot be read: the row is not used, and this is said."""

    row: int
    column: str
    read: str
    expected: str

    @property
    def message(self) -> str:
        label = KNOWN.get(self.column, self.column)
        return f"Row {self.row}: “{label}” is “{self.read[:80]}”; expected is {self.expected}."


class RefusedRow(Exception):
    """A row that is not used: the code of its mark, as its argument."""


@dataclass(frozen=True, slots=True)
class RowTexts:
    """The texts of a row by field, with every reading of its times."""

    number: int
    texts: Mapping[str, str]
    planned: Sequence[ClockSpan]
    actual: Sequence[ClockSpan]
    starts: Sequence[int]

    @property
    def is_uncertain(self) -> bool:
        """Tell whether a clock's time in it exists twice, or not at all."""
        return len(self.planned) > 1 or len(self.actual) > 1 or len(self.starts) > 1


class RowReader:
    """Reads the rows of one file by the places of its columns."""

    def __init__(self, columns: Mapping[str, Sequence[int]], mapping: ColumnMapping, order: str) -> None:
        self._single = [(key, places[0]) for key, places in columns.items() if len(places) == 1]
        self._joined = [(key, places) for key, places in columns.items() if len(places) > 1]
        self._has_units = not IN_UNITS.keys().isdisjoint(columns)
        self._moments = Moments(order, mapping.zone)
        self._words = VisitWords(mapping.words)

    def texts(self, number: int, cells: Sequence[str]) -> RowTexts:
        """Return a row's texts and times; raise ``UnreadableCell`` with field, text and what was expected."""
        wide = len(cells)
        found = {key: cells[place].strip() if place < wide else "" for key, place in self._single}
        for key, places in self._joined:
            found[key] = " ".join(text for place in places if place < wide and (text := cells[place].strip()))
        found = with_seconds(found) if self._has_units else found
        starts = self._instants(found, "planned_start")
        planned = self._spans(found, "planned", starts)
        near = starts[0] if starts else None
        begun = self._instants(found, "actual_start", near)
        return RowTexts(number, found, planned, self._spans(found, "actual", begun), starts or begun)

    def _instants(self, texts: Mapping[str, str], key: str, near: int | None = None) -> tuple[int, ...]:
        try:
            return self._moments.read(texts.get(key, ""), near)
        except UnreadableCell as trouble:
            raise UnreadableCell(key, texts.get(key, ""), *trouble.args) from None

    def _spans(self, texts: Mapping[str, str], which: str, starts: tuple[int, ...]) -> list[ClockSpan]:
        key = f"{which}_seconds"
        try:
            seconds = length(texts.get(key, ""))
        except UnreadableCell as trouble:
            raise UnreadableCell(key, texts[key], *trouble.args) from None
        if not starts:
            return []
        ends = self._instants(texts, f"{which}_end", starts[0]) if seconds is None else ()
        return possible_spans(starts, ends, seconds)

    def attendance(self, row: RowTexts, busy: Busy = ()) -> tuple[CareAttendance, list[str]]:
        """Return the row and its marks; raise ``RefusedRow`` for what is not used, with its code."""
        texts = row.texts
        outcome = self._words.outcome(texts.get("outcome", ""))
        planned, actual = _chosen(row, busy)
        marks = _marks(row, outcome, planned, actual)
        _refuse_impossible(planned, "plan")
        if outcome is VisitOutcome.DONE:
            _refuse_impossible(actual, "visit")
        return self._made(row, outcome or VisitOutcome.UNKNOWN, planned, actual), marks

    def _made(
        self, row: RowTexts, outcome: VisitOutcome, planned: ClockSpan | None, actual: ClockSpan | None
    ) -> CareAttendance:
        said, begun = row.texts.get, _begun(row, planned, actual)
        done = actual if outcome is VisitOutcome.DONE else None
        self._references(row)
        cancelled = self._instants(row.texts, "cancelled_at", begun)
        return CareAttendance(
            row=row.number,
            provider=said("provider_ref", ""),
            client=said("client_ref", ""),
            carer=said("carer_ref", ""),
            visit=said("visit_ref", "") or f"{said('client_ref', '')} at {begun}",
            attendance=_read(row, "attendance", which_careworker),
            carers_planned=_read(row, "carers_planned", careworkers),
            outcome=outcome,
            planned_start=planned.start if planned else (row.starts[0] if said("planned_start") else None),
            planned_seconds=planned.seconds if planned else None,
            actual_start=done.start if done else None,
            actual_seconds=done.seconds if done else None,
            claimed_seconds=_read(row, "claimed_seconds", length),
            start_method=self._words.choice("start_method", said("start_method", "")),
            end_method=self._words.choice("end_method", said("end_method", "")),
            cancelled_at=cancelled[0] if cancelled else None,
            funder=self._words.choice("funder", said("funder", "")),
            service=self._words.choice("service", said("service", "")),
            zone=said("zone_key", ""),
            place=said("place_ref", ""),
            ruc=said("ruc", ""),
            contract=said("contract_ref", ""),
            miles=said("miles", ""),
            local_day=local_day(begun),
            local_minute=local_minute(begun),
        )

    def _references(self, row: RowTexts) -> None:
        for key in ("provider_ref", "client_ref", "carer_ref", "visit_ref"):
            text = row.texts.get(key, "")
            if len(text) > LONGEST_REFERENCE:
                raise UnreadableCell(key, text, f"a reference of at most {LONGEST_REFERENCE} characters")
            if not text and key in ("provider_ref", "client_ref"):
                raise UnreadableCell(key, text, "a reference")


def _read(row: RowTexts, key: str, reader: Callable[[str], Result]) -> Result:
    text = row.texts.get(key, "")
    try:
        return reader(text)
    except UnreadableCell as trouble:
        raise UnreadableCell(key, text, *trouble.args) from None


def _chosen(row: RowTexts, busy: Busy) -> tuple[ClockSpan | None, ClockSpan | None]:
    """Return the likeliest plan and the likeliest visit: the visit near the plan, then the plan near the visit."""
    planned = likeliest(row.planned) if row.planned else None
    if not row.actual:
        return planned, None
    actual = likeliest(row.actual, row.starts, planned.seconds if planned else None, busy)
    if len(row.planned) > 1:
        planned = likeliest(row.planned, [actual.start])
    return planned, actual


def _begun(row: RowTexts, planned: ClockSpan | None, actual: ClockSpan | None) -> int:
    """Return the instant on whose day the row stands."""
    if planned is not None and row.texts.get("planned_start"):
        return planned.start
    if row.starts:
        return row.starts[0]
    if actual is not None:
        return actual.start
    raise UnreadableCell("planned_start", "", "a planned or an actual start")


def _marks(
    row: RowTexts, outcome: VisitOutcome | None, planned: ClockSpan | None, actual: ClockSpan | None
) -> list[str]:
    """Return what the row by itself shows: V07, V08 kept, V19, V20, V21."""
    marks = []
    if row.is_uncertain:
        marks.append("V07")
    if any(span is not None and span.over_midnight for span in (planned, actual)):
        marks.append("V08")
    if planned is None and outcome is VisitOutcome.DONE:
        marks.append("V20")
    if outcome is None:
        marks.append("V21")
    return marks


def _refuse_impossible(span: ClockSpan | None, what: str) -> None:
    if span is None:
        if what == "visit":
            raise UnreadableCell("actual_start", "", "when a visit that was done began and how long it lasted")
        return
    if span.seconds < 0:
        raise RefusedRow("V08")
    if not 0 < span.seconds <= DAY:
        raise RefusedRow("V09")
