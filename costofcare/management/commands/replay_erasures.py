"""`replay_erasures`: after a backup was restored, erase again what had been erased since."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from costofcare.erasures.actions import erasure_list, erasure_work


class Command(BaseCommand):
    help = "Erase again what the list of erasures names (ERASURES_FILE, or FILE). Run it before the portal serves."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", nargs="?", default=str(settings.ERASURES_FILE), metavar="FILE")

    def handle(self, *, file: str, **options: Any) -> None:
        path = Path(file)
        if not file or not path.is_file():
            raise CommandError(f"There is no list of erasures at “{file}”. Name the file.", returncode=2)
        begun = erasure_list.replay(path)
        done = sum(erasure_work.work(each) for each in begun)
        self.stdout.write(f"{done} of {len(begun)} erasures were done again.")
        call_command("sweep_visits", file, stdout=self.stdout)
        if done != len(begun):
            raise SystemExit(1)
