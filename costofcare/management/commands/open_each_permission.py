"""`open_each_permission`: replace each permission predicate by *yes* in turn, and write down which answer shows it.

It runs the tests of `test_each_permission_is_seen.py` and writes `docs/permissions.md`. The exit status is 1 if the
crawl misses one.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

TESTS = "costofcare/tests/test_each_permission_is_seen.py"
HEAD = """# Each permission, opened

Written by `manage.py open_each_permission`. Each predicate of the rooms' `permissions.py` was replaced by *yes* (a
reason why not by none), with the database's wall down, and the requests that ask it were made again. The first answer
that was another stands beside it: first those of its own room, what is refused before what is not. *Later* is when the
last day has passed, an exact table waits for its second approval, a file could not be checked, a scenario is frozen,
a round is locked, and the campaign is the council's.

| permission | the first request that shows it | when | how it was answered then |
|---|---|---|---|
"""


class Command(BaseCommand):
    help = "Open each permission in turn, and tell which answer of its room shows it."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        began = time.monotonic()
        with tempfile.TemporaryDirectory() as folder:
            command = (sys.executable, "-m", "pytest", TESTS, "-q", "-m", "proof")
            done = subprocess.run(command, cwd=settings.BASE_DIR, env={**os.environ, "OPENED_PERMISSIONS": folder})
            rows = sorted(json.loads(file.read_text(encoding="utf-8")) for file in Path(folder).glob("*.json"))
        lines = [f"| `{name}` | {asked or '**none**'} | {when} | {how} |\n" for name, asked, when, how in rows]
        missed = sum(not asked for _, asked, _, _ in rows)
        words = f"{len(rows)} permissions, {missed} that no answer shows."
        (settings.BASE_DIR / "docs" / "permissions.md").write_text(
            f"{HEAD}{''.join(lines)}\n{words}\n", encoding="utf-8"
        )
        self.stdout.write(f"{words} {time.monotonic() - began:.0f} s.")
        sys.exit(1 if done.returncode or missed else 0)
