"""The toolkit: what a council can do, and how well it is known."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.lookups import context_or_404, or_404
from benchmarking.permissions import can_answer_for_council, can_see_progress
from benchmarking.toolkit.domain.levers import AIMS, LeverGrade, published_levers, unpublished_levers


@require_safe
def toolkit(request: HttpRequest) -> HttpResponse:
    """Show the levers with a source to councils and the office, who see as well which are missing one."""
    context = context_or_404(request)
    is_office = can_see_progress(context)
    or_404(context if is_office or can_answer_for_council(context) else None)
    aim = request.GET.get("aim", "")
    aim = aim if aim in AIMS else ""
    page = {
        "levers": published_levers(aim),
        "missing": unpublished_levers() if is_office else (),
        "aims": AIMS,
        "aim": aim,
        "grades": list(LeverGrade),
    }
    return render(request, "benchmarking/toolkit/toolkit.html", page)
