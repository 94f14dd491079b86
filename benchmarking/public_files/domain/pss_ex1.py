"""PSS-EX1 unit costs of home care: spend over hours, a row a council."""

import re
from collections.abc import Sequence

from benchmarking.public_files.domain.periods import period_in
from benchmarking.public_files.domain.raw_tables import Cells, Frame, PublicLayout, PublicSource, RawTable
from benchmarking.public_files.domain.wide_tables import CODES, NAMES, column, melted, place_of, plain

_SHORT = {
    "cost thousand gbp": "pss_ex1_cost",
    "contact hours year": "pss_ex1_hours",
    "gbp per hour": "pss_ex1_independent",
}
_NUMBER_BEFORE = re.compile(r"^\d{3}\s*[-–]\s*")
_PER_HOUR = ("per hour", "£/hour", "unit cost", "an hour", "hourly")


def measure_of(heading: str) -> str:
    words = plain(heading).replace("_", " ")
    if words in _SHORT:
        return _SHORT[words]
    if "home care" not in words or "fee" in words:
        return ""
    is_independent = any(word in words for word in ("independent", "other providers", "external"))
    if any(said in words for said in _PER_HOUR):
        is_own = any(word in words for word in ("own provision", "la provision", "in house", "local authority", "(la)"))
        return "pss_ex1_independent" if is_independent else "pss_ex1_la" if is_own else "pss_ex1_all"
    if not is_independent:
        return ""
    is_hours, is_spend = "contact hours" in words, any(word in words for word in ("expenditure", "cost", "£000"))
    return "pss_ex1_hours" if is_hours else "pss_ex1_cost" if is_spend else ""


def _name_place(cells: Cells) -> int | None:
    return place_of(cells, NAMES)


def is_heading(cells: Cells, _above: Sequence[Cells]) -> bool:
    measures = {measure_of(cell) for cell in cells}
    return _name_place(cells) is not None and bool(measures & {"pss_ex1_independent", "pss_ex1_all", "pss_ex1_la"})


def frame(table: RawTable, asked_period: str) -> Frame:
    around = " ".join([table.sheet, *(cell for row in table.above for cell in row)])
    otherwise = period_in(around) or asked_period
    columns = {
        place: column(measure, period=period_in(cell) or otherwise, heading=cell)
        for place, cell in enumerate(table.heading)
        if (measure := measure_of(cell))
    }
    found = melted(table, columns, code=place_of(table.heading, CODES), name=_name_place(table.heading))
    # The CASSR number, as in “702 - Camden”, is no ONS code.
    found["name"] = found["name"].map(lambda name: _NUMBER_BEFORE.sub("", name))
    return found


PSS_EX1 = PublicLayout(PublicSource.PSS_EX1, is_heading, lambda _: any, frame)
