"""A council's return as a whole: where it stands, the workbook, sending, approval, consent and print."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.domain.idempotency import key_of
from accounts.domain.refusal import Refusal
from accounts.lookups import or_404
from benchmarking.editions.domain.edition_kinds import EditionKind
from benchmarking.editions.queries import standing_copy
from benchmarking.lookups import answerer_or_404, own_member_or_404
from benchmarking.models import RoundMember
from benchmarking.permissions import takes_returns, waits_for_approval
from benchmarking.questions.queries import queries_of
from benchmarking.returns import queries
from benchmarking.returns.actions import drafts, versions
from benchmarking.returns.domain.return_workbook import WorkbookOf, written_workbook
from benchmarking.returns.domain.shown_return import asked_remarks, shown_profile, shown_rows
from benchmarking.returns.forms import ConsentForm, WorkbookForm
from benchmarking.rounds.actions import members
from benchmarking.rounds.queries import consent_standing, consents_of, may_approve, own_memberships
from spreadsheets.plain_books import XLSX


@require_safe
def own_round_list(request: HttpRequest) -> HttpResponse:
    context = answerer_or_404(request)
    return render(request, "benchmarking/returns/own_round_list.html", {"rows": own_memberships(context)[:100]})


@require_safe
def own_return(request: HttpRequest, member_id: UUID) -> HttpResponse:
    """Show where a return stands: its parts, what is to be put right or explained, and what was sent."""
    context, member = answerer_or_404(request), own_member_or_404(request, member_id)
    given = queries.standing_typed(context, member)
    read, sent = queries.read_whole(context, member, given), list(queries.versions_of(context, member))
    page = {
        "member": member,
        "round": member.round,
        "sheets": shown_profile(given, read),
        "tables": shown_rows(given),
        "asked": asked_remarks(read),
        "read": read,
        "draft": queries.draft_of(context, member),
        "sent": sent,
        "is_open": takes_returns(member.round),
        "is_delegate": may_approve(context, member),
        "waits": sent[0] if sent and waits_for_approval(sent[0]) else None,
        "last": queries.last_version(context, member),
        "consents": consent_standing(context, member),
        "queries": queries_of(context, member),
    }
    return render(request, "benchmarking/returns/own_return.html", page)


@require_safe
def own_workbook(request: HttpRequest, member_id: UUID) -> HttpResponse:
    context, member = answerer_or_404(request), own_member_or_404(request, member_id)
    given = queries.standing_typed(context, member)
    of = WorkbookOf(member.round.name, member.council_name, member.ons_code, member.round.reference_week)
    book = written_workbook(of, given.typed, {"prices": given.prices, "providers": given.providers})
    name = f"council-profile-{member.ons_code}-{member.round.reference_week:%Y}.xlsx"
    return HttpResponse(book, content_type=XLSX, headers={"Content-Disposition": f'attachment; filename="{name}"'})


@require_http_methods(["GET", "HEAD", "POST"])
def own_upload(request: HttpRequest, member_id: UUID) -> HttpResponse:
    context, member = answerer_or_404(request), own_member_or_404(request, member_id)
    form = WorkbookForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid() and form.read is not None:
        done = or_404(drafts.take_workbook(by=context, member_id=member.id, read=form.read))
        if not isinstance(done, Refusal):
            messages.success(request, done)
            return redirect("benchmarking:own_return", member.id)
        form.add_error("file", done.because)
    return render(request, "benchmarking/returns/own_upload.html", {"member": member, "form": form})


@require_POST
def own_send(request: HttpRequest, member_id: UUID) -> HttpResponse:
    context, member = answerer_or_404(request), own_member_or_404(request, member_id)
    done = or_404(versions.send(by=context, member_id=member.id, key=key_of(request.POST.lists())))
    if isinstance(done, Refusal):
        messages.error(request, done.because)
    elif waits_for_approval(done):
        messages.success(request, f"Version {done.number} is sent to {member.delegate_name}, who approves it.")
    else:
        messages.success(request, f"Version {done.number} is sent and approved.")
    return redirect("benchmarking:own_return", member.id)


@require_safe
def own_version(request: HttpRequest, member_id: UUID, version_id: UUID) -> HttpResponse:
    """Show a version that was sent, to be read before approval and to be printed."""
    context, member = answerer_or_404(request), own_member_or_404(request, member_id)
    row = or_404(queries.version_for(context, member, version_id))
    return render(request, "benchmarking/returns/own_version.html", {"row": row, **_shown(context, member, row)})


def _shown(context: Any, member: RoundMember, row: Any) -> dict[str, Any]:
    given = queries.typed_of(row)
    read = queries.read_whole(context, member, given)
    return {
        "member": member,
        "round": member.round,
        "sheets": shown_profile(given, read),
        "tables": shown_rows(given),
        "asked": [one for one in asked_remarks(read) if one.said],
        "may_approve": waits_for_approval(row) and may_approve(context, member),
    }


@require_POST
def own_approve(request: HttpRequest, member_id: UUID, version_id: UUID) -> HttpResponse:
    context, member = answerer_or_404(request), own_member_or_404(request, member_id)
    done = or_404(versions.approve(by=context, member_id=member.id, version_id=version_id))
    if isinstance(done, Refusal):
        messages.error(request, done.because)
    else:
        messages.success(request, f"Version {done.number} is approved. The regional office reads it from now on.")
    return redirect("benchmarking:own_return", member.id)


@require_http_methods(["GET", "HEAD", "POST"])
def own_consent(request: HttpRequest, member_id: UUID) -> HttpResponse:
    """Show what may be shown by name, to all of a council; the delegate alone changes it."""
    context, member = answerer_or_404(request), own_member_or_404(request, member_id)
    agreed = consent_standing(context, member)
    initial = {"blocks": [block.value for block, given in agreed.items() if given]}
    form = ConsentForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        done = or_404(members.say_consent(by=context, member_id=member.id, wanted=form.wanted))
        if not isinstance(done, Refusal):
            stands = standing_copy(context, member, EditionKind.MEMBERS)
            released_on = timezone.localdate(stands.released_at) if stands else None
            messages.success(request, f"Kept. {members.note_on(done, released_on)}".strip())
            return redirect("benchmarking:own_consent", member.id)
        form.add_error(None, done.because)
    page = {"member": member, "form": form, "said": consents_of(context, member)[:100]}
    page["is_delegate"] = may_approve(context, member)
    return render(request, "benchmarking/returns/own_consent.html", page)
