"""From a query that is closed as left out to the page on which that is decided."""

from urllib.parse import urlencode

from django.urls import reverse

from accounts.domain.context import Context
from costing.form import Form
from submissions import queries
from submissions.decisions.domain.decision_refusals import DECIDABLE
from submissions.domain.states import Move, ReturnState
from submissions.models import Return, ReturnQuestion
from submissions.permissions import allows, can_decide
from submissions.questions.domain.questions import QuestionOutcome


def line_of(form: Form, query: ReturnQuestion) -> str:
    """Return the line that a query is about: its own, or that of the cost which it asks for; blank if it has none."""
    line = query.line or query.key.removesuffix("_cost")
    return line if line in form.line_by_key else ""


def still_to_decide(context: Context, query: ReturnQuestion, form: Form) -> str:
    """Return the address where the outcome of a query has yet to be decided; blank if it has been, or cannot be."""
    submission: Return | None = getattr(query.participation, "submission", None)
    if submission is None or not can_decide(context, submission):
        return ""
    if query.outcome == QuestionOutcome.RETURN_EXCLUDED and allows(submission, Move.EXCLUDE):
        return reverse("submissions:exclude", args=[submission.id])
    is_decidable = ReturnState(submission.state) in DECIDABLE and submission.current is not None
    if query.outcome != QuestionOutcome.LINE_EXCLUDED or not is_decidable:
        return ""
    line = line_of(form, query)
    if any(row.line == line and row.stands for row in queries.line_decisions_on(context, submission)):
        return ""
    chosen = f"?{urlencode({'line': line})}" if line else ""
    return reverse("submissions:lines_leave_out", args=[submission.id]) + chosen
