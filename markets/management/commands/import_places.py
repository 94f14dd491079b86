"""`import_places FILE`: keep the postcodes, or rural–urban classes, of an authority's area from a published list."""

import json
from argparse import ArgumentParser
from hashlib import file_digest
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from accounts.actions import audit
from markets.places.actions.place_lists import KIND
from markets.places.domain.place_layouts import UnreadablePlaces
from markets.store.place_reader import FATE_WORDS, FoundPlaces, read_places
from markets.store.place_worker import list_of
from register.queries import authority_called, postcodes_elsewhere, postcodes_of_homecare
from spreadsheets.file_names import shown_name


class Command(BaseCommand):
    help = (
        "Import Code-Point Open, the ONS Postcode Directory or the rural–urban classification, as CSV or zip. "
        "Exit status 0 when places are kept, 1 when some rows could not be read, 2 when the file cannot be used."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE", type=Path)
        parser.add_argument("--authority", required=True, help="its name, or as the CQC's directory calls it")
        parser.add_argument(
            "--area", default="", help="code of its county or district, where the register does not say"
        )
        parser.add_argument("--dry-run", action="store_true", help="say what would be kept, and keep nothing")
        parser.add_argument("--json", action="store_true")

    def handle(self, *, file: Path, authority: str, area: str, **options: Any) -> None:
        found_authority = authority_called(authority)
        if found_authority is None:
            raise CommandError(f"There is no authority called “{authority[:100]}”.", returncode=2)
        try:
            own, beyond = postcodes_of_homecare(found_authority.id), postcodes_elsewhere(found_authority.id)
            found = read_places(file, area, own, wanted=beyond)
        except OSError as trouble:
            raise CommandError(f"{file} cannot be read: {trouble.strerror}.", returncode=2) from None
        except UnreadablePlaces as trouble:
            raise CommandError(str(trouble), returncode=2) from None
        if not options["dry_run"]:
            self._keep(found, file, found_authority)
        self._tell(found, file, options["json"])
        if found.fates["unread"]:
            raise SystemExit(1)

    @transaction.atomic
    def _keep(self, found: FoundPlaces, file: Path, authority: Any) -> None:
        with file.open("rb") as data:
            row = list_of(found, shown_name(file.name), file_digest(data, "sha256").hexdigest())
        row.authority_id, row.kept_at = authority.id, timezone.now()
        row.save(force_insert=True)
        audit.record_on(row, by=None, verb="kept a list of places", kind=KIND, words=row.get_source_display())

    def _tell(self, found: FoundPlaces, file: Path, as_json: bool) -> None:
        words = found.source.attribution(file.name, timezone.now().year)
        if as_json:
            document = {"source": found.source, "area": found.area, "rows": found.rows, **found.fates}
            self.stdout.write(json.dumps(document | {"attribution": words}, ensure_ascii=False))
            return
        fates = ", ".join(f"{n:,} {FATE_WORDS[fate]}" for fate, n in found.fates.items() if n)
        self.stdout.write(f"{found.source.label} {found.area}: {found.rows:,} rows: {fates}.\n{words}")
