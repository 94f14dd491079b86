"""Record what clients chose, by the pseudonyms of their references; what was typed is kept nowhere."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.actions import audit
from accounts.actions.held_rows import held
from accounts.domain.context import Context
from markets.callsheets.queries import typed_references
from markets.models import ProgrammeChoice
from markets.permissions import can_look_after_tables
from markets.programme.actions.programmes import KIND
from markets.programme.domain.client_choices import TAKEN_BACK, SortedReferences, sorted_references
from markets.programme.queries import clients_on_books, programmes_for


@transaction.atomic
def record(*, by: Context, programme_id: UUID, typed: str, choice: str, chosen_on: date) -> SortedReferences | None:
    """Keep the choice of each client whose reference is in the table of packages; a later one takes its place.

    ``TAKEN_BACK`` deletes what was chosen. Returned are those that were found, and the words of those that were not.
    """
    row = held(programmes_for(by), programme_id) if can_look_after_tables(by) else None
    if row is None:
        return None
    on_books = clients_on_books(row, timezone.localdate())
    found = sorted_references(typed_references(row.authority_id, typed), on_books)
    old = ProgrammeChoice.objects.filter(programme=row, client__in=found.known)
    if choice == TAKEN_BACK:
        old.delete()
    else:
        told = [
            ProgrammeChoice(
                authority_id=row.authority_id, programme=row, client=client, choice=choice, chosen_on=chosen_on,
                made_at=timezone.now(), made_by_id=by.person_id,
            )
            for client in found.known
        ]  # fmt: skip
        ProgrammeChoice.objects.bulk_create(
            told, update_conflicts=True, unique_fields=["programme", "client"],
            update_fields=["choice", "chosen_on", "made_at", "made_by"],
        )  # fmt: skip
    if found.known:
        words = f"{len(found.known)} clients: {choice}"
        audit.record_on(row, by=by, verb="programme.choices_recorded", kind=KIND, words=words)
    return found
