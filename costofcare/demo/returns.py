"""Make the returns of the demo, each as far as it has come: sent, checked, explained, signed, decided on."""

from collections.abc import Mapping, Sequence
from typing import Any

from accounts.domain.context import Context
from costing.forms import CURRENT
from costing.workbook import write_workbook
from costofcare.demo.branches import DemoBranch, Fate
from costofcare.demo.outcome import DemoFailed, done
from costofcare.demo.slips import answers_sent, words_for
from submissions import queries
from submissions.actions import (
    explanations,
    process_upload,
    returns,
    uploads,
)
from submissions.decisions.actions import adjustments, line_decisions
from submissions.domain.reasons import reasons_for

EXCLUDED = "One of its costs is for one week, and the provider could not say what it is for a year."
ONE_OFF = {"reason": "one_off", "words": "A stock for two years was bought in this one."}
TOLD = {"reason": "told", "words": "By phone: a rebate came in after the return."}
UNSENT = frozenset({Fate.NOT_STARTED, Fate.NOT_RELEVANT})
UNSIGNED = frozenset({Fate.TO_FIX, Fate.TO_EXPLAIN, Fate.TO_SIGN})


def send(branch: DemoBranch, asked: Any, by: Context) -> None:
    """Send a return as its provider would, as far as it has come."""
    if branch.fate in UNSENT:
        return
    for answers in answers_sent(branch):
        version = send_file(branch, asked, by, answers)
    if branch.fate in UNSIGNED:
        return
    submission = done(queries.return_for(by, version.submission_id))
    explain(branch, submission, by)
    done(
        returns.submit(
            by=by,
            return_id=submission.id,
            version_number=version.number,
            declared_by_name=by.person_name,
        )
    )


def send_file(branch: DemoBranch, asked: Any, by: Context, answers: Mapping[str, str]) -> Any:
    form = CURRENT[asked.exercise.service]
    data = write_workbook(form, exercise=str(asked.exercise_id), prefilled=answers)
    name = f"cost-return-{branch.location_id}.xlsx"
    receipt = done(uploads.receive(by=by, participation_id=asked.id, file_name=name, data=data))
    version = process_upload.process(receipt.upload_id)
    if version is None:
        raise DemoFailed(f"the workbook of {branch.name} could not be worked on")
    return version


def explain(branch: DemoBranch, submission: Any, by: Context) -> None:
    for place, finding in enumerate(queries.still_to_explain(by, submission)):
        reasons = reasons_for(finding.code)
        done(
            explanations.explain(
                by=by,
                return_id=submission.id,
                code=finding.code,
                key=finding.key,
                reason=reasons[branch.number % len(reasons)].value,
                words=words_for(branch, place),
            )
        )


def decide(market: Sequence[DemoBranch], asked: Mapping[str, Any], by: Context, fate: Fate) -> int:
    """Decide as the analyst on all returns with this fate, and return how many there are."""
    decided = [branch for branch in market if branch.fate is fate]
    for branch in decided:
        submission = queries.returns_for(by).get(participation_id=asked[branch.location_id].id)
        returns.note_view(by=by, submission=submission)
        if fate is Fate.EXCLUDED:
            done(returns.exclude(by=by, return_id=submission.id, reason=EXCLUDED, code="year_or_week"))
        else:
            number = submission.current.number
            done(returns.accept(by=by, return_id=submission.id, version_number=number))
    return len(decided)


def decide_parts(market: Sequence[DemoBranch], asked: Mapping[str, Any], by: Context) -> None:
    """Leave a line of an accepted return out, and adjust an answer of the next one, as after a talk by phone."""
    accepted = [branch for branch in market if branch.fate is Fate.ACCEPTED]
    rows = [queries.returns_for(by).get(participation_id=asked[branch.location_id].id) for branch in accepted[:2]]
    if len(rows) == 2:
        done(line_decisions.leave_out(by=by, return_id=rows[0].id, lines=["ppe"], **ONE_OFF))
        done(adjustments.adjust(by=by, return_id=rows[1].id, key="insurance_cost", value="5500", **TOLD))
