"""`open_each_permission`: replace each permission predicate by *yes* in turn, and write down which answer shows it.

It runs the tests of `test_each_permission_is_seen.py` on all processors and writes `docs/permissions.md`. The exit
status is 1 if the crawl of a room misses one.
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
reason why not by none), with the database's wall down; the crawl of its room then answered otherwise than
`costofcare/tests/every_answer.csv` says. The first such answer stands beside it.

| permission | the first answer that shows it |
|---|---|
"""


class Command(BaseCommand):
    help = "Open each permission in turn, and tell which answer of its room shows it."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        began = time.monotonic()
        with tempfile.TemporaryDirectory() as folder:
            command = (sys.executable, "-m", "pytest", TESTS, "-q", "-m", "", "-n", str(os.cpu_count() or 1))
            done = subprocess.run(command, cwd=settings.BASE_DIR, env={**os.environ, "OPENED_PERMISSIONS": folder})
            rows = sorted(json.loads(file.read_text(encoding="utf-8")) for file in Path(folder).glob("*.json"))
        lines = [f"| `{name}` | {found or '**none**'} |\n" for name, found in rows]
        missed = sum(not found for _, found in rows)
        words = f"\n{len(rows)} permissions, {missed} that no answer of their own room shows.\n"
        (settings.BASE_DIR / "docs" / "permissions.md").write_text(HEAD + "".join(lines) + words, encoding="utf-8")
        self.stdout.write(f"{words.strip()} {time.monotonic() - began:.0f} s.")
        sys.exit(1 if done.returncode or missed else 0)
