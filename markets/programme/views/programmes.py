"""Pages of programmes: all of them, a new one, one with its timeline and who changes hands, and its file."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.domain.context import Context
from accounts.domain.idempotency import key_of
from accounts.domain.refusal import Refusal
from accounts.domain.whole_numbers import whole_number
from accounts.lookups import context_or_404, or_404
from markets.models import MarketProgramme
from markets.permissions import can_look_after_tables, can_read_options
from markets.programme import queries
from markets.programme.actions import programmes
from markets.programme.domain.add_ons import ticked_in
from markets.programme.domain.phases import phases_in, zones_left_out
from markets.programme.domain.programme_file import programme_heads, programme_rows
from markets.programme.domain.programme_timeline import timeline, timeline_sentence
from markets.programme.domain.shown_hands import HEADS
from markets.programme.forms import ProgrammeForm
from spreadsheets.table_files import CONTENT_TYPES, table_file


def reader_or_404(request: HttpRequest) -> Context:
    context = context_or_404(request)
    return or_404(context if can_read_options(context) else None)


def programme_or_404(request: HttpRequest, programme_id: UUID) -> tuple[Context, MarketProgramme]:
    context = reader_or_404(request)
    return context, or_404(queries.programme_for(context, programme_id))


def keeper_or_404(request: HttpRequest, programme_id: UUID) -> tuple[Context, MarketProgramme]:
    """Return who asks and the programme, if they look after the council's tables."""
    context, row = programme_or_404(request, programme_id)
    return context, or_404(row if can_look_after_tables(context) else None)


@require_safe
def programme_list(request: HttpRequest) -> HttpResponse:
    context = reader_or_404(request)
    page = {
        "rows": queries.programmes_for(context)[:200],
        "may_write": can_look_after_tables(context),
        "has_plans": bool(queries.frozen_plans(context)),
    }
    return render(request, "markets/programme/programme_list.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def programme_new(request: HttpRequest) -> HttpResponse:
    context = reader_or_404(request)
    or_404(context if can_look_after_tables(context) else None)
    plans, appraisals = queries.frozen_plans(context), queries.frozen_appraisals(context)
    form = ProgrammeForm(request.POST or None, plans=plans, appraisals=appraisals)
    if request.method == "POST" and form.is_valid():
        found, chosen = form.cleaned_data, form.cleaned_data["appraisal"]
        done = or_404(
            programmes.begin(
                by=context, name=found["name"].strip(), zone_plan_id=plans[found["zone_plan"]].id,
                appraisal_id=appraisals[chosen].id if chosen else None, key=key_of(request.POST.lists()),
            )
        )  # fmt: skip
        if not isinstance(done, Refusal):
            messages.success(request, "Begun. Plan its first phase.")
            return redirect("markets:programme_detail", done.id)
        form.add_error(None, done.because)
    return render(request, "markets/programme/programme_new.html", {"form": form, "has_plans": bool(plans)})


@require_safe
def programme_detail(request: HttpRequest, programme_id: UUID) -> HttpResponse:
    context, row = programme_or_404(request, programme_id)
    phases, zones, ticked = phases_in(row.phases), queries.zones_of(row), ticked_in(row.add_ons)
    named, hands = queries.named_in_words(row), queries.hands_of(context, row, timezone.localdate())
    phase_of = {zone: one.name for one in phases for zone in one.zones}
    is_keeper = can_look_after_tables(context)
    page: dict[str, Any] = {
        "row": row,
        "phases": phases,
        "timeline": timeline(phases, ticked),
        "says": timeline_sentence(phases),
        "left_out": zones_left_out(phases, zones),
        "zones": [(number, zone, phase_of.get(zone, ""), named.get(zone, [])) for number, zone in enumerate(zones, 1)],
        "add_ons": ticked,
        "hands": hands[0] if hands else None,
        "is_of_visits": hands is not None and hands[1],
        "hand_heads": HEADS,
        "chosen": sum(queries.choice_counts(context, row).values()),
        "missing": programmes.what_is_missing(row) if row.frozen_at is None else [],
        "question_sets": queries.question_sets_of(context, row),
        "is_keeper": is_keeper,
        "may_write": is_keeper and row.frozen_at is None,
        "today": timezone.localdate(),
    }
    return render(request, "markets/programme/programme_detail.html", page)


@require_safe
def programme_file(request: HttpRequest, programme_id: UUID, kind: str) -> HttpResponse:
    """Send the phases as a table, with who changes hands for whoever sees it on the page."""
    context, row = programme_or_404(request, programme_id)
    if kind not in CONTENT_TYPES:
        raise Http404
    found = queries.hands_of(context, row, timezone.localdate())
    hands = found[0] if found else None
    mark = f"{row.authority.name}: {row.name}, as on {timezone.localdate():%-d %B %Y}. For the council alone."
    rows = programme_rows(phases_in(row.phases), queries.named_in_words(row), hands)
    data = table_file(kind, "Programme", mark, programme_heads(hands), rows)
    name = slugify(row.name)[:60] or "programme"
    headers = {"Content-Disposition": f'attachment; filename="{name}.{kind}"', "X-Content-Type-Options": "nosniff"}
    return HttpResponse(data, CONTENT_TYPES[kind], headers=headers)


@require_POST
def programme_freeze(request: HttpRequest, programme_id: UUID) -> HttpResponse:
    context, row = keeper_or_404(request, programme_id)
    edition = whole_number(request.POST.get("edition", ""))
    done = or_404(programmes.freeze(by=context, programme_id=row.id, edition=edition))
    return _back(request, row, done, f"{row.name} is frozen. Clients go on choosing; the plan never changes.")


@require_POST
def programme_copy(request: HttpRequest, programme_id: UUID) -> HttpResponse:
    context, row = keeper_or_404(request, programme_id)
    done = or_404(programmes.copy(by=context, programme_id=row.id, key=key_of(request.POST.lists())))
    return _back(request, row if isinstance(done, Refusal) else done, done, "Copied, without what clients chose.")


@require_POST
def programme_throw_away(request: HttpRequest, programme_id: UUID) -> HttpResponse:
    context, row = keeper_or_404(request, programme_id)
    done = or_404(programmes.throw_away(by=context, programme_id=row.id))
    if isinstance(done, Refusal):
        return _back(request, row, done, "")
    messages.success(request, f"{done} is thrown away.")
    return redirect("markets:programme_list")


def _back(request: HttpRequest, row: MarketProgramme, done: object, words: str) -> HttpResponse:
    if isinstance(done, Refusal):
        messages.error(request, done.because)
    else:
        messages.success(request, words)
    return redirect("markets:programme_detail", row.id)
