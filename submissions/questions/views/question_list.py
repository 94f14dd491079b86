"""The page of all questions of an authority's exercises, for the independent team."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.lookups import context_or_404
from submissions import queries
from submissions.questions.forms import QueryFilter

A_PAGE = 25


@require_safe
def query_list(request: HttpRequest) -> HttpResponse:
    """Show the questions; those that wait for the team come first, the oldest at the top."""
    context = context_or_404(request)
    if not context.reads_returns:
        raise Http404
    form = QueryFilter(request.GET)
    wanted = form.cleaned_data if form.is_valid() else {}
    found = queries.query_list(
        context, turn=wanted.get("turn", ""), search=wanted.get("q", ""), order=request.GET.get("sort", "")
    )
    page = {"filter": form, "page": Paginator(found, A_PAGE).get_page(request.GET.get("page"))}
    return render(request, "submissions/questions/question_list.html", page)
