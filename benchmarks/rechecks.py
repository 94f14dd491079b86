"""Benchmark of checking all returns of an exercise again, against the checks alone on answers that are in memory."""

from django.utils import timezone

from accounts.domain.roles import RoleName
from accounts.models import User
from benchmarks.checks import answers_like
from benchmarks.large_exercise import SERVICE, accepted_returns, authority_named, exercise_of, somebody
from benchmarks.stopwatch import medians, row
from costing.forms import CURRENT
from costing.report import check_answers
from costing.serialisation import answers_from
from register.models import Exercise
from submissions.actions.exercise_requirements import terms_of_exercise
from submissions.models import Recheck, RecheckedReturn, VersionFinding
from submissions.rechecks.actions import recheck_worker
from submissions.rechecks.queries import to_check

AT_MOST = 3


def rows(locations: int, rounds: int = 3) -> list[str]:
    """Time it where each return has findings that are kept, and one that is new."""
    authority = authority_named("Rechecks")
    ana, exercise = somebody(authority, RoleName.ANALYST), exercise_of(authority, "Again")
    accepted_returns(exercise, locations, ana)
    given = [one.current.answers for one in to_check(_asked(exercise, ana), locations) if one.current]
    answers = [one for each in given if (one := answers_from(SERVICE, CURRENT[SERVICE].version, each))]
    terms = terms_of_exercise(exercise)

    def alone() -> None:
        for one in answers:
            check_answers(CURRENT[SERVICE], answers_like(one), (), terms)

    def again() -> None:
        recheck_worker.process(_asked(exercise, ana).id)

    again()
    _keep_what_was_found(exercise)
    times = medians({"again": again, "alone": alone}, rounds)
    what = f"{locations:,} returns checked again"
    return [row(what, times["again"], "their checks alone", times["alone"], AT_MOST)]


def _asked(exercise: Exercise, by: User) -> Recheck:
    Recheck.objects.filter(exercise=exercise).update(state="done")
    of = {"exercise": exercise, "authority": exercise.authority, "total": 0}
    return Recheck.objects.create(**of, received_at=timezone.now(), received_by=by)


def _keep_what_was_found(exercise: Exercise) -> None:
    """Keep all findings of the first time but one of each return, so that one is new ever after."""
    for found in RecheckedReturn.objects.filter(exercise=exercise):
        of = {"exercise_id": found.exercise_id, "authority_id": found.authority_id, "provider_id": found.provider_id}
        VersionFinding.objects.bulk_create(
            VersionFinding(version_id=found.version_id, position=number, layer=5, **one, **of)
            for number, one in enumerate(found.new[1:])
        )
