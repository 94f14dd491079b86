"""Pages of papers: all of them, a new one, one with its sections, on what it rests, and what is missing."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.domain.idempotency import key_of
from accounts.domain.refusal import Refusal
from accounts.domain.whole_numbers import whole_number
from accounts.lookups import or_404
from markets.models import ImpactPaper
from markets.options.domain.appraisal_terms import lines_of
from markets.papers.actions import papers
from markets.papers.domain.equality_paper import EqualityFacts, effect_of, said_by_data
from markets.papers.domain.paper_kinds import PaperKind, SectionShape, section_called, sections_of
from markets.papers.forms import PaperForm, PaperSectionForm
from markets.papers.queries import impact_papers as queries
from markets.papers.views.paper_lookups import paper_or_404, reader_or_404, writer_or_404, written_paper_or_404
from markets.permissions import can_write_options


@require_safe
def paper_list(request: HttpRequest) -> HttpResponse:
    context = reader_or_404(request)
    page = {"rows": queries.papers_for(context)[: queries.MOST], "may_write": can_write_options(context)}
    return render(request, "markets/papers/paper_list.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def paper_new(request: HttpRequest, kind: str) -> HttpResponse:
    context, chosen = writer_or_404(request), PaperKind(kind)
    form = PaperForm(request.POST or None, context=context, kind=chosen)
    if request.method == "POST" and form.is_valid():
        name, key = form.cleaned_data["name"].strip(), key_of(request.POST.lists())
        done = or_404(papers.begin(by=context, kind=chosen, name=name, parts=form.parts, key=key))
        if not isinstance(done, Refusal):
            messages.success(request, "Begun. Write its sections next.")
            return redirect("markets:paper_detail", done.id)
        form.add_error(None, done.because)
    page = {
        "form": form,
        "kind": chosen,
        "has_appraisal": bool(queries.frozen_appraisals(context)),
        "lacks_scenario": chosen is PaperKind.RESOURCE and not queries.frozen_scenarios(context),
    }
    return render(request, "markets/papers/paper_new.html", page)


@require_safe
def paper_detail(request: HttpRequest, paper_id: UUID) -> HttpResponse:
    """Show on what a paper rests, which sections are written, what is missing, and its files."""
    context, row = paper_or_404(request, paper_id)
    document = papers.document_of(context, row)
    kind, may_write = PaperKind(row.kind), can_write_options(context) and row.frozen_at is None
    sections = [
        (one, one.is_written(row.sections.get(one.key)), _effect(row, one.key, one.shape)) for one in sections_of(kind)
    ]
    page = {
        "row": row,
        "sections": sections,
        "unwritten": sum(not written for _, written, _ in sections),
        "missing": _sentences(document),
        "has_annex": not isinstance(document, Refusal) and bool(document["annex"]),
        "rests_on": queries.head_of(row).rests_on,
        "may_write": may_write,
    }
    return render(request, "markets/papers/paper_detail.html", page)


def _sentences(document: dict[str, Any] | Refusal) -> str:
    return document.because if isinstance(document, Refusal) else ""


def _effect(row: ImpactPaper, key: str, shape: SectionShape) -> str:
    return effect_of(row.sections, key) if shape is SectionShape.EFFECT else ""


@require_http_methods(["GET", "HEAD", "POST"])
def paper_parts(request: HttpRequest, paper_id: UUID) -> HttpResponse:
    """Change what a paper is called and on what it rests."""
    context, row = written_paper_or_404(request, paper_id)
    options = [(line.key, line.words) for line in lines_of(row.appraisal.options)]
    form = PaperForm(
        request.POST or None, context=context, kind=PaperKind(row.kind), options=options, initial=_given(row)
    )
    if request.method == "POST" and form.is_valid():
        edition, name = whole_number(request.POST.get("edition", "")), form.cleaned_data["name"].strip()
        done = or_404(papers.rest_on(by=context, paper_id=row.id, edition=edition, name=name, parts=form.parts))
        if not isinstance(done, Refusal):
            messages.success(request, "Saved.")
            return redirect("markets:paper_detail", row.id)
        form.add_error(None, done.because)
    edition = request.POST.get("edition", row.edition)
    return render(request, "markets/papers/paper_parts.html", {"row": row, "form": form, "edition": edition})


def _given(row: ImpactPaper) -> dict[str, object]:
    ids = {name: getattr(row, f"{name}_id") for name in ("appraisal", "scenario", "zone_plan", "payment_run")}
    return {"name": row.name, "option": row.option, **{name: str(one or "") for name, one in ids.items()}}


@require_http_methods(["GET", "HEAD", "POST"])
def paper_section(request: HttpRequest, paper_id: UUID, section: str) -> HttpResponse:
    """Write a section; beside it stands what the data say and what they cannot say."""
    context, row = written_paper_or_404(request, paper_id)
    known = or_404(section_called(PaperKind(row.kind), section))
    form = PaperSectionForm(request.POST or None, section=known, initial=row.sections.get(section))
    if request.method == "POST" and form.is_valid():
        told = {"section": section, "typed": form.cleaned_data, "seen": request.POST.get("seen", "")}
        done = or_404(papers.write_section(by=context, paper_id=row.id, **told))
        if not isinstance(done, Refusal):
            messages.success(request, f"{known.title} is saved.")
            return redirect("markets:paper_detail", row.id)
        form.add_error(None, done.because)
    facts = queries.facts_of(context, row) if known.shape is SectionShape.EFFECT else None
    page = {
        "row": row,
        "section": known,
        "form": form,
        "seen": request.POST.get("seen", papers.mark_of_section(row, section)),
        "said": said_by_data(known, facts) if isinstance(facts, EqualityFacts) else [],
    }
    return render(request, "markets/papers/paper_section.html", page)


@require_POST
def paper_freeze(request: HttpRequest, paper_id: UUID) -> HttpResponse:
    context, row = written_paper_or_404(request, paper_id)
    edition = whole_number(request.POST.get("edition", ""))
    done = or_404(papers.freeze(by=context, paper_id=row.id, edition=edition))
    if isinstance(done, Refusal):
        messages.error(request, done.because)
    else:
        messages.success(request, f"{row.name} is frozen. Its files never change.")
    return redirect("markets:paper_detail", row.id)


@require_POST
def paper_throw_away(request: HttpRequest, paper_id: UUID) -> HttpResponse:
    context, row = written_paper_or_404(request, paper_id)
    done = or_404(papers.throw_away(by=context, paper_id=row.id))
    if isinstance(done, Refusal):
        messages.error(request, done.because)
        return redirect("markets:paper_detail", row.id)
    messages.success(request, f"{done} is thrown away.")
    return redirect("markets:paper_list")
