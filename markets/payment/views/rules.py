"""Payment rules of one's own: the list, and a form with an example that recalculates."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts.domain.idempotency import key_of
from accounts.domain.refusal import Refusal
from accounts.lookups import or_404
from markets.lookups import payment_lab_or_404
from markets.payment.actions import own_rules as actions
from markets.payment.forms import OwnRuleForm
from markets.payment.queries import own_rules

BEGIN = {
    "label": "",
    "basis": "actual",
    "precision": "minute_down",
    "tolerance_unit": "minutes",
    "rounding": "nearest",
    "step_minutes": "5",
    "planned": "30",
    "lasts": "22:30",
}


@require_http_methods(["GET", "HEAD", "POST"])
def payment_rules(request: HttpRequest) -> HttpResponse:
    """Show own rules and the form; what is typed is tried at once, and kept if that was asked."""
    context = payment_lab_or_404(request)
    form = OwnRuleForm(request.POST if request.method == "POST" else None, initial=BEGIN)
    if request.method == "POST" and form.is_valid() and "keep" in request.POST:
        label, key = form.cleaned_data["label"], key_of(request.POST.lists())
        done = or_404(actions.keep_rule(by=context, label=label, cells=form.cells, key=key))
        if not isinstance(done, Refusal):
            messages.success(request, f"{done.label} is kept. Choose it in the payment lab.")
            return redirect("markets:payment_rules")
        form.add_error(None, done.because)
    example = form.example if request.method == "POST" and form.is_bound and hasattr(form, "cleaned_data") else ""
    page = {"form": form, "example": example, "rows": own_rules(context)}
    return render(request, "markets/payment/payment_rules.html", page)


@require_POST
def payment_rule_throw_away(request: HttpRequest, payment_rule_id: UUID) -> HttpResponse:
    label = or_404(actions.throw_rule_away(by=payment_lab_or_404(request), rule_id=payment_rule_id))
    messages.success(request, f"{label} is thrown away.")
    return redirect("markets:payment_rules")
