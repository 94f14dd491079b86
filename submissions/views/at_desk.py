"""What the page of a return shows of the team's desk: who looks at it, and what analysts write to each other."""

from typing import Any

from accounts.domain.context import Context
from submissions.desk import queries as desk
from submissions.desk.forms import NoteForm, ReturnAssignForm
from submissions.models import Return
from submissions.permissions import can_decide


def at_desk(context: Context, submission: Return) -> dict[str, Any]:
    assignment = desk.assigned_to(context, [submission.id]).get(submission.id)
    initial = {"analyst": str(assignment.analyst_id) if assignment else ""}
    return {
        "assignment": assignment,
        "assign_form": ReturnAssignForm(desk.analysts_of(context), initial=initial),
        "team_notes": desk.notes_on(context, submission),
        "note_form": NoteForm(),
        "can_note": can_decide(context, submission),
    }
