"""Prepare a release from a frozen calculation, and keep it as a draft."""

from collections.abc import Sequence
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from accounts.domain.context import Context
from accounts.domain.refusal import Refusal
from costing.forms import form_for
from reports import queries
from reports.annexes.domain.named_words import names_in
from reports.domain import cohort
from reports.domain.policy import PROTECTED, Policy
from reports.domain.release_preview import Prepared, prepared
from reports.domain.released_document import GROUPS
from reports.domain.subgroups import RELEASE_DIMENSIONS
from reports.justification.queries import justification_of
from reports.models import Calculation, Release, ReleaseReview
from reports.permissions import can_draft
from submissions import queries as submissions


def prepare(
    by: Context, calculation: Calculation, policy: Policy, dimensions: Sequence[str] = ()
) -> Prepared | Refusal:
    """Prepare a release, broken down by ``dimensions``.

    Refuse if the inputs have changed since the calculation, or if the ledger has been tampered with.
    """
    if not set(dimensions) <= set(RELEASE_DIMENSIONS):
        return Refusal("There are no such groups to break a release down by.")
    form = form_for(calculation.exercise.service, calculation.form_version)
    inputs = queries.inputs_of(by, calculation)
    if form is None or inputs.sha256 != calculation.inputs_sha256:
        return Refusal("The returns are no longer what they were when this was calculated. Please calculate again.")
    faults = queries.ledger_faults(by, calculation.exercise_id)
    if faults:
        return Refusal(f"Nothing can be released: {faults[0]}. Please tell an administrator.")
    made = prepared(form, inputs, policy, queries.ledger_of(by, calculation.exercise_id), dimensions)
    if isinstance(made, cohort.CohortFault):
        return Refusal(f"Nothing can be released: {made.message}.")
    named = _named_in_groups(by, calculation.exercise_id, made)
    if named:
        return Refusal(f"A group that would go out names {', '.join(named)}. Draft without it: nobody may be named.")
    return made


@transaction.atomic
def preview(*, by: Context, calculation_id: UUID, dimensions: Sequence[str] = ()) -> Prepared | Refusal | None:
    """Prepare a release without keeping it, for whoever may draft it; None if the calculation is not the asker's."""
    calculation = queries.calculation_for(by, calculation_id)
    if calculation is None or not can_draft(by, calculation):
        return None
    return prepare(by, calculation, PROTECTED, dimensions)


def keep_draft(
    by: Context, calculation: Calculation, policy: Policy, made: Prepared, key: UUID | None = None
) -> Release:
    release = Release(
        id=key or uuid4(),
        exercise_id=calculation.exercise_id,
        authority_id=calculation.authority_id,
        calculation=calculation,
        number=_next_number(by, calculation.exercise_id),
        for_publication=policy.for_publication,
        table=made.document,
        report_words=report_words(by, calculation.exercise_id),
        policy_version=policy.version,
        policy_sha256=policy.sha256,
        method_version=calculation.method_version,
        form_version=calculation.form_version,
        occupancy_target=calculation.occupancy_target,
        inputs_sha256=calculation.inputs_sha256,
        ledger_before=queries.ledger_head(by, calculation.exercise_id),
        drafted_at=timezone.now(),
        drafted_by_id=by.person_id,
    )
    release.supersedes = queries.standing_release(by, release)
    release.save(force_insert=True)
    ReleaseReview.objects.create(
        release=release,
        exercise_id=release.exercise_id,
        authority_id=release.authority_id,
        reasons=made.reasons,
        equal_to_one_return=made.equal_to_one_return,
        preview=made.preview(policy),
    )
    return release


def report_words(by: Context, exercise_id: UUID) -> dict[str, str]:
    """Return the words of the exercise that go out with a release, as they stand now; {} if there are none."""
    stands = justification_of(by, exercise_id)
    kept = (
        {} if stands is None else {name: getattr(stands, f"{name}_words").strip() for name in ("roo", "roc", "method")}
    )
    return {name: words for name, words in kept.items() if words}


def named_in_words(by: Context, exercise_id: UUID) -> list[str]:
    """Return who of those asked is named in the words that would go out: nobody may be."""
    return names_in(" ".join(report_words(by, exercise_id).values()), _names_of_those_asked(by, exercise_id))


def _named_in_groups(by: Context, exercise_id: UUID, made: Prepared) -> list[str]:
    """Return who of those asked is named by a zone or size band, which the council's list called as it liked."""
    groups = {group for of in made.document.get(GROUPS, {}).values() for group in of}
    return names_in("\n".join(groups), _names_of_those_asked(by, exercise_id)) if groups else []


def _names_of_those_asked(by: Context, exercise_id: UUID) -> set[str]:
    asked = submissions.owed_by(by, exercise_id).values_list("location_name", "provider_name", "owner__name")
    return {name for row in asked for name in row}


def _next_number(by: Context, exercise_id: UUID) -> int:
    last = queries.releases_for(by, exercise_id).order_by("-number").first()
    return last.number + 1 if last else 1
