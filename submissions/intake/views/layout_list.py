"""The page of the layouts that were learnt: give one another name, or forget it."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.domain.refusal import Refusal
from accounts.domain.roles import RoleName
from accounts.lookups import context_or_404, or_404
from submissions.intake import queries as intake
from submissions.intake.actions import layouts
from submissions.models import RememberedLayout
from submissions.permissions import can_look_after_layout


@require_safe
def layout_list(request: HttpRequest) -> HttpResponse:
    context = context_or_404(request)
    if not context.reads_returns:
        raise Http404
    page = {"layouts": intake.layouts(context), "may_change": context.role == RoleName.ANALYST}
    return render(request, "submissions/intake/layout_list.html", page)


@require_POST
def layout_rename(request: HttpRequest, layout_id: UUID) -> HttpResponse:
    _found(request, layout_id)
    done = layouts.rename(by=context_or_404(request), layout_id=layout_id, name=request.POST.get("name", ""))
    if isinstance(done, Refusal):
        messages.error(request, done.because)
    return redirect("submissions:layout_list")


@require_POST
def layout_forget(request: HttpRequest, layout_id: UUID) -> HttpResponse:
    layout = _found(request, layout_id)
    done = layouts.forget(by=context_or_404(request), layout_id=layout_id)
    if not isinstance(done, Refusal):
        messages.success(request, f"“{layout.name}” is forgotten. What was read by it stays as it is.")
    return redirect("submissions:layout_list")


def _found(request: HttpRequest, layout_id: UUID) -> RememberedLayout:
    context = context_or_404(request)
    layout = or_404(intake.layout_for(context, layout_id))
    if not can_look_after_layout(context, layout):
        raise Http404
    return layout
