"""Units of a foreign cell against those of a question: a month for a year, pence for pounds, days for weeks."""

import re
from dataclasses import dataclass, field
from decimal import ROUND_HALF_EVEN, Decimal
from enum import StrEnum
from functools import cache

from costing.foreign.figures import Figure
from costing.foreign.label_words import tokens
from costing.foreign.slots import LabelledCell
from costing.form import AnswerType, Question
from spreadsheets.decimals import rounded

ONE = Decimal(1)


class FigureKind(StrEnum):
    """What sort of figure a question asks for."""

    MONEY = "money"
    RATE = "rate"
    SHARE = "share"
    HOURS = "hours"
    MINUTES = "minutes"
    WEEKS = "weeks"
    COUNT = "count"
    WORDS = "words"


@cache
def kind_of(question: Question) -> FigureKind:
    unit = question.unit
    if not question.is_numeric:
        return FigureKind.WORDS
    if question.type == AnswerType.PERCENT:
        return FigureKind.SHARE
    if unit.startswith("£"):
        return FigureKind.MONEY if "year" in unit else FigureKind.RATE
    starts = {
        "hours": FigureKind.HOURS,
        "paid": FigureKind.HOURS,
        "minutes": FigureKind.MINUTES,
        "weeks": FigureKind.WEEKS,
    }
    return starts.get(unit.split(" ")[0] if unit else "", FigureKind.COUNT)


PERIODS = {
    "peryear": ("a year", ONE),
    "permonth": ("a month", Decimal(12)),
    "perhalfyear": ("half a year", Decimal(2)),
    "perquarter": ("a quarter", Decimal(4)),
    "perfourweeks": ("four weeks", Decimal(13)),
    "perweek": ("a week", Decimal(52)),
    "perday": ("a day", Decimal(365)),
}
_YEARLY = re.compile(r"\byear\b")


def period_of(question: Question) -> str:
    """Return the period that a question's figure is of; blank where it has none."""
    if question.key == "contact_hours_period" or (
        _YEARLY.search(question.unit) and kind_of(question) != FigureKind.WEEKS
    ):
        return "peryear"
    return "perweek" if "per week" in question.unit else ""


@dataclass(frozen=True)
class Conversion:
    """How a cell becomes an answer: times, over; ``of`` names a question by which it is multiplied, ``per`` divided.

    ``says`` is for a person; ``period`` what was printed; ``is_sure`` is False where nothing printed tells.
    """

    times: Decimal = ONE
    over: Decimal = ONE
    of: str = ""
    per: str = ""
    as_holiday: bool = False
    says: str = ""
    is_sure: bool = True
    asks_period: bool = False
    period: str = field(default="", compare=False)

    @property
    def changes(self) -> bool:
        return self.times != self.over or bool(self.of or self.per) or self.as_holiday

    def applied(self, value: Decimal, others: dict[str, Decimal] | None = None) -> Decimal | None:
        if self.as_holiday:
            return rounded(52 * value / (1 + value), rounding=ROUND_HALF_EVEN) if value > 0 else value
        factor = (others or {}).get(self.of) if self.of else ONE
        among = (others or {}).get(self.per) if self.per else ONE
        return None if factor is None or not among else value * self.times * factor / self.over / among


AS_IT_IS = Conversion()


def evidence(slot: LabelledCell) -> tuple[str, ...]:
    """Return the tokens that tell a cell's unit, the nearest first."""
    return tuple(dict.fromkeys((*tokens(slot.unit), *tokens(slot.label), *tokens(slot.heading))))


def printed_period(slot: LabelledCell, sheet_says: str, is_near: bool = False) -> str:
    """Return the period that stands at the cell or its column, and unless ``is_near`` in its section or sheet."""
    further = () if is_near else (slot.section, slot.sheet)
    for text in (slot.unit, slot.label, slot.heading, *further):
        for token in tokens(text):
            if token in PERIODS:
                return token
    return "" if is_near else sheet_says


_TOGETHER = re.compile(
    r"\brotas?\b|\brostered\b|\broster\b|\ball residents\b|\btogether\b|\bin total\b|\bwhole home\b", re.I
)
_EACH = frozenset(("perresident", "perstaff"))
_HOURS_OF_ALL = Decimal(70)


def _among(question: Question, slot: LabelledCell, figure: Figure | None) -> Conversion | None:
    """Return the division by residents or beds of a figure for all of them together; None for a figure for each."""
    words = " ".join((slot.label, slot.heading, slot.unit, slot.section, slot.sheet))
    is_each = bool(_EACH & set(tokens(words)))
    many = figure is not None and figure.value > _HOURS_OF_ALL
    kind, _, care_type = question.key.partition("_hours_")
    if kind in ("care", "nurse") and not is_each and (many or _TOGETHER.search(words)):
        return Conversion(per=f"occupied_{care_type}", says="hours of all ÷ residents")
    is_whole = figure is not None and question.hard_max is not None and figure.value > question.hard_max / 4
    if question.key == "freehold_value_per_bed" and not is_each and (is_whole or _TOGETHER.search(words)):
        return Conversion(per="active_beds", says="value of the home ÷ active beds")
    return None


def conversion(question: Question, slot: LabelledCell, figure: Figure | None, sheet_says: str) -> Conversion:
    """Return how the cell is read for a question."""
    kind, found = kind_of(question), evidence(slot)
    if kind == FigureKind.SHARE:
        return Conversion()
    if among := _among(question, slot, figure):
        return among
    if kind == FigureKind.WEEKS:
        return _weeks(question, found, figure)
    if kind == FigureKind.RATE and period_of(question) == "":
        return _pence(question, found, figure)
    if kind == FigureKind.MONEY and "perhour" in found and question.key.endswith("_cost"):
        return Conversion(of="contact_hours_period", says="£ per contact hour × contact hours in the year")
    return _by_period(question, kind, slot, figure, sheet_says)


def _weeks(question: Question, found: tuple[str, ...], figure: Figure | None) -> Conversion:
    if figure and (figure.is_percent or "share" in found):
        over = ONE if figure.is_percent or figure.value < 1 else Decimal(100)
        return Conversion(over=over, as_holiday=True, says="holiday pay as a share of pay, as weeks of 52")
    if "day" in found or (figure and question.hard_max is not None and figure.value > question.hard_max):
        return Conversion(over=Decimal(5), says="days ÷ 5, as weeks")
    return Conversion()


def _pence(question: Question, found: tuple[str, ...], figure: Figure | None) -> Conversion:
    too_much = figure is not None and question.hard_max is not None and figure.value > question.hard_max
    if question.unit == "£ per mile" and ("pence" in found or too_much):
        return Conversion(over=Decimal(100), says="pence ÷ 100, as pounds")
    return Conversion()


def _by_period(
    question: Question, kind: FigureKind, slot: LabelledCell, figure: Figure | None, sheet_says: str
) -> Conversion:
    wanted, (times, over, words) = period_of(question), _scale(question, kind, evidence(slot), figure)
    printed = printed_period(slot, sheet_says, is_near=kind != FigureKind.MONEY) if wanted else ""
    if wanted and printed and printed != wanted:
        times, over = times * PERIODS[printed][1], over * PERIODS[wanted][1]
        words.append(f"{PERIODS[printed][0]} → {PERIODS[wanted][0]}")
    common = min(times, over)
    if times % common == 0 and over % common == 0:
        times, over = times / common, over / common
    asks = bool(wanted) and not printed and (kind == FigureKind.MONEY or question.key == "contact_hours_period")
    is_sure = not asks and "7.5 hours a day" not in words
    return Conversion(times, over, says=", ".join(words), is_sure=is_sure, asks_period=asks, period=printed)


def _scale(
    question: Question, kind: FigureKind, found: tuple[str, ...], figure: Figure | None
) -> tuple[Decimal, Decimal, list[str]]:
    if kind == FigureKind.MONEY and "thousand" in found:
        return Decimal(1000), ONE, ["thousands"]
    if (
        kind == FigureKind.MINUTES
        and figure is not None
        and (figure.is_clock or ("hour" in found and "minute" not in found))
    ):
        in_minutes = figure.value * 60
        fits = question.hard_max is None or in_minutes <= question.hard_max
        return (Decimal(60), ONE, ["hours × 60, as minutes"]) if fits else (ONE, ONE, ["minutes and seconds"])
    if kind == FigureKind.HOURS and "minute" in found and "hour" not in found and not (figure and figure.is_clock):
        return ONE, Decimal(60), ["minutes ÷ 60, as hours"]
    if kind == FigureKind.HOURS and "day" in found and "hour" not in found:
        return Decimal("7.5"), ONE, ["7.5 hours a day"]
    return ONE, ONE, []
