"""The only reader of where a council stands: its own copies of editions, for its commissioners."""

import json
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from accounts.domain.context import Context
from benchmarking.editions.domain.edition_kinds import EditionKind
from benchmarking.models import EditionCopy
from benchmarking.permissions import can_answer_for_council


def own_copies(context: Context | None) -> QuerySet[EditionCopy]:
    """Return the own pages of a council, of the newest week first; those that were withdrawn say so."""
    rows = EditionCopy.objects.all()
    if context is None or not can_answer_for_council(context):
        return rows.none()
    return rows.filter(authority_id=context.own_authority, kind=EditionKind.OWN.value)


def own_copy(context: Context | None, copy_id: UUID) -> EditionCopy | None:
    return own_copies(context).filter(id=copy_id).first()


def standing_copies(context: Context | None) -> QuerySet[EditionCopy]:
    """Return the own page that counts of each round."""
    return own_copies(context).filter(state="released")


def document_of(copy: EditionCopy) -> dict[str, Any] | None:
    """Return what the council reads; None of a copy that was withdrawn."""
    found: dict[str, Any] | None = json.loads(copy.document) if copy.document else None
    return found
