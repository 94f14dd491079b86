"""The file of what was erased (``ERASURES_FILE``), a line of ids each: no restore of the database overwrites it."""

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone


def append(line: Mapping[str, Any]) -> None:
    """Append a line with the time, and see that it is on the disk; nothing to do where no such file is named."""
    if not settings.ERASURES_FILE:
        return
    path = Path(settings.ERASURES_FILE)
    path.parent.mkdir(parents=True, exist_ok=True)
    was_cut = path.exists() and path.read_bytes()[-1:] not in (b"", b"\n")
    with path.open("a", encoding="utf-8") as file:
        file.write("\n" * was_cut + json.dumps({**line, "at": timezone.now().isoformat(timespec="seconds")}) + "\n")
        file.flush()
        os.fsync(file.fileno())


def lines_of(path: Path) -> list[dict[str, Any]]:
    """Return the whole lines of such a file; what was cut off is left out."""
    lines = (line for line in path.read_text(encoding="utf-8").split("\n") if line.endswith("}"))
    return [json.loads(line) for line in lines]
