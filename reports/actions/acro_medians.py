"""Ask ACRO, the published package for checking research outputs, which medians it would let out.

ACRO is no requirement of the portal. It lives in an environment of its own, in the user's cache, made only on request
and only to be held beside our releases; it is handed a file of values and gives back a file of medians. An analyst
would make a table of medians by cell, with suppression on and ACRO's own defaults: ten returns at least, the two
largest below nine tenths, the p-ratio.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from reports.domain.attacks.methods import Values

VERSION = "1.0.2"
AT_ONCE = 5_000

# Runs inside that environment.
_SCRIPT = """
import json, logging, sys
import pandas
logging.disable(logging.CRITICAL)
from acro import ACRO
cells = json.load(open(sys.argv[1]))
frame = pandas.DataFrame(
    [(number, "median", value) for number, values in enumerate(cells) for value in values],
    columns=["cell", "figure", "value"],
)
table = ACRO(suppress=True).crosstab(frame["cell"], frame["figure"], values=frame["value"], aggfunc="median")
found = {int(cell): float(figure) for cell, figure in table.iloc[:, 0].items() if pandas.notna(figure)}
json.dump([found.get(number) for number in range(len(cells))], open(sys.argv[2], "w"))
"""


def environment() -> Path:
    """Return the folder of ACRO's environment, outside of the project."""
    cache = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(cache) / "cost-of-care-portal" / f"acro-{VERSION}"


def is_there() -> bool:
    return (environment() / "ready").exists()


def make() -> None:
    """Make the environment; raises CalledProcessError if the package cannot be had."""
    folder = environment()
    subprocess.run([sys.executable, "-m", "venv", "--clear", folder], check=True)
    pip: list[str | Path] = [folder / "bin" / "python", "-m", "pip"]
    subprocess.run([*pip, "install", "-qq", "--only-binary=:all:", f"acro=={VERSION}"], check=True, stdout=sys.stderr)
    (folder / "ready").touch()


def medians_of(cells: Iterable[Values]) -> dict[Values, float | None]:
    """Return ACRO's median of each cell, None where it suppressed it."""
    asked, found = sorted(cells), dict[Values, float | None]()
    for start in range(0, len(asked), AT_ONCE):
        part = asked[start : start + AT_ONCE]
        found.update(zip(part, _answers(part), strict=True))
    return found


def _answers(cells: list[Values]) -> list[float | None]:
    with TemporaryDirectory() as folder:
        question, answer = Path(folder) / "cells.json", Path(folder) / "medians.json"
        question.write_text(json.dumps([[float(value) for value in values] for values in cells]), encoding="utf-8")
        python = environment() / "bin" / "python"
        subprocess.run(
            [python, "-W", "ignore", "-c", _SCRIPT, question, answer], check=True, cwd=folder, capture_output=True
        )
        answers: list[float | None] = json.loads(answer.read_text(encoding="utf-8"))
        return answers
