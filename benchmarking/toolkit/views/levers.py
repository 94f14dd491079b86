"""Pages of a lever for those of the office who read returns: add one, change it, look at its versions and decide."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.domain.context import Context
from accounts.domain.idempotency import key_of
from accounts.domain.refusal import Refusal
from accounts.domain.whole_numbers import whole_number
from accounts.lookups import or_404
from benchmarking.lookups import lever_keeper_or_404, return_reader_or_404
from benchmarking.permissions import can_keep_levers, why_not_decide_on_lever
from benchmarking.toolkit import queries
from benchmarking.toolkit.actions import lever_versions
from benchmarking.toolkit.domain.lever_sources import gone_evidence
from benchmarking.toolkit.domain.lever_versions import LeverHistory
from benchmarking.toolkit.forms import LeverForm, RetireLeverForm, SendLeverBackForm

WAITS = "{} waits for somebody else in the office: councils read it once it is approved."


@require_http_methods(["GET", "HEAD", "POST"])
def lever_new(request: HttpRequest) -> HttpResponse:
    context = lever_keeper_or_404(request)
    form = LeverForm(request.POST or None, offered=queries.evidence_on_offer(context))
    if request.method == "POST" and form.is_valid():
        done = or_404(lever_versions.add(by=context, told=form.told, key=key_of(request.POST.lists())))
        if not isinstance(done, Refusal):
            messages.success(request, WAITS.format(done))
            return redirect("benchmarking:lever_detail", done.lever)
        form.add_error(None, done.because)
    return render(request, "benchmarking/toolkit/lever_new.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
def lever_change(request: HttpRequest, lever: str) -> HttpResponse:
    """Keep a new version of a lever; of two at once the second is told, and keeps what was typed."""
    context = lever_keeper_or_404(request)
    there = or_404(queries.history_for(context, lever))
    offered = queries.evidence_on_offer(context)
    form = LeverForm(request.POST or None, offered=offered, lever=there.newest.lever)
    if request.method == "POST" and form.is_valid():
        done = or_404(
            lever_versions.change(
                by=context, lever=lever, told=form.told, why=form.cleaned_data["why"], after=_after(request),
                key=key_of(request.POST.lists()),
            )
        )  # fmt: skip
        if not isinstance(done, Refusal):
            messages.success(request, WAITS.format(done))
            return redirect("benchmarking:lever_detail", lever)
        form.add_error(None, done.because)
    page = {"form": form, "shown": there, "gone": gone_evidence(there.newest.lever, offered)}
    return render(request, "benchmarking/toolkit/lever_change.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def lever_detail(request: HttpRequest, lever: str) -> HttpResponse:
    """Show a lever with its versions; a post decides on the newest, retires the lever or brings a version back."""
    context = return_reader_or_404(request)
    there, act = or_404(queries.history_for(context, lever)), request.POST.get("act", "")
    retires = RetireLeverForm(request.POST if act == "retire" else None, prefix="retire")
    sends_back = SendLeverBackForm(request.POST if act == "send_back" else None, prefix="send_back")
    if request.method == "POST":
        done = _done(request, context, there, act, retires, sends_back)
        if done is not None:
            _tell(request, done)
            return redirect("benchmarking:lever_detail", lever)
    page = {
        "shown": there, "retires": retires, "sends_back": sends_back, "may_keep": can_keep_levers(context),
        "why_not": _why_not(context, lever), "users": queries.used_by(context).get(lever, []),
        "gone": _gone(context, there),
    }  # fmt: skip
    return render(request, "benchmarking/toolkit/lever_detail.html", page)


def _done(
    request: HttpRequest, context: Context, there: LeverHistory, act: str, retires: RetireLeverForm,
    sends_back: SendLeverBackForm,
) -> Any:  # fmt: skip
    """Return what came of a button; None where its form has to be filled in first."""
    number, at = _after(request), {"by": context, "lever": there.key}
    if act == "retire":
        or_404(context if can_keep_levers(context) else None)
        if not retires.is_valid():
            return None
        return or_404(lever_versions.retire(**at, why=retires.cleaned_data["why"], after=number))
    if act == "bring_back":
        again = whole_number(request.POST.get("number", ""))
        return or_404(lever_versions.bring_back(**at, number=again, after=number))
    if act == "send_back":
        if not sends_back.is_valid():
            return None
        words = sends_back.cleaned_data["words"]
        return or_404(lever_versions.decide(**at, number=number, is_approved=False, words=words))
    or_404(act == "approve" or None)
    return or_404(lever_versions.decide(**at, number=number, is_approved=True))


def _tell(request: HttpRequest, done: Any) -> None:
    if isinstance(done, Refusal):
        messages.error(request, done.because)
    elif not done.decision:
        messages.success(request, WAITS.format(done))
    else:
        messages.success(request, f"{done}: {done.get_decision_display().lower()}.")


def _after(request: HttpRequest) -> int:
    return whole_number(request.POST.get("after", ""))


def _why_not(context: Context, lever: str) -> str:
    row = queries.versions_of(context, lever).first()
    return why_not_decide_on_lever(context, row) if row else ""


def _gone(context: Context, there: LeverHistory) -> tuple[Any, ...]:
    """Return what the newest version and the standing one rest on that is not released any more."""
    offered = queries.evidence_on_offer(context)
    levers = [one for one in (there.newest.lever, there.standing) if one]
    return tuple(dict.fromkeys(each for one in levers for each in gone_evidence(one, offered)))
