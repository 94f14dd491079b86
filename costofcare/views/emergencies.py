"""Read an authority's returns in an emergency: here, as accounts know no authorities."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts import queries
from accounts.actions import emergencies as actions
from accounts.domain.context import CHOSEN_ROLE
from accounts.domain.emergencies import LASTS, OPENED
from accounts.domain.refusal import Refusal
from accounts.lookups import or_404
from accounts.permissions import can_read_audit_trail, can_read_in_an_emergency
from costofcare.forms import EmergencyForm


@require_http_methods(["GET", "HEAD", "POST"])
def emergencies(request: HttpRequest) -> HttpResponse:
    """Show who reads in an emergency now; administrators begin one here."""
    context = request.context
    may_open = can_read_in_an_emergency(context)
    if not can_read_audit_trail(context) or (request.method == "POST" and not may_open):
        raise Http404
    form = EmergencyForm(context, request.POST if request.method == "POST" else None) if may_open else None
    if form is not None and request.method == "POST" and form.is_valid():
        authority = form.cleaned_data["authority"]
        opened = actions.open_returns(
            by=context, authority_id=authority.id, authority_name=authority.name, reason=form.cleaned_data["reason"]
        )
        if not isinstance(opened, Refusal):
            request.session[CHOSEN_ROLE] = str(opened.id)
            messages.success(request, f"You read as {opened.scope_label}. All administrators are told.")
            return redirect("home")
        form.add_error(None, opened.because)
    running = queries.emergencies_with_reasons(context)
    page = {"form": form, "running": running, "minutes": int(LASTS.total_seconds() // 60), "verb": OPENED}
    return render(request, "costofcare/emergencies.html", page)


@require_POST
def emergency_end(request: HttpRequest, role_id: UUID) -> HttpResponse:
    or_404(actions.end(by=request.context, role_id=role_id) or None)
    messages.success(request, "It has ended: with the next click nothing is open any more.")
    return redirect("emergencies")
