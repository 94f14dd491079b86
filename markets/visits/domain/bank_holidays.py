"""England's bank holidays, a table by date: what a day costs may hang on it."""

from datetime import date
from functools import lru_cache
from pathlib import Path

_FILE = Path(__file__).parent / "data" / "bank_holidays.csv"
EPOCH = date(1970, 1, 1)


@lru_cache
def bank_holidays() -> frozenset[date]:
    lines = _FILE.read_text(encoding="utf-8").split()
    return frozenset(date.fromisoformat(line) for line in lines[1:])
