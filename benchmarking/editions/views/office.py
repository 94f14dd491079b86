"""Pages of the office: an edition with its attack table, drafting, approving, sending back and withdrawing."""

import json
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.domain.idempotency import key_of
from accounts.domain.refusal import Refusal
from accounts.lookups import or_404
from benchmarking.editions.actions import editions
from benchmarking.editions.domain.edition_attacks import nearest
from benchmarking.editions.domain.edition_tables import edition_tables, in_sections, sheet_sizes
from benchmarking.editions.domain.hidden_figures import hidden_in_words
from benchmarking.editions.domain.said_words import words_in
from benchmarking.editions.forms import SendBackForm, WithdrawEditionForm
from benchmarking.editions.queries import OUT_STATES, edition_for, edition_ledger_faults, said_words
from benchmarking.lookups import return_reader_or_404, round_or_404
from benchmarking.models import BenchmarkEdition
from benchmarking.permissions import why_not_approve, why_not_withdraw
from reports.domain.release_states import ReleaseState


@require_POST
def edition_draft(request: HttpRequest, round_id: UUID, analysis_id: UUID) -> HttpResponse:
    context, row = return_reader_or_404(request), round_or_404(request, round_id)
    key = key_of(request.POST.lists())
    done = or_404(editions.draft(by=context, round_id=row.id, analysis_id=analysis_id, key=key))
    if isinstance(done, Refusal):
        messages.error(request, done.because)
        return redirect("benchmarking:analysis_detail", row.id, analysis_id)
    messages.success(request, f"Edition {done.number} is drafted. Somebody else in the office approves it.")
    return redirect("benchmarking:edition_detail", row.id, done.id)


@require_safe
def edition_detail(request: HttpRequest, round_id: UUID, edition_id: UUID) -> HttpResponse:
    """Show all that would leave, what is hidden and why, and who could name a row of which sheet."""
    context, row = return_reader_or_404(request), round_or_404(request, round_id)
    edition = or_404(edition_for(context, row, edition_id))
    document = json.loads(edition.document)
    tables = edition_tables({**document, "sheets": ()})
    page = {
        "round": row,
        "edition": edition,
        "sections": in_sections([one for one in tables if one.rows]),
        "sheets": sheet_sizes(document),
        "best": nearest(edition.attacks),
        "attacks": edition.attacks,
        "all_hold": all(one["holds"] for one in edition.attacks),
        "hidden": hidden_in_words(edition.reasons),
        "withheld": document["withheld"],
        "named": {block: len(rows) for block, rows in document["named"].items()},
        "document": document,
        "said": words_in(document),
        "taken_back": words_in(document).but_for(said_words(context)),
        "why_not_approve": why_not_approve(context, edition),
        "why_not_withdraw": why_not_withdraw(context, edition),
        "is_draft": edition.state == ReleaseState.DRAFTED,
        "is_out": edition.state in OUT_STATES,
        "faults": edition_ledger_faults(context, row),
    }
    return render(request, "benchmarking/editions/edition_detail.html", page)


@require_POST
def edition_approve(request: HttpRequest, round_id: UUID, edition_id: UUID) -> HttpResponse:
    context, row = return_reader_or_404(request), round_or_404(request, round_id)
    done = or_404(editions.approve(by=context, round_id=row.id, edition_id=edition_id))
    if isinstance(done, Refusal):
        messages.error(request, done.because)
    else:
        messages.success(
            request, f"Edition {done.number} is out. Councils are told; anyone reads it once it is public."
        )
    return redirect("benchmarking:edition_detail", row.id, edition_id)


@require_http_methods(["GET", "HEAD", "POST"])
def edition_reject(request: HttpRequest, round_id: UUID, edition_id: UUID) -> HttpResponse:
    form = SendBackForm(request.POST if request.method == "POST" else None)
    return _decided(request, round_id, edition_id, form, "edition_reject.html", "is sent back")


@require_http_methods(["GET", "HEAD", "POST"])
def edition_withdraw(request: HttpRequest, round_id: UUID, edition_id: UUID) -> HttpResponse:
    form = WithdrawEditionForm(request.POST if request.method == "POST" else None)
    return _decided(request, round_id, edition_id, form, "edition_withdraw.html", "is withdrawn")


def _decided(request: HttpRequest, round_id: UUID, edition_id: UUID, form: Any, name: str, words: str) -> HttpResponse:
    context, row = return_reader_or_404(request), round_or_404(request, round_id)
    edition: BenchmarkEdition = or_404(edition_for(context, row, edition_id))
    if request.method == "POST" and form.is_valid():
        act = editions.reject if isinstance(form, SendBackForm) else editions.withdraw
        done = or_404(act(by=context, round_id=row.id, edition_id=edition.id, **form.cleaned_data))
        if not isinstance(done, Refusal):
            messages.success(request, f"Edition {done.number} {words}.")
            return redirect("benchmarking:edition_detail", row.id, edition.id)
        form.add_error(None, done.because)
    page = {"round": row, "edition": edition, "form": form}
    return render(request, f"benchmarking/editions/{name}", page)
