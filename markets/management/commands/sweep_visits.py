"""`sweep_visits`: after a restore, delete again what had been deleted of visits, and what no dataset names."""

import math
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from markets.store import dataset_removal, deleted_visits
from markets.visits.actions import months

SEND_AGAIN = "Missing: {months} of {name}. Delete that dataset in the portal, and send its file again."


class Command(BaseCommand):
    help = (
        "Delete again the visits that the list of erasures names (ERASURES_FILE, or FILE), then each file of visits "
        "that no dataset names, and say which files are missing. Run it while no worker runs: restore does."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", nargs="?", default=str(settings.ERASURES_FILE), metavar="FILE")

    def handle(self, *, file: str, **options: Any) -> None:
        path = Path(file)
        listed = deleted_visits.noted(path) if file and path.is_file() else []
        again = sum(months.erase_again(dataset_id, gone) for dataset_id, gone in listed)
        dataset_removal.sweep(math.inf)
        if again:
            self.stdout.write(f"Of visits that had been deleted, {again} came back and are deleted again.")
        for name, lost in dataset_removal.missing():
            self.stdout.write(SEND_AGAIN.format(months=", ".join(lost), name=name))
