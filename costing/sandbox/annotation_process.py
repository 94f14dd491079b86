"""The process that marks one workbook: started for it, limited before it sees a byte of it, and gone afterwards."""

import json
import resource
import sys

SECONDS = 20
MEMORY_BYTES = 700 * 1024 * 1024


def run() -> None:
    """Read a line of JSON with the marks, then the workbook; write the marked workbook, if it holds what came."""
    sys.modules["numpy"] = None  # type: ignore[assignment]  # openpyxl would load it, and has no need of it
    from openpyxl.workbook import Workbook

    from costing.annotated_workbook.annotations import annotate
    from costing.annotated_workbook.comparison import refuse_what_differs
    from costing.annotated_workbook.marks import Mark, marks_from
    from costing.annotated_workbook.workbook_bytes import saved

    practice = Workbook()
    practice.active["A1"] = "so that all that is needed is loaded while files may be opened"
    filled_in = saved(practice)
    refuse_what_differs(filled_in, annotate(filled_in, [Mark("Sheet", "A1", "", "", "", "", True)]))
    _limit()
    marks = marks_from(json.loads(sys.stdin.buffer.readline()))
    data = sys.stdin.buffer.read()
    made = annotate(data, marks)
    refuse_what_differs(data, made)
    sys.stdout.buffer.write(made)


def _limit() -> None:
    """Set limits: no files, no core dumps, bounded memory and time."""
    for what, amount in (
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NOFILE, 0),
        (resource.RLIMIT_AS, MEMORY_BYTES),
        (resource.RLIMIT_CPU, SECONDS),
    ):
        hard = resource.getrlimit(what)[1]
        amount = amount if hard == resource.RLIM_INFINITY else min(amount, hard)
        resource.setrlimit(what, (amount, amount))
