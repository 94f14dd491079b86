"""The list of returns as a file for the independent team."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from accounts.lookups import context_or_404, or_404
from costing.forms import CURRENT
from register import queries as register
from spreadsheets.table_files import table_file
from submissions import queries
from submissions.actions.return_audit import record_list_taken
from submissions.domain.return_table import MARK, heads_of, rows_of
from submissions.forms.returns import ReturnFilter
from submissions.views.team_files import as_team_file


@require_safe
def list_file(request: HttpRequest, exercise_id: UUID, kind: str) -> HttpResponse:
    """Return the returns that fit the filter of the list, all of them; taking them away is an event."""
    context = context_or_404(request)
    if not context.reads_returns:
        raise Http404
    exercise = or_404(register.exercise_for(context, exercise_id))
    form, asks = ReturnFilter(request.GET), CURRENT[exercise.service]
    wanted = form.cleaned_data if form.is_valid() else {}
    listed = queries.listed_returns(
        context,
        exercise.id,
        state=wanted.get("state", ""),
        search=wanted.get("q", ""),
        has_findings=wanted.get("findings", ""),
        analyst=wanted.get("analyst", ""),
    )
    record_list_taken(by=context, exercise=exercise)
    mark = f"{exercise.name}. {MARK}"
    data = table_file(kind, "Returns", mark, heads_of(asks), rows_of(asks, listed))
    return as_team_file(data, f"returns-{slugify(exercise.name)[:60]}", kind)
