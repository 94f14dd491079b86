"""`load_demo`: load an invented authority through the same actions as the pages; a second time changes nothing."""

import os
import time
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from costofcare.demo.keys import new_password
from costofcare.demo.load_all import is_in_use, is_loaded, load
from costofcare.demo.people import AUTHORITY, table

MOST = 2_000


class Command(BaseCommand):
    help = "Load a whole invented authority: people, the register, exercises, returns, a release."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--locations", type=int, default=40, metavar="N", help="how many (40)")
        parser.add_argument("--seed", type=int, default=7, metavar="N", help="another seed invents another market (7)")

    def handle(self, *, locations: int, seed: int, **options: Any) -> None:
        if not 1 <= locations <= MOST:
            raise CommandError(f"--locations is from 1 to {MOST:,}.", returncode=2)
        if is_loaded():
            self.stdout.write(f"{AUTHORITY} is there already; nothing was changed.")
            return
        self._refuse()
        begun = time.monotonic()
        self.stdout.write(f"Loading {AUTHORITY}: {locations} invented locations …")
        given = os.environ.get("DEMO_PASSWORD", "")
        password = given or new_password()
        load(seed=seed, count=locations, password=password, today=timezone.localdate(), say=self.stdout.write)
        self.stdout.write(f"Loaded in {time.monotonic() - begun:.0f} seconds.")
        if not given:
            self.stdout.write("\n".join(["Sign in as one of these:", *table(), f"with the password  {password}"]))

    def _refuse(self) -> None:
        missing = [name for name in ("SEALING_KEYS", "LEDGER_KEY") if not getattr(settings, name)]
        if missing:
            raise CommandError(
                f"load_demo keeps files and releases, and needs {' and '.join(missing)} in the environment. "
                "./portal demo makes them and calls this command itself.",
                returncode=2,
            )
        if is_in_use():
            raise CommandError("This database is in use; load_demo fills only an empty one.", returncode=2)
