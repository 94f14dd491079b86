"""Payment rules from a CSV file: each row a rule, and a sentence for whatever makes no sense."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeVar

from markets.payment.domain.rule import (
    DAY,
    MINUTE,
    PaidBasis,
    PaymentRule,
    PlanTolerance,
    Precision,
    Rounding,
    ToleranceUnit,
)
from markets.payment.domain.rule_table import table_faults, table_rows

COLUMNS = (
    "key",
    "label",
    "basis",
    "precision",
    "tolerance_under",
    "tolerance_over",
    "tolerance_unit",
    "rounding",
    "step_minutes",
    "minimum_minutes",
    "cap",
    "table",
)
MINUTES = re.compile(r"\d{1,4}(\.\d{1,4})?")
PER_CENT = re.compile(r"\d{1,4}")
CAP = re.compile(r"planned(?:\+(?P<over>\d{1,4}(?:\.\d{1,4})?))?")
GRACE = re.compile(r"up_after_grace:(?P<grace>\d{1,4}(?:\.\d{1,4})?)")
Choice = TypeVar("Choice", PaidBasis, Precision, Rounding, ToleranceUnit)


@dataclass(frozen=True, slots=True)
class RuleFault:
    """What is wrong with a rule: its row in the file, its key, and the sentence."""

    row: int
    key: str
    sentence: str

    @property
    def message(self) -> str:
        return f"Row {self.row}, rule “{self.key}”: {self.sentence}"


class _Wrong(Exception):
    """A cell of a rule that makes no sense, with its sentence."""


def rules_from(rows: Sequence[Mapping[str, str | None]]) -> tuple[dict[str, PaymentRule], list[RuleFault]]:
    """Return the rules by key, in their order, and all that is wrong; ``rows`` come after a header in row 1."""
    rules: dict[str, PaymentRule] = {}
    faults: list[RuleFault] = []
    for number, row in enumerate(rows, 2):
        cells = {column: (row.get(column) or "").strip() for column in COLUMNS}
        try:
            if cells["key"] in rules or not cells["key"]:
                raise _Wrong("Each rule needs a key of its own.")
            rules[cells["key"]] = rule_from(cells)
        except _Wrong as wrong:
            faults.append(RuleFault(number, cells["key"], str(wrong)))
    return rules, faults


def rule_from(cells: Mapping[str, str]) -> PaymentRule:
    """Return the rule of a row; raise for the first cell that makes no sense."""
    rounding, grace = _rounding(cells["rounding"])
    rule = PaymentRule(
        key=cells["key"],
        label=cells["label"] or cells["key"],
        basis=_choice(PaidBasis, "basis", cells["basis"]),
        precision=_choice(Precision, "precision", cells["precision"] or Precision.SECOND),
        tolerance=_tolerance(cells),
        rounding=rounding,
        step=_seconds("step_minutes", cells["step_minutes"]),
        grace=grace,
        table=table_rows(cells["table"]) if not _table_trouble(cells["table"]) else (),
        minimum=_seconds("minimum_minutes", cells["minimum_minutes"]),
        cap_over_planned=_cap(cells["cap"]),
    )
    _whole(rule, cells)
    return rule


def _whole(rule: PaymentRule, cells: Mapping[str, str]) -> None:
    """Refuse what is right cell by cell and not together."""
    if rule.rounding is not Rounding.NONE and not rule.step:
        raise _Wrong("“step_minutes” is missing: to what steps is it rounded?")
    if cells["table"] and (rule.precision is not Precision.MINUTE_DOWN or rule.basis is PaidBasis.PLANNED):
        raise _Wrong("A table speaks of whole minutes delivered: its basis is actual, its precision minute_down.")
    if cells["table"] and rule.rounding is not Rounding.NONE:
        raise _Wrong("A rule has a table or rounds, not both.")


def _table_trouble(text: str) -> bool:
    """Tell whether there is no table; a table that leaves minutes out, or has two things for one, is refused."""
    if not text:
        return True
    for sentence in table_faults(text):
        raise _Wrong(sentence)
    return False


def _choice(kind: type[Choice], column: str, text: str) -> Choice:
    try:
        return kind(text)
    except ValueError:
        raise _Wrong(f"“{column}” is “{text}”; expected is {', '.join(kind)}.") from None


def _rounding(text: str) -> tuple[Rounding, int]:
    with_grace = GRACE.fullmatch(text)
    if with_grace:
        return Rounding.UP_AFTER_GRACE, _seconds("rounding", with_grace["grace"])
    if text == Rounding.UP_AFTER_GRACE:
        raise _Wrong("“rounding” is “up_after_grace”; expected are its minutes of grace, as in up_after_grace:3.")
    return _choice(Rounding, "rounding", text or Rounding.NONE), 0


def _tolerance(cells: Mapping[str, str]) -> PlanTolerance | None:
    ends = (cells["tolerance_under"], cells["tolerance_over"])
    if not any(ends):
        return None
    unit = _choice(ToleranceUnit, "tolerance_unit", cells["tolerance_unit"] or ToleranceUnit.MINUTES)
    read = _per_cent if unit is ToleranceUnit.PERCENT else _seconds
    under, over = (read(column, cells[column]) for column in ("tolerance_under", "tolerance_over"))
    return PlanTolerance(under, over, unit)


def _per_cent(column: str, text: str) -> int:
    if text and not PER_CENT.fullmatch(text):
        raise _Wrong(f"“{column}” is “{text}”; expected are whole per cent of planned.")
    return int(text or 0)


def _seconds(column: str, text: str) -> int:
    """Return minutes as whole seconds; blank is none."""
    seconds = Fraction(text or 0) * MINUTE if not text or MINUTES.fullmatch(text) else None
    if seconds is None or seconds.denominator != 1 or seconds > DAY:
        raise _Wrong(f"“{column}” is “{text}”; expected are minutes from 0 to 1,440, in whole seconds.")
    return int(seconds)


def _cap(text: str) -> int | None:
    found = CAP.fullmatch(text.replace(" ", ""))
    if not text:
        return None
    if not found:
        raise _Wrong(f"“cap” is “{text}”; expected is planned, or planned+5 for five minutes more.")
    return _seconds("cap", found["over"] or "")
