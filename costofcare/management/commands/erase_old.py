"""`erase_old`: what the worker does each day, by hand; with --dry-run only say what is old enough."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from costofcare.retention.actions import erase_daily
from costofcare.retention.domain.kinds import BY_KEY, TOLD_BEFORE
from costofcare.retention.queries import plan_for


class Command(BaseCommand):
    help = "Erase what was announced for today, and announce what is due in a fortnight. --dry-run changes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true")

    def handle(self, *, dry_run: bool, **options: Any) -> None:
        if dry_run:
            plan = plan_for(timezone.localdate() + TOLD_BEFORE)
            rows = {key: each["rows"] for key, each in plan.items()}
        else:
            rows = erase_daily()
        verb = "would be due in a fortnight" if dry_run else "erased"
        lines = [f"{BY_KEY[key].label}: {count} {verb}" for key, count in rows.items()]
        self.stdout.write("\n".join(lines) or f"Nothing {verb}.")
