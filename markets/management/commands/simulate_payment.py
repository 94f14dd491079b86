"""`simulate_payment RULES.csv VISITS.csv`: what each payment rule pays for visits."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from markets.payment.domain.rule import PaidBasis, PaymentRule
from markets.payment.domain.rule_file import COLUMNS, rules_from
from markets.payment.domain.simulation import paid_each, sums_of
from markets.payment.domain.simulation_document import each_document, sums_document, sums_text
from markets.payment.domain.visit_lengths import NEEDED, VisitLength, visit_lengths
from spreadsheets.csv_rows import CsvRow, UnreadableCsv, csv_rows

SHOWN_FAULTS = 20


class Command(BaseCommand):
    help = "Pay visits by one rule after another: minutes a visit, or with --sum what each rule comes to."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("rules", metavar="RULES.csv", type=Path)
        parser.add_argument("visits", metavar="VISITS.csv", type=Path)
        parser.add_argument("--sum", action="store_true", help="all visits together, and by provider")
        parser.add_argument("--json", action="store_true")

    def handle(self, *, rules: Path, visits: Path, **options: Any) -> None:
        known, lengths = self._rules(rules), self._visits(visits)
        if options["json"] and not options["sum"]:
            self.stdout.write(json.dumps(each_document(paid_each(known, lengths)), ensure_ascii=False))
            return
        sums = sums_of(known, lengths)
        document = sums_document(sums)
        as_json = json.dumps(document, ensure_ascii=False, indent=1) if options["json"] else None
        self.stdout.write(as_json or sums_text(known, sums))

    def _rules(self, path: Path) -> dict[str, PaymentRule]:
        rules, faults = rules_from(_rows(path, ("key", "basis")))
        if not rules and not faults:
            raise CommandError(f"{path} holds no rule; its columns are {', '.join(COLUMNS)}.", returncode=2)
        ends = [rule.key for rule in rules.values() if rule.basis is PaidBasis.ACTUAL_ENDS]
        lengths = "needs the start and end of each visit, and these files hold lengths."
        self._refuse([fault.message for fault in faults] + [f"The rule “{key}” {lengths}" for key in ends])
        return rules

    def _visits(self, path: Path) -> list[VisitLength]:
        visits, faults = visit_lengths(_rows(path, NEEDED))
        self._refuse([fault.message for fault in faults])
        return visits

    def _refuse(self, sentences: list[str]) -> None:
        """Say what must be put right and leave: a sum that silently lacks visits would be believed."""
        if not sentences:
            return
        for sentence in sentences[:SHOWN_FAULTS]:
            self.stderr.write(sentence)
        if len(sentences) > SHOWN_FAULTS:
            self.stderr.write(f"… and {len(sentences) - SHOWN_FAULTS:,} more.")
        raise SystemExit(1)


def _rows(path: Path, needed: tuple[str, ...]) -> list[CsvRow]:
    try:
        return csv_rows(path, needed)
    except UnreadableCsv as reason:
        raise CommandError(str(reason), returncode=2) from None
