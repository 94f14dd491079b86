"""Queries of the documents of a release: all for the independent team; others read what is public and made."""

from uuid import UUID

from django.db.models import QuerySet

from accounts.domain.context import Context
from reports.domain.document_states import DocumentState
from reports.models import AnnexDocument, Release
from reports.permissions import is_team
from reports.queries.releases import public_releases_for

# Large, and of no use on a page.
FILES = ("source", "sealed")


def documents_for(context: Context | None) -> QuerySet[AnnexDocument]:
    rows = AnnexDocument.objects.select_related("release", "exercise", "authority", "received_by").defer(*FILES)
    if context is None:
        return rows.none()
    if is_team(context):
        return rows.filter(authority_id=context.own_authority)
    public = rows.filter(for_publication=True, state=DocumentState.MADE)
    return public.filter(release__in=public_releases_for(context).order_by().values("id"))


def documents_of(context: Context | None, release: Release) -> QuerySet[AnnexDocument]:
    return documents_for(context).filter(release=release).order_by("kind")


def public_documents_of(release: Release) -> QuerySet[AnnexDocument]:
    """Return those made of a release that everybody may read: nobody is asked who it is."""
    rows = AnnexDocument.objects.filter(release=release, for_publication=True, state=DocumentState.MADE)
    return rows.defer(*FILES).order_by("kind")


def document_for(context: Context | None, document_id: UUID) -> AnnexDocument | None:
    return documents_for(context).filter(id=document_id).first()
