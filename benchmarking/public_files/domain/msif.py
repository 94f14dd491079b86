"""MSIF provider fees: Table A and B, a row a council; which column is which is told by the words of its heading."""

from collections.abc import Sequence

from benchmarking.public_files.domain.periods import period_in, standing_in
from benchmarking.public_files.domain.raw_tables import Cells, Frame, PublicLayout, PublicSource, RawTable
from benchmarking.public_files.domain.wide_tables import CODES, NAMES, column, melted, place_of, plain

_SERVICES = ("home care", "homecare", "care home", "supported living", "domiciliary")
# A column that speaks of fees and holds none.
_OTHER = ("%", "per cent", "percent", "increase", "uplift", "change", "growth", "difference", "number of", "weight")


def is_heading(cells: Cells, _above: Sequence[Cells]) -> bool:
    is_named = any(plain(cell).startswith("local authority") for cell in cells)
    return is_named and any(measure_of(cell) for cell in cells)


def measure_of(heading: str) -> str:
    """Return the measure of a column; blank for a column of something else."""
    words = plain(heading)
    if not any(service in words for service in _SERVICES) or any(other in words for other in _OTHER):
        return ""
    if "fee" not in words and "rate" not in words:
        return ""
    is_older, is_younger = "65" in words, any(band in words for band in ("18 to 64", "18-64", "under 65"))
    if "supported living" in words:
        return "msif_supported_living"
    if "care home" not in words:
        return "" if is_older and not is_younger else "msif_home_care_18_64" if is_younger else "msif_home_care"
    if is_older is (is_younger and "under 65" not in words):
        return ""
    nursing = "homes" if "without nursing" in words else "nursing" if "with nursing" in words else ""
    return f"msif_{nursing}_{'18_64' if is_younger else '65'}" if nursing else ""


def unit_of(heading: str) -> str:
    words = plain(heading)
    for said in ("per contact hour", "per hour", "per week", "per day"):
        if said in words:
            return f"£ {said}"
    return ""


def frame(table: RawTable, asked_period: str) -> Frame:
    around = " ".join([table.sheet, *(cell for row in table.above for cell in row)])
    otherwise = period_in(table.sheet) or period_in(around) or asked_period
    columns = {
        place: column(
            measure, period=period_in(cell) or otherwise, standing=standing_in(cell), unit=unit_of(cell), heading=cell
        )
        for place, cell in enumerate(table.heading)
        if (measure := measure_of(cell))
    }
    names = frozenset({*NAMES, *(plain(cell) for cell in table.heading if plain(cell).startswith("local authority"))})
    codes = frozenset({*CODES, "local authority code"})
    return melted(table, columns, code=place_of(table.heading, codes), name=place_of(table.heading, names - codes))


MSIF = PublicLayout(PublicSource.MSIF, is_heading, lambda _: any, frame)
