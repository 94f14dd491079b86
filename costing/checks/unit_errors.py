"""Checks for likely slips of unit (P02), by fixed, published bands: the same for every service."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import cache

from costing.answers import normal_form
from costing.bands import Band, SlipBand, slip_bands
from costing.checks.case import (
    Case,
    Check,
    Remark,
    check,
)
from costing.figure_words import answer_in_words, band_in_words
from costing.findings import Layer, Severity
from costing.form import Question
from costing.unit_errors import Suggestion, is_merely_high, likely_factor

ONE = Decimal(1)
ENDLESS = Decimal("Infinity")
# Ends with nothing between them.
NOTHING = (ENDLESS, -ENDLESS)
# What a band's ``per`` stands for in a return; None where it is not known.
Divisor = Callable[[Case, str], Decimal | None]


def answers_are_in_their_unit(
    reads: tuple[str, ...] = (),
    divisor: Divisor = lambda case, per: case.number(per),
    unless: Callable[[Case], bool] = lambda case: False,
) -> Check:
    """Return a check of every answer that has a fixed band, by itself or over what it is spread over.

    ``unless`` says when what the answers are spread over is itself in doubt: then every one would look like a slip.
    """

    @check("P02", Layer.PLAUSIBILITY, Severity.EXPLAIN, reads=reads)
    def rule(case: Case) -> Iterator[Remark]:
        if unless(case):
            return
        numbers = case.answers.numbers
        for key, low, high, slip in _ends(case.form.service):
            value = numbers.get(key)
            if value is None or (value and low <= value <= high):
                continue
            per = divisor(case, slip.per) if slip.per else ONE
            if slip.per and value and per and value / per in slip.band:
                continue
            question = case.form.by_key[slip.key]
            guess = _guess(case, slip, value, per) if value and per else None
            if guess and _is_possible(question, guess):
                yield slip_remark(question, value, guess)
            elif not slip.per and is_merely_high(value, slip.band, question.unit):
                yield _high_remark(question, value, slip.band)

    return rule


@cache
def _ends(service: str) -> tuple[tuple[str, Decimal, Decimal, SlipBand], ...]:
    """Return each slip band with the ends between which an answer is ordinary by itself; none for one over another."""
    return tuple((slip.key, *(NOTHING if slip.per else _ends_of(slip.band)), slip) for slip in slip_bands(service))


def _ends_of(band: Band) -> tuple[Decimal, Decimal]:
    return -ENDLESS if band.low is None else band.low, ENDLESS if band.high is None else band.high


def _guess(case: Case, slip: SlipBand, value: Decimal, per: Decimal) -> Suggestion | None:
    question = case.form.by_key[slip.key]
    if question.required_when and not question.required_when.holds(case.answers.values):
        return None
    return likely_factor(value, slip.band, question.unit, per)


def _is_possible(question: Question, guess: Suggestion) -> bool:
    return guess.value in Band(question.hard_min, question.hard_max)


def _high_remark(question: Question, value: Decimal, band: Band) -> Remark:
    usual = band_in_words(Band(band.low, band.high, question.unit))
    return Remark(
        question.key,
        f"“{question.label}”: we read {answer_in_words(question, value)}, which is more than is usual.",
        "Please check what it is a share of. If it is right as it stands, say why.",
        usual,
    )


def slip_remark(question: Question, value: Decimal, guess: Suggestion) -> Remark:
    likely = answer_in_words(question, guess.value)
    return Remark(
        question.key,
        f"“{question.label}”: we read {answer_in_words(question, value)}, which is far from what is usual; "
        f"{likely} would not be ({guess.words}).",
        f"If you meant {likely}, change it. If it is right as it stands, say why.",
        f"about {likely}",
        guess=normal_form(guess.value),
    )
