"""Make the file of passwords that have leaked, from lists with one a line, the commonest first."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.domain.passwords.leaks import FILE, WIDTH, digests_of

MOST_BYTES = 2 * 10**6


class Command(BaseCommand):
    help = __doc__ or ""

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("lists", nargs="+", type=Path)
        parser.add_argument("--output", type=Path, default=FILE)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            lists = [path.read_text(encoding="utf-8", errors="replace").splitlines() for path in options["lists"]]
        except OSError as trouble:
            raise CommandError(f"{trouble.filename} cannot be read.") from trouble
        made = digests_of(lists)
        if len(made) > MOST_BYTES:
            raise CommandError(f"That would be {len(made):,} bytes; the project has room for {MOST_BYTES:,}.")
        options["output"].write_bytes(made)
        self.stdout.write(f"{len(made) // WIDTH:,} digests, {len(made):,} bytes.")
