"""A page of the profile, which saves itself while somebody types; last round's answers; explanations and guesses."""

import json
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from accounts.domain.refusal import Refusal
from accounts.domain.whole_numbers import whole_number
from accounts.lookups import or_404
from benchmarking.lookups import answerer_or_404, own_member_or_404
from benchmarking.models import RoundMember
from benchmarking.permissions import takes_returns
from benchmarking.returns import queries
from benchmarking.returns.actions import drafts
from benchmarking.returns.domain.merged_answers import shown_answers
from benchmarking.returns.domain.questionnaire import ASKED_ANEW, PROFILE, TABLES
from benchmarking.returns.forms import ProfilePageForm, typed_on
from costing.form import FormPage

LONGEST_BEFORE = 50_000
SAYS = "say-"


def _page_or_404(number: int) -> FormPage:
    return or_404(PROFILE.pages[number - 1] if 1 <= number <= len(PROFILE.pages) else None)


@require_http_methods(["GET", "HEAD", "POST"])
def own_page(request: HttpRequest, member_id: UUID, number: int) -> HttpResponse:
    """Show a page of the profile, or save it and go on to the next; what is wrong is said, and stays."""
    context, member, form_page = answerer_or_404(request), own_member_or_404(request, member_id), _page_or_404(number)
    if request.method != "POST":
        return _shown(request, member, number, shown_answers(queries.standing_typed(context, member).typed))
    kept = or_404(_kept(request, member, form_page))
    mine = typed_on(request.POST, form_page)
    if isinstance(kept, Refusal):
        return _shown(request, member, number, mine, refusal=kept.because)
    if kept.merged.clashes:
        shown = {**kept.merged.typed, **mine}
        return _shown(request, member, number, shown, before=kept.merged.typed, clashes=kept.merged.clashes)
    if "later" in request.POST or number == len(PROFILE.pages):
        return redirect("benchmarking:own_return", member.id)
    return redirect("benchmarking:own_page", member.id, number + 1)


def _kept(request: HttpRequest, member: RoundMember, page: FormPage) -> drafts.KeptAnswers | Refusal | None:
    return drafts.save_page(
        by=answerer_or_404(request), member_id=member.id, page=page, typed=typed_on(request.POST, page),
        before=_before(str(request.POST.get("before", "")), page),
    )  # fmt: skip


def _before(text: str, page: FormPage) -> dict[str, str]:
    """Return what the page showed when it was opened; nothing, if that cannot be read."""
    try:
        found = json.loads(text) if len(text) <= LONGEST_BEFORE else {}
    except (ValueError, RecursionError):
        return {}
    return {one.key: str(found.get(one.key, "")) for one in page.questions} if isinstance(found, dict) else {}


def _shown(request: HttpRequest, member: RoundMember, number: int, typed: Any, **more: Any) -> HttpResponse:
    context, page = answerer_or_404(request), _page_or_404(number)
    read = queries.read_whole(context, member, queries.standing_typed(context, member))
    answered = {key for key, text in typed.items() if text}
    shown = {
        "member": member,
        "round": member.round,
        "page": page,
        "number": number,
        "count": len(PROFILE.pages),
        "form": ProfilePageForm(page, typed),
        "before": _json(more.pop("before", typed), page),
        "remarks": [one for one in read.remarks if one.key in page.keys & answered and one.code != "N01"],
        "draft": queries.draft_of(context, member),
        "is_open": takes_returns(member.round),
        "save_url": reverse("benchmarking:own_page_save", args=[member.id, number]),
    }
    return render(request, "benchmarking/returns/own_page.html", shown | more)


def _json(typed: Any, page: FormPage) -> str:
    return json.dumps({one.key: typed.get(one.key, "") for one in page.questions})


@require_POST
def own_page_save(request: HttpRequest, member_id: UUID, number: int) -> HttpResponse:
    """Save while somebody types, and say so, or which answers of another page stand there."""
    member, form_page = own_member_or_404(request, member_id), _page_or_404(number)
    kept = or_404(_kept(request, member, form_page))
    if isinstance(kept, Refusal):
        return render(request, "benchmarking/returns/_own_page_saved.html", {"refusal": kept.because})
    shown = {
        "draft": kept.draft,
        "before": _json(kept.merged.typed, form_page),
        "clashes": kept.merged.clashes,
    }
    return render(request, "benchmarking/returns/_own_page_saved.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
def own_last(request: HttpRequest, member_id: UUID) -> HttpResponse:
    """Offer last round's answers, to be confirmed one by one; figures of a week or a year are asked anew."""
    context, member = answerer_or_404(request), own_member_or_404(request, member_id)
    last = or_404(queries.last_version(context, member))
    if request.method == "POST":
        keys = frozenset(request.POST.getlist("keys"))
        done = or_404(drafts.use_last(by=context, member_id=member.id, keys=keys))
        if isinstance(done, Refusal):
            messages.error(request, done.because)
        else:
            messages.success(request, "Taken over. Look at each page before you send it.")
        return redirect("benchmarking:own_return", member.id)
    now = queries.standing_typed(context, member).typed
    offered = [
        (one, text, now.get(one.key, ""))
        for one in PROFILE.questions
        if one.key not in ASKED_ANEW and (text := last.typed.get(one.key, "")) and text != now.get(one.key, "")
    ]
    tables = [(slug, table.title, len(getattr(last, slug))) for slug, table in TABLES.items() if getattr(last, slug)]
    page = {"member": member, "last": last, "offered": offered, "tables": tables}
    return render(request, "benchmarking/returns/own_last.html", page)


@require_POST
def own_explain(request: HttpRequest, member_id: UUID) -> HttpResponse:
    context, member = answerer_or_404(request), own_member_or_404(request, member_id)
    words = {key.removeprefix(SAYS): str(text) for key, text in request.POST.items() if key.startswith(SAYS)}
    return _back(request, member, or_404(drafts.explain(by=context, member_id=member.id, words=words)), "Kept.")


@require_POST
def own_use(request: HttpRequest, member_id: UUID) -> HttpResponse:
    """Take a likelier answer over, which a check has named."""
    context, member = answerer_or_404(request), own_member_or_404(request, member_id)
    key, row = request.POST.get("key", ""), whole_number(request.POST.get("row", ""))
    guess = request.POST.get("guess", "")
    done = or_404(drafts.use_guess(by=context, member_id=member.id, key=key, row=row, guess=guess))
    return _back(request, member, done, f"We took “{guess[:50]}”.")


def _back(request: HttpRequest, member: RoundMember, done: object, words: str) -> HttpResponse:
    if isinstance(done, Refusal):
        messages.error(request, done.because)
    else:
        messages.success(request, words)
    return redirect("benchmarking:own_return", member.id)
