"""`prepare_demo`: make the tables, static files and invented authority of the demo; quick if all is there."""

import hashlib
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand

from costofcare.demo.load_state import is_loaded
from costofcare.servers.quick_migrate import quick_models

STAMP = "collected"


class Command(BaseCommand):
    help = "Make the demo's tables and static files, and load the invented authority where there is none."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--locations", type=int, default=40)
        parser.add_argument("--seed", type=int, default=7)

    def handle(self, *, locations: int, seed: int, **options: Any) -> None:
        with quick_models():
            call_command("migrate", interactive=False, verbosity=0, skip_checks=True)
        collect_static_files()
        if not is_loaded():
            call_command("load_demo", locations=locations, seed=seed, stdout=self.stdout)


def collect_static_files() -> None:
    """Collect static files only if one has changed, as compressing them all takes seconds."""
    stamp, now = Path(settings.STATIC_ROOT) / STAMP, fingerprint()
    if stamp.exists() and stamp.read_text(encoding="utf-8") == now:
        return
    call_command("collectstatic", interactive=False, verbosity=0, clear=True, skip_checks=True)
    stamp.write_text(now, encoding="utf-8")


def fingerprint() -> str:
    found = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list([]):
            status = Path(storage.path(name)).stat()
            found.update(f"{name} {status.st_size} {status.st_mtime_ns}\n".encode())
    return found.hexdigest()
