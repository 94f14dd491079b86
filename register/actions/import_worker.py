"""What a worker does for an import: reads the file and plans, or applies what a person has confirmed."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.actions import encryption
from register.actions import import_kinds, imports, register_changes
from register.actions.import_kinds import PlannedImport
from register.actions.import_work import ImportWork
from register.domain.imports import ImportState
from register.models import RegisterImport

_CHANGED_MEANWHILE = "The register has changed since this was read. Look at what would change now, and confirm it."


def process(import_id: UUID) -> None:
    _WORK.process(import_id)


def sweep() -> int:
    return _WORK.sweep()


def _read(row: RegisterImport) -> None:
    def report(rows: int) -> None:
        RegisterImport.objects.filter(id=row.id).update(rows_read=rows)

    found = import_kinds.read(row, encryption.unseal(row.sealed), report)
    _WORK.leave(row, state=ImportState.READY, **_shown(import_kinds.plan(found, row)))


def _apply(row: RegisterImport) -> None:
    """Planned anew under the turn: what is applied is what was previewed, or nothing."""
    found = import_kinds.read(row, encryption.unseal(row.sealed))
    with transaction.atomic():
        register_changes.take_turn()
        planned = import_kinds.plan(found, row)
        if planned.sha256 != row.plan_sha256 or planned.preview.get("questions"):
            _WORK.leave(row, state=ImportState.READY, **_shown(planned, _CHANGED_MEANWHILE))
            return
        planned.carry_out()
        _WORK.leave(row, state=ImportState.DONE, finished_at=timezone.now(), **imports.EMPTIED)
        imports.record_on(None, "applied an import", row)


def _shown(planned: PlannedImport, words: str = "") -> dict[str, object]:
    return {"preview": planned.preview, "plan_sha256": planned.sha256, "words": words}


# The nudge is looked up when it is needed.
_WORK = ImportWork(RegisterImport, _read, _apply, lambda key: imports.nudge(key), imports.EMPTIED)
