"""Likely slips of unit (P02), from fixed, published bands."""

from collections.abc import Iterator
from decimal import Decimal

from submissions.domain.answers import normal_form
from submissions.domain.bands import Band, SlipBand, slip_bands
from submissions.domain.checks.case import Case, Remark, check
from submissions.domain.checks.homecare import YEAR_HOURS, busiest, hours_per_week
from submissions.domain.findings import Layer, Severity
from submissions.domain.form import Question
from submissions.domain.slips import Guess, likely_factor
from submissions.domain.wording import answer_in_words


@check("P02", Layer.PLAUSIBILITY, Severity.EXPLAIN)
def activity_is_in_its_unit(case: Case) -> Iterator[Remark]:
    """The hours of the year against those of the week; the careworkers tell which of the two is the slip."""
    hours, people, year = hours_per_week(case), case.number("careworkers"), case.number(YEAR_HOURS)
    if not hours or not people or not year:
        return
    per_person = case.band("hours_per_careworker_per_week")
    key = YEAR_HOURS if hours / people in per_person else busiest(case)
    value = case.number(key) or Decimal(0)
    whole_week = hours * case.terms.weeks
    band, per = (_year_band(case), whole_week) if key == YEAR_HOURS else (per_person, people * value / hours)
    guess = likely_factor(value, band, case.form.by_key[key].unit or "", per)
    if guess and value:
        yield _remark(case.form.by_key[key], value, guess)


def _year_band(case: Case) -> Band:
    spread = case.band("year_hours_difference").high or Decimal(0)
    return Band(1 - spread, 1 + spread)


@check("P02", Layer.PLAUSIBILITY, Severity.EXPLAIN, reads=(YEAR_HOURS,))
def answers_are_in_their_unit(case: Case) -> Iterator[Remark]:
    if _hours_are_far_off(case):
        return
    for slip in slip_bands(case.form.service):
        value, question = case.number(slip.key), case.form.by_key[slip.key]
        guess = _guess(case, slip, value)
        if guess and value is not None and _is_possible(question, guess):
            yield _remark(question, value, guess)


def _hours_are_far_off(case: Case) -> bool:
    """More than threefold: then every figure divided by them looks like a slip and none may be one."""
    hours, year = hours_per_week(case), case.number(YEAR_HOURS)
    return bool(hours and year and not 1 <= 3 * year / hours / case.terms.weeks <= 9)


def _guess(case: Case, slip: SlipBand, value: Decimal | None) -> Guess | None:
    question = case.form.by_key[slip.key]
    if not value or (question.required_when and not question.required_when.holds(case.answers.values)):
        return None
    per = case.number(slip.per) if slip.per else None
    return likely_factor(value, slip.band, question.unit, per or Decimal(1))


def _is_possible(question: Question, guess: Guess) -> bool:
    return guess.value in Band(question.hard_min, question.hard_max)


def _remark(question: Question, value: Decimal, guess: Guess) -> Remark:
    likely = answer_in_words(question, guess.value)
    return Remark(
        question.key,
        f"“{question.label}”: we read {answer_in_words(question, value)}, which is far from what is usual; "
        f"{likely} would not be ({guess.words}).",
        f"If you meant {likely}, change it. If it is right as it stands, say why.",
        f"about {likely}",
        guess=normal_form(guess.value),
    )


CHECKS = (activity_is_in_its_unit, answers_are_in_their_unit)
