"""Work out what a return would cost with some answers changed; nothing is kept."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from costing.answers import Answers
from costing.form import AnswerType, Form, Question
from costing.formulas import COSTINGS
from costing.formulas.costs import Costs
from costing.parsing.answers import is_asked
from costing.rates import (
    NATIONAL_LIVING_WAGE,
    all_rates,
    rates_at,
    window_for,
)

# What an answer is about, by its unit; a rise is a share that may also fall.
PAY, TRAVEL, ACTIVITY, RISES = "Pay", "Travel", "Visits, hours and occupancy", "Price rises"
_BY_UNIT = {
    "£ per hour": PAY,
    "£ per mile": TRAVEL,
    "minutes": TRAVEL,
    "miles": TRAVEL,
    "visits per week": ACTIVITY,
    "hours per resident per week": ACTIVITY,
    "beds": ACTIVITY,
}
_A_LITTLE = Decimal("1.01")


@dataclass(frozen=True, slots=True)
class Group:
    title: str
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class WageYear:
    """A price date from which another National Living Wage applies."""

    day: date
    wage: Decimal


def groups_of(form: Form, answers: Answers) -> tuple[Group, ...]:
    """Return the answers that may be tried, in groups: those with a figure on which a cost depends."""
    there = [question for question in form.questions if _topic(question) and _moves_a_cost(form, answers, question)]
    found = {topic: tuple(q for q in there if _topic(q) == topic) for topic in (PAY, TRAVEL, ACTIVITY, RISES)}
    return tuple(Group(topic, questions) for topic, questions in found.items() if questions)


def _topic(question: Question) -> str:
    if question.type == AnswerType.PERCENT:
        return RISES if question.hard_min is not None and question.hard_min < 0 else ""
    return _BY_UNIT.get(question.unit, "")


def _moves_a_cost(form: Form, answers: Answers, question: Question) -> bool:
    value = answers.number(question.key)
    if value is None:
        return False
    now, then = (tried(form, answers, {question.key: each}) for each in (value, value * _A_LITTLE or Decimal(1)))
    return now is not None and then is not None and now.columns != then.columns


def wage_years(form: Form, answers: Answers) -> tuple[WageYear, ...]:
    """Return each day from which another living wage is filed with all other rates; none if no cost depends on pay."""
    window = window_for(COSTINGS[form.service].rates)
    wages = sorted((rate.valid_from, rate.value) for rate in all_rates() if rate.name == NATIONAL_LIVING_WAGE)
    hangs_on_pay = any(group.title == PAY for group in groups_of(form, answers))
    return tuple(WageYear(day, wage) for day, wage in wages if day in window and hangs_on_pay)


def tried(
    form: Form, answers: Answers, changes: Mapping[str, Decimal], day: date | None = None, weeks: Decimal = Decimal(52)
) -> Costs | None:
    """Return the costs with ``changes`` by key, at the rates of ``day``, with pay raised to each wage floor.

    Return None if it cannot be costed. Without a day the return's own price date counts, and no pay is raised.
    """
    costing = COSTINGS[form.service]
    at = day or answers.day("price_date")
    rates = rates_at(at, costing.rates) if at else None
    if rates is None:
        return None
    by_key = {key: answer._replace(value=changes.get(key, answer.value)) for key, answer in answers.by_key.items()}
    changed = Answers(answers.service, answers.version, by_key)
    changed = at_least(form, changed, rates[NATIONAL_LIVING_WAGE]) if day and NATIONAL_LIVING_WAGE in rates else changed
    if _lacks(form, changed, costing.needs(changed)) or not costing.is_possible(changed):
        return None
    return costing.cost(changed, rates, weeks)


def _lacks(form: Form, answers: Answers, needs: Iterable[str]) -> bool:
    return any(answers.values.get(key) is None and is_asked(form.by_key[key], answers.values) for key in needs)


def at_least(form: Form, answers: Answers, wage: Decimal) -> Answers:
    """Raise rates of pay below the wage floor to it; 0 means that there are no such hours, and stays."""
    by_key = dict(answers.by_key)
    for question in form.questions:
        pay = answers.number(question.key)
        if question.unit == "£ per hour" and pay and pay < wage:
            by_key[question.key] = by_key[question.key]._replace(value=wage)
    return Answers(answers.service, answers.version, by_key)
