"""`verify_trail`: hold every event of the audit trail against its seal, as an auditor would."""

import json
from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from accounts.erasures.queries.trail import CheckedTrail, TrailKeyMissing, checked_trail


class Command(BaseCommand):
    help = (
        "Verify the audit trail's chain; exit status 1 with the first wrong event. Needs the database and LEDGER_KEY."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", dest="as_json")

    def handle(self, *, as_json: bool, **options: Any) -> None:
        try:
            found = checked_trail()
        except TrailKeyMissing as reason:
            raise CommandError(f"{reason}.", returncode=2) from None
        except DatabaseError as error:
            raise CommandError(f"The database cannot be read: {error}", returncode=2) from None
        self.stdout.write(json.dumps({"whole": found.is_whole, **asdict(found)}) if as_json else _words(found))
        if not found.is_whole:
            raise SystemExit(1)


def _words(found: CheckedTrail) -> str:
    wrong = found.first_wrong
    if wrong is not None:
        return f"Event {wrong.event} (seal {wrong.position}): {wrong.words}. {found.wrong} in all."
    if found.late:
        return f"{found.late} events have had no seal for longer than half an hour. Is a worker running?"
    return (
        f"{found.sealed} of {found.events} events are as they were sealed; the words of {found.erased} were erased. "
        f"The last seal is {found.head or 'yet to be made'}."
    )
