"""Make the documents of a release: the one place that knows both the figures and the engagement behind them."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts.domain.context import Context
from accounts.domain.refusal import Refusal
from accounts.lookups import or_404
from engagement import queries as engagement
from engagement.coverage.domain.annex_b import AnnexBSection, Edition
from engagement.coverage.domain.coverage import Stage, coverage
from engagement.coverage.domain.outcome_words import uk_day
from engagement.coverage.domain.status_tables import USABLE_IN_A_RELEASE
from reports import queries as reports
from reports.annexes.actions import documents
from reports.annexes.domain.report.facts import EngagementFacts


@require_POST
def make_documents(request: HttpRequest, release_id: UUID) -> HttpResponse:
    context: Context | None = request.context
    release = or_404(reports.release_for(context, release_id))
    facts, received = engagement_facts(context, release.exercise, is_public=release.for_publication)
    done = or_404(documents.ask(by=context, release_id=release.id, engagement=facts, received=received))
    if isinstance(done, Refusal):
        messages.error(request, done.because)
    else:
        messages.success(request, "The documents are being made. What they say is frozen from now on.")
    return redirect("reports:document_list", release.id)


def engagement_facts(context: Context | None, exercise: Any, *, is_public: bool) -> tuple[EngagementFacts, int]:
    """Return what an edition says of engagement, and how many locations have sent a return."""
    about = engagement.about_exercise(exercise, timezone.now())
    edition = Edition.PUBLIC if is_public else Edition.AUTHORITY
    sections = engagement.report_sections(context, exercise, edition, about)
    seen = coverage(engagement.market(context, exercise.id))
    scope, sent = seen.at(Stage.IN_SCOPE), seen.at(Stage.SUBMITTED)
    facts = EngagementFacts(
        as_at=uk_day(about.as_at),
        sections=tuple(_plain(section) for section in sections),
        providers=int(scope.providers.number or 0),
        locations=int(scope.locations.number or 0),
        weight=str(scope.weight.number or 0),
    )
    return facts, int(sent.locations.number or 0)


def _plain(section: AnnexBSection) -> dict[str, Any]:
    """Return a section without the lists behind its numbers, which stay in the portal."""
    tables = [
        {
            "key": table.key,
            "title": table.title,
            "heads": list(table.heads),
            "rows": [[row.name.words, *(cell.words for cell in row.cells)] for row in table.rows],
            "note": table.note.replace(USABLE_IN_A_RELEASE, "").strip(),
        }
        for table in section.tables
    ]
    return {"heading": section.heading, "paragraphs": list(section.paragraphs), "tables": tables}
