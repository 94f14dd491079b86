"""Mark a provider's workbook in a separate process: openpyxl reads far less carefully than our own reader."""

import json
import logging
import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import Path

from costing.annotated_workbook.marks import Mark, marks_document
from costing.sandbox.annotation_process import SECONDS

logger = logging.getLogger(__name__)

_ROOT = Path(__file__).resolve().parents[2]
_START = "import sys; sys.path.insert(0, sys.argv[1]); from costing.sandbox.annotation_process import run; run()"
# Its own limit is of processor time; this one is of the clock.
PATIENCE = SECONDS + 5
# openpyxl then parses with defusedxml, which refuses what lxml would expand.
_WITHOUT_LXML = {"OPENPYXL_LXML": "False"}
# Of one process of ours at a time: each may take as much memory as all readers together.
_AT_ONCE = threading.BoundedSemaphore(2)


def annotated(data: bytes, marks: Sequence[Mark]) -> bytes | None:
    """Return the marked workbook; None if it could not be made in time, in little memory, or at all."""
    asked = json.dumps(marks_document(marks)).encode() + b"\n" + data
    command = [sys.executable, "-I", "-c", _START, str(_ROOT)]
    with _AT_ONCE:
        try:
            ended = subprocess.run(
                command, input=asked, capture_output=True, timeout=PATIENCE, env=_WITHOUT_LXML, check=False
            )
        except (subprocess.TimeoutExpired, OSError) as error:
            logger.warning("marking a workbook ended with %s", type(error).__name__)
            return None
    if ended.returncode or not ended.stdout:
        logger.warning("marking a workbook ended with %s: %s", ended.returncode, _kind(ended.stderr))
        return None
    return ended.stdout


def _kind(said: bytes) -> str:
    """Return the kind of the error alone: its words may be those of the file, which belong to a provider."""
    lines = said.decode("ascii", "replace").strip().splitlines()
    return lines[-1].partition(":")[0][:100] if lines else ""
