"""Check returns again from the answers that are kept, and hold what is found against what was found then."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from costing.exercise_requirements import ExerciseRequirements
from costing.forms import form_for
from costing.report import check_answers
from costing.serialisation import answers_from
from register.domain.exercise_bands import bands_from
from submissions.actions.exercise_requirements import terms_at, terms_of_exercise
from submissions.models import Recheck, RecheckedReturn, Return, VersionFinding
from submissions.rechecks.domain.changed_findings import ChangedFindings, KeptFinding, changed_findings, documents

_OF_A_FINDING = ("code", "severity", "audience", "key", "label", "message")


def checked_again(row: Recheck, returns: Sequence[Return]) -> list[tuple[Return, ChangedFindings | None]]:
    """Return how the findings of each differ; None where its form is not known any more."""
    bands, kept = bands_from(row.bands, row.exercise.service), _kept(returns)
    terms = replace(terms_of_exercise(row.exercise), bands=bands)
    return [(one, _changed(row, one, terms, kept[one.current_id])) for one in returns]


def _kept(returns: Sequence[Return]) -> dict[UUID | None, list[KeptFinding]]:
    found: dict[UUID | None, list[KeptFinding]] = defaultdict(list)
    rows = VersionFinding.objects.filter(version_id__in=[one.current_id for one in returns])
    for version_id, *words in rows.values_list("version_id", *_OF_A_FINDING):
        found[version_id].append(KeptFinding(*words))
    return found


def _changed(
    row: Recheck, one: Return, terms: ExerciseRequirements, kept: Sequence[KeptFinding]
) -> ChangedFindings | None:
    version = one.current
    form = form_for(version.form_service, version.form_version) if version else None
    answers = answers_from(version.form_service, version.form_version, version.answers) if version else None
    if form is None or answers is None:
        return None
    one.participation.exercise = row.exercise
    asked = terms_at(one.participation, terms)
    return changed_findings(kept, check_answers(form, answers, (), asked).findings)


def rechecked(row: Recheck, one: Return, change: ChangedFindings) -> RecheckedReturn:
    assert one.current_id is not None
    return RecheckedReturn(
        recheck=row,
        exercise_id=one.exercise_id,
        authority_id=one.authority_id,
        provider_id=one.provider_id,
        submission=one,
        version_id=one.current_id,
        gone=documents(change.gone),
        new=documents(change.new),
    )
