"""Who asks for a page of papers, and for which paper; a page that is not there for others."""

from uuid import UUID

from django.http import HttpRequest

from accounts.domain.context import Context
from accounts.lookups import context_or_404, or_404
from markets.models import ImpactPaper
from markets.papers.queries import impact_papers as queries
from markets.permissions import can_read_options, can_write_options


def reader_or_404(request: HttpRequest) -> Context:
    context = context_or_404(request)
    return or_404(context if can_read_options(context) else None)


def writer_or_404(request: HttpRequest) -> Context:
    context = reader_or_404(request)
    return or_404(context if can_write_options(context) else None)


def paper_or_404(request: HttpRequest, paper_id: UUID) -> tuple[Context, ImpactPaper]:
    context = reader_or_404(request)
    return context, or_404(queries.paper_for(context, paper_id))


def written_paper_or_404(request: HttpRequest, paper_id: UUID) -> tuple[Context, ImpactPaper]:
    context = writer_or_404(request)
    return context, or_404(queries.paper_for(context, paper_id))
