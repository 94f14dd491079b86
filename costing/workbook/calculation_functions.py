"""The spreadsheet functions that the workbook's formulas use, as spreadsheet programs define them."""

import math
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

Plain = float | str | bool | None
Area = tuple[Plain, ...]
_EPOCH = date(1899, 12, 30)
_CRITERION = re.compile(r"^(<=|>=|<>|<|>|=)?(.*)$", re.DOTALL)


class FormulaError(Exception):
    """An error value of a spreadsheet, such as #VALUE!."""


def number(value: Plain) -> float:
    if isinstance(value, str):
        try:
            return float(value)
        except ValueError:
            raise FormulaError("#VALUE!") from None
    return float(value or 0)


def text(value: Plain) -> str:
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if value is None:
        return ""
    return value if isinstance(value, str) else f"{value:.15g}"


def compared(left: Plain, right: Plain) -> int:
    """Return -1, 0 or 1: numbers stand before texts, texts before truths, and a blank is whatever suits the other."""
    one, other = _ordered(left, right), _ordered(right, left)
    return (one > other) - (one < other)


def _ordered(value: Plain, beside: Plain) -> tuple[int, Any]:
    if value is None:
        value = "" if isinstance(beside, str) else False if isinstance(beside, bool) else 0.0
    if isinstance(value, bool):
        return 2, value
    return (1, value.casefold()) if isinstance(value, str) else (0, value)


def _flat(values: tuple[Plain | Area, ...]) -> Iterator[Plain]:
    for value in values:
        if isinstance(value, tuple):
            yield from value
        else:
            yield value


def _numbers(*values: Plain | Area) -> list[float]:
    return [float(one) for one in _flat(values) if isinstance(one, int | float) and not isinstance(one, bool)]


def _meets(value: Plain, criterion: Plain) -> bool:
    if not isinstance(criterion, str):
        return compared(value, criterion) == 0
    sign, operand = _criterion(criterion)
    if sign in (None, "=") or isinstance(value, str) != isinstance(operand, str):
        return value is not None and compared(value, operand) == 0
    order = compared(value, operand)
    return {"<": order < 0, ">": order > 0, "<=": order <= 0, ">=": order >= 0, "<>": order != 0}[sign]


@lru_cache(1_000)
def _criterion(criterion: str) -> tuple[str | None, Plain]:
    """Return the sign of a criterion such as ">=5", if it has one, and what it compares with."""
    sign, wanted = _CRITERION.match(criterion).groups()  # type: ignore[union-attr]
    return sign, float(wanted) if re.fullmatch(r"-?\d+(\.\d+)?", wanted) else wanted


def _count_ifs(*said: Any) -> float:
    areas = [each if isinstance(each, tuple) else (each,) for each in said[0::2]]
    rows = zip(*areas, strict=True)
    return float(sum(all(_meets(one, said[2 * i + 1]) for i, one in enumerate(row)) for row in rows))


def _sum_of_products(*areas: Any) -> float:
    rows = zip(*(each if isinstance(each, tuple) else (each,) for each in areas), strict=True)
    return math.fsum(math.prod(0.0 if isinstance(one, str) else number(one) for one in row) for row in rows)


def _match(wanted: Plain, area: Area, _: Plain) -> float:
    found = next((place for place, one in enumerate(area, 1) if compared(one, wanted) == 0), None)
    if found is None:
        raise FormulaError("#N/A")
    return float(found)


def _index(area: Area, place: Plain) -> Plain:
    if not 1 <= number(place) <= len(area):
        raise FormulaError("#REF!")
    return area[int(number(place)) - 1]


def _find(wanted: Plain, within: Plain) -> float:
    place = text(within).find(text(wanted))
    if place < 0:
        raise FormulaError("#VALUE!")
    return place + 1.0


def _as_day(value: Plain, _: Plain) -> str:
    """Return a day in words: the one format that the workbook's sentences use."""
    if isinstance(value, str):
        return value
    day = _EPOCH + timedelta(days=int(number(value)))
    return f"{day.day} {day:%B %Y}"


def _day(year: Plain, month: Plain, day: Plain) -> float:
    return float((date(int(number(year)), int(number(month)), int(number(day))) - _EPOCH).days)


def _all(*values: Plain | Area) -> bool:
    return all(_truths(values))


def _any(*values: Plain | Area) -> bool:
    return any(_truths(values))


def _truths(values: tuple[Plain | Area, ...]) -> list[bool]:
    if any(isinstance(one, str) for one in values):
        raise FormulaError("#VALUE!")
    return [bool(one) for one in _flat(values) if not isinstance(one, str | None)]


def _middle(value: Plain, first: Plain, length: Plain) -> str:
    begin = int(number(first)) - 1
    return text(value)[begin : begin + int(number(length))]


def _over(do: Callable[..., Plain]) -> Callable[..., Plain | Area]:
    """Return a function of one text or number that may be given a whole area."""

    def apply(value: Plain | Area, *more: Plain) -> Plain | Area:
        return tuple(do(one, *more) for one in value) if isinstance(value, tuple) else do(value, *more)

    return apply


FUNCTIONS: Mapping[str, Callable[..., Any]] = {
    "ABS": lambda value: abs(number(value)),
    "AND": _all,
    "COUNT": lambda *values: float(len(_numbers(*values))),
    "COUNTIF": _count_ifs,
    "COUNTIFS": _count_ifs,
    "DATE": _day,
    "FIND": _find,
    "INDEX": _index,
    "INT": lambda value: float(math.floor(number(value))),
    "ISNUMBER": lambda value: isinstance(value, int | float) and not isinstance(value, bool),
    "LEFT": _over(lambda value, length: text(value)[: int(number(length))]),
    "LEN": _over(lambda value: float(len(text(value)))),
    "LOWER": _over(lambda value: text(value).lower()),
    "MATCH": _match,
    "MAX": lambda *values: max(_numbers(*values), default=0.0),
    "MID": _middle,
    "MIN": lambda *values: min(_numbers(*values), default=0.0),
    "N": lambda value: 0.0 if isinstance(value, str) else number(value),
    "OR": _any,
    "ROWS": lambda area: float(len(area)) if isinstance(area, tuple) else 1.0,
    "SUBSTITUTE": lambda value, old, new: text(value).replace(text(old), text(new)),
    "SUM": lambda *values: math.fsum(_numbers(*values)),
    "SUMPRODUCT": _sum_of_products,
    "TEXT": _as_day,
    "TRIM": _over(lambda value: re.sub(" +", " ", text(value)).strip(" ")),
    "VALUE": number,
}
