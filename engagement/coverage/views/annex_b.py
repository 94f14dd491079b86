"""Annex B's engagement section as a page and as a Word document, in two editions."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from engagement import queries
from engagement.coverage.domain.annex_b import Edition, sources
from engagement.views.lookups import exercise_or_404

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_safe
def annex_b(request: HttpRequest, exercise_id: UUID) -> HttpResponse:
    context, exercise = exercise_or_404(request, exercise_id)
    edition = _edition(request.GET.get("edition", Edition.AUTHORITY.value))
    about = queries.about_exercise(exercise, timezone.now())
    sections = queries.annex_b_sections(context, exercise, edition, about)
    page = {
        "exercise": exercise,
        "edition": edition,
        "editions": list(Edition),
        "about": about,
        "sections": sections,
        "sources": sources(sections),
        # The public edition's numbers lead nowhere else than the authority's own.
        "list_url": reverse("engagement:standing_list", args=[exercise.id]),
    }
    return render(request, "engagement/coverage/annex_b.html", page)


@require_safe
def annex_b_file(request: HttpRequest, exercise_id: UUID, name: str) -> HttpResponse:
    context, exercise = exercise_or_404(request, exercise_id)
    edition = _edition(name)
    about = queries.about_exercise(exercise, timezone.now())
    sections = queries.annex_b_sections(context, exercise, edition, about)
    from engagement.coverage.domain.annex_b_document import annex_b_document  # large, and seldom wanted

    answer = HttpResponse(annex_b_document(sections, about, edition), content_type=WORD)
    answer["Content-Disposition"] = f'attachment; filename="annex-b-engagement-{edition.value}.docx"'
    return answer


def _edition(value: str) -> Edition:
    if value not in {edition.value for edition in Edition}:
        raise Http404
    return Edition(value)
