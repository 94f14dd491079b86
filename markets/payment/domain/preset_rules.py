"""Payment rules that every council may try: the presets, kept as data beside this module."""

import csv
from functools import cache
from pathlib import Path

from markets.payment.domain.rule import PaymentRule
from markets.payment.domain.rule_file import rules_from

FILE = Path(__file__).parent / "data" / "payment_rules.csv"


@cache
def preset_rules() -> dict[str, PaymentRule]:
    """Return the presets by key, in their order."""
    with FILE.open(encoding="utf-8", newline="") as lines:
        rules, faults = rules_from(list(csv.DictReader(lines)))
    assert not faults, faults
    return rules


@cache
def preset_cells() -> dict[str, dict[str, str]]:
    """Return the presets' rows by key."""
    with FILE.open(encoding="utf-8", newline="") as lines:
        return {row["key"]: row for row in csv.DictReader(lines)}
