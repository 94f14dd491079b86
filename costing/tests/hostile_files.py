"""Every kind of broken, hostile or merely human file; as a command it prints what becomes of each."""

import sys

from costing.reader.raw_return import Unreadable
from costing.sandbox import read_measured
from costing.tests.hostile import (
    human,
    markup,
    not_workbooks,
    zip_tricks,
)
from costing.tests.hostile.expectation import HostileFile

FILES: tuple[HostileFile, ...] = (*not_workbooks.FILES, *zip_tricks.FILES, *markup.FILES, *human.FILES)


def main() -> int:
    """Print name, outcome, code, seconds and peak memory of each; return 1 if one is not as expected."""
    print(f"{'file':<60} {'outcome':<12} {'code':<5} {'seconds':>8} {'MB':>6}")
    wrong = 0
    for file in FILES:
        measured = read_measured(file.build())
        code = measured.result.finding.code if isinstance(measured.result, Unreadable) else None
        wrong += code != file.code
        outcome = ("refused" if code else "read") if code == file.code else "UNEXPECTED"
        seconds, megabytes = f"{measured.seconds:8.3f}", f"{measured.peak_kb / 1024:6.0f}"
        print(f"{file.name:<60} {outcome:<12} {code or '':<5} {seconds} {megabytes}")
    print(f"{len(FILES)} kinds of files, {wrong} not as expected")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
