"""Put allocated costs into the returns of a company's locations, as saves of the person, and take them out again."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.actions import audit
from accounts.domain.context import Context
from accounts.domain.refusal import Refusal
from costing.form import Form
from submissions import queries
from submissions.actions import drafts
from submissions.actions.draft_lock import LOOK_AGAIN
from submissions.actions.drafts import Saved
from submissions.allocation.actions.allocations import (
    AllocationLocation,
    branches_of,
    form_of,
    words_for,
)
from submissions.allocation.domain.allocation_record import (
    AllocationRecord,
    DividedPlace,
    divided_document,
    divided_from,
    recorded,
    together,
)
from submissions.allocation.domain.shared_costs import (
    ELSEWHERE,
    AllocatedPart,
    parts_of,
    typed_amount,
    with_note,
)
from submissions.domain.online.notes import key_of, note_name
from submissions.models import Allocation

Typed = dict[str, str]
Numbers = Mapping[tuple[str, str], int]
Outcome = Allocation | Refusal | None
_NOT_ASKED = {"refused": "This location is not asked any more, so its return stays as it is.", "left": []}


@dataclass(frozen=True)
class AllocatedShare:
    """What an allocation puts into one return: the present and the new text, by name of answer or note."""

    branch: AllocationLocation
    parts: tuple[AllocatedPart, ...]
    before: Typed
    after: Typed

    @property
    def replaced(self) -> list[str]:
        """Return the existing answers that would be replaced."""
        return [key for key, text in self.before.items() if text and key_of(key) == key and text != self.after[key]]


@dataclass(frozen=True)
class AllocationPlan:
    """A planned allocation; ``elsewhere`` is the share of locations that are not asked, or no longer."""

    form: Form
    words: str
    totals: Mapping[str, Decimal]
    figures: Mapping[str, Decimal]
    shares: tuple[AllocatedShare, ...]
    elsewhere: tuple[AllocatedPart, ...]


def planned(by: Context, division: Allocation) -> AllocationPlan | None:
    """Plan the allocation; None while its costs or its figures are missing."""
    figures = {place: Decimal(text) for place, text in division.figures.items()}
    if not division.totals or not any(figures.values()):
        return None
    form, totals = form_of(by, division), {key: Decimal(text) for key, text in division.totals.items()}
    words = words_for(form, division)
    parts = parts_of(words, totals, figures)
    branches = [branch for branch in branches_of(by, division) if branch.place in figures]
    shares = tuple(_share(division, branch, parts) for branch in branches)
    asked = {branch.place for branch in branches}
    elsewhere = together(ELSEWHERE, [part for part in parts if part.place not in asked])
    return AllocationPlan(form, words, totals, figures, shares, elsewhere)


def picture_of(plan: AllocationPlan) -> AllocationRecord:
    """Return a record of everything that is allocated, with the share of other locations."""
    places = [_place(share.branch.place, share.branch.asked.location_name, plan) for share in plan.shares]
    if plan.elsewhere:
        others = sum(plan.figures.values(), Decimal(0)) - sum((one.figure for one in places), Decimal(0))
        places.append(DividedPlace(ELSEWHERE, "Elsewhere", others))
    parts = [part for share in plan.shares for part in share.parts] + list(plan.elsewhere)
    keys = dict.fromkeys([*plan.totals, *(key_of(name) for share in plan.shares for name in share.after)])
    return recorded(plan.words, places, parts, plan.totals, {key: plan.form.by_key[key].label for key in keys})


def picture_then(by: Context, division: Allocation) -> AllocationRecord:
    """Return the record as it was seen when it was put in; planned again if it was not kept then."""
    if division.divided:
        return divided_from(division.divided)
    plan = planned(by, division)
    assert plan is not None  # it was put in
    return picture_of(plan)


def _place(place: str, name: str, plan: AllocationPlan) -> DividedPlace:
    return DividedPlace(place, name, plan.figures[place])


def _share(division: Allocation, branch: AllocationLocation, parts: tuple[AllocatedPart, ...]) -> AllocatedShare:
    own = tuple(part for part in parts if part.place == branch.place)
    standing, after = branch.standing, {}
    for part in own:
        name = note_name(part.key)
        after[part.key] = typed_amount(part.amount)
        after[name] = with_note(standing.typed.get(name, ""), part.note)
    after[standing.form.shared_by] = division.key
    before = {name: standing.typed.get(name, "") for name in after}
    return AllocatedShare(branch, own, before, after)


@transaction.atomic
def put_in(*, by: Context, division_id: UUID, edits: int, numbers: Numbers) -> Outcome:
    """Put the allocation in. ``edits`` and ``numbers`` are what the page showed: of it, and of each return's sheets.

    A return that cannot be changed now is left as it is. If a colleague has changed another since the page was opened,
    their answer stands, and the part is kept beside it to choose from.
    """
    division = _locked(by, division_id)
    plan = planned(by, division) if division else None
    if division is None or plan is None:
        return None
    if division.saved_at or division.edits != edits:
        return Refusal(LOOK_AGAIN)
    saved = {share.branch.place: _save(by, share, numbers) for share in _in_order(plan)}
    if all(one["refused"] for one in saved.values()):
        return Refusal("None of these returns can be changed now, so nothing was put into them.")
    picture = divided_document(picture_of(plan))
    now = {"saved": saved, "divided": picture, "saved_at": timezone.now(), "saved_by_id": by.person_id}
    Allocation.objects.filter(id=division.id).update(**now)
    _record(by, division, "divided shared costs", f"by {plan.words}, among {len(saved)} locations")
    return queries.division_for(by, division.id)


@transaction.atomic
def take_out(*, by: Context, division_id: UUID) -> Outcome:
    """Put back what stood there before, wherever the allocation's own answers are unchanged."""
    division = _locked(by, division_id)
    if division is None or not division.saved_at:
        return None
    if division.undone_at:
        return Refusal("This division has been taken out already.")
    saved: dict[str, Any] = dict(division.saved)
    branches = {branch.place: branch for branch in branches_of(by, division)}
    for place in sorted(place for place, one in saved.items() if not one["refused"]):
        undone = _put_back(by, branches[place], saved[place]) if place in branches else _NOT_ASKED
        saved[place] = saved[place] | {"undone": undone}
    if not any("undone" in one and not one["undone"]["refused"] for one in saved.values()):
        return Refusal("None of these returns can be changed now. Take back first what has been submitted.")
    now = {"saved": saved, "undone_at": timezone.now(), "undone_by_id": by.person_id}
    Allocation.objects.filter(id=division.id).update(**now)
    _record(by, division, "took divided costs out again", "where they still stood")
    return queries.division_for(by, division.id)


def _in_order(plan: AllocationPlan) -> list[AllocatedShare]:
    """Return the shares in a fixed order, so that two who allocate at once do not deadlock."""
    return sorted(plan.shares, key=lambda share: share.branch.place)


def _save(by: Context, share: AllocatedShare, numbers: Numbers) -> dict[str, Any]:
    clashes: list[str] = []
    for sheet, typed in _by_sheet(share.branch, share.after).items():
        number = numbers.get((share.branch.place, sheet), share.branch.standing.number(sheet))
        done = _draft_save(by, share.branch, sheet, number, typed)
        if not isinstance(done, Saved):
            return {"refused": done, "before": {}, "after": {}, "clashes": []}
        clashes += done.clashes
    return {"refused": "", "before": share.before, "after": share.after, "clashes": clashes}


def _put_back(by: Context, branch: AllocationLocation, saved: Mapping[str, Any]) -> dict[str, Any]:
    """Put one return's answers back; those that somebody changed since are left, and named."""
    standing = {name: branch.standing.typed.get(name, "") for name in saved["after"]}
    back = {name: saved["before"][name] for name, text in saved["after"].items() if standing[name] == text}
    for sheet, typed in _by_sheet(branch, back).items():
        done = _draft_save(by, branch, sheet, branch.standing.number(sheet), typed)
        if not isinstance(done, Saved):
            return {"refused": done, "left": []}
    return {"refused": "", "left": [name for name in saved["after"] if name not in back]}


def _draft_save(by: Context, branch: AllocationLocation, sheet: str, number: int, typed: Typed) -> Saved | str:
    """Save a page of a return; return why if it cannot be saved."""
    done = drafts.save(by=by, participation_id=branch.asked.id, sheet=sheet, number=number, page="", typed=typed)
    if isinstance(done, Refusal):
        return done.because
    assert done is not None
    return done


def _by_sheet(branch: AllocationLocation, typed: Mapping[str, str]) -> dict[str, Typed]:
    found: dict[str, Typed] = {}
    for name, text in typed.items():
        found.setdefault(branch.standing.form.by_key[key_of(name)].sheet, {})[name] = text
    return found


def _locked(by: Context, division_id: UUID) -> Allocation | None:
    division = queries.division_for(by, division_id)
    if division:
        list(Allocation.objects.select_for_update().filter(id=division.id))
        division = queries.division_for(by, division_id)
    return division


def _record(by: Context, division: Allocation, verb: str, words: str) -> None:
    audit.record_on(division, by=by, verb=verb, kind="division", words=words)
