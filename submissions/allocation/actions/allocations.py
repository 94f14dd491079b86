"""Set which costs a company shares and how they are allocated, step by step, before anything is put into a return."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from accounts.domain.context import Context
from costing.form import AllocationKey, Form
from register.queries import Participation
from submissions import queries
from submissions.actions.draft_access import cannot_save
from submissions.allocation.domain.shared_costs import (
    ELSEWHERE,
    amount_from,
    figure_from,
    figure_in,
    normal,
    shareable,
)
from submissions.domain.online.typed_answers import answers_of
from submissions.models import Allocation
from submissions.queries import Standing

Faults = dict[str, str]


@dataclass(frozen=True)
class AllocationLocation:
    """A location of the company with its return; ``refusal`` says why it cannot be changed now.

    ``known`` is its figure from its own return, if the return asks for it.
    """

    asked: Participation
    standing: Standing
    refusal: str
    known: str

    @property
    def place(self) -> str:
        return str(self.asked.id)


def begin(*, by: Context, exercise_id: UUID) -> Allocation | None:
    """Return the person's unfinished allocation, or begin one; None if the exercise does not ask the provider."""
    asked = queries.own_locations(by, exercise_id)
    if not asked:
        return None
    begun = queries.divisions_of(by, exercise_id).filter(begun_by_id=by.person_id, saved_at__isnull=True).first()
    return begun or Allocation.objects.create(
        exercise_id=exercise_id,
        authority_id=asked[0].authority_id,
        provider_id=asked[0].provider_id,
        begun_at=timezone.now(),
        begun_by_id=by.person_id,
    )


def set_costs(
    *, by: Context, division: Allocation, totals: Mapping[str, str], key: str, measure: str
) -> Allocation | Faults:
    """Set the company's total of each shared cost, as typed, and the key; return what is wrong, by field."""
    form = form_of(by, division)
    known = {question.key for question in shareable(form)}
    typed = {name: text.strip() for name, text in totals.items() if name in known and text.strip()}
    found = {name: amount_from(text) for name, text in typed.items()}
    faults: Faults = {
        name: f"{form.by_key[name].label}: {wrong}" for name, wrong in found.items() if isinstance(wrong, str)
    }
    if not typed:
        faults[""] = "Enter the company’s total of at least one cost"
    chosen = next((each for each in form.sharing if each.name == key), None)
    if chosen is None:
        faults["key"] = "Choose by what the costs are divided"
    elif not chosen.words and not measure.strip():
        faults["measure"] = "Say by what the costs are divided"
    if faults:
        return faults
    kept = {name: normal(amount) for name, amount in found.items() if isinstance(amount, Decimal)}
    figures = division.figures if (key, measure) == (division.key, division.measure) else {}
    return _changed(by, division, totals=kept, key=key, measure=" ".join(measure.split())[:60], figures=figures)


def set_figures(*, by: Context, division: Allocation, figures: Mapping[str, str]) -> Allocation | Faults:
    """Set each location's figure of the key, as typed; a blank one takes no part. Return what is wrong, by field."""
    key = key_of(form_of(by, division), division)
    places = {branch.place: branch.asked.location_name for branch in branches_of(by, division)}
    places[ELSEWHERE] = "Your other locations"
    typed = {place: text for place, text in figures.items() if place in places and text.strip()}
    found = {place: figure_from(text, key) for place, text in typed.items()}
    faults: Faults = {place: f"{places[place]}: {wrong}" for place, wrong in found.items() if isinstance(wrong, str)}
    numbers = {place: figure for place, figure in found.items() if isinstance(figure, Decimal)}
    if not faults and sum(1 for figure in numbers.values() if figure) < 2:
        faults[""] = "Enter the figures of at least two locations, or of one and of those elsewhere"
    if faults:
        return faults
    return _changed(by, division, figures={place: normal(figure) for place, figure in numbers.items()})


def form_of(by: Context, division: Allocation) -> Form:
    """Return the form of its exercise's returns."""
    first = queries.own_locations(by, division.exercise_id)[0]
    return queries.standing_of(by, first).form


def key_of(form: Form, division: Allocation) -> AllocationKey:
    return next(each for each in form.sharing if each.name == division.key)


def words_for(form: Form, division: Allocation) -> str:
    """Return what the costs are allocated by, in words."""
    return key_of(form, division).words or division.measure


def branches_of(by: Context, division: Allocation) -> list[AllocationLocation]:
    return [_branch(by, division, asked) for asked in queries.own_locations(by, division.exercise_id)]


def _branch(by: Context, division: Allocation, asked: Participation) -> AllocationLocation:
    standing, refusal = queries.standing_of(by, asked), cannot_save(asked)
    key = next((each for each in standing.form.sharing if each.name == division.key), None)
    figure = figure_in(key, answers_of(standing.form, standing.typed)) if key else None
    return AllocationLocation(
        asked, standing, refusal.because if refusal else "", "" if figure is None else normal(figure)
    )


@transaction.atomic
def _changed(by: Context, division: Allocation, **values: object) -> Allocation:
    """Change the allocation unless it has been put into the returns, and return it."""
    open_one = Allocation.objects.filter(id=division.id, saved_at__isnull=True)
    open_one.update(**values, edits=F("edits") + 1)
    found = queries.division_for(by, division.id)
    assert found is not None
    return found
