"""`fee_scenario FILE.json`: what a fee comes to by zone and by length of visit."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from markets.fees.domain.fee_document import fee_document, fee_text
from markets.fees.domain.fee_file import fee_inputs, parsed


class Command(BaseCommand):
    help = "Work out a fair fee by zone and length of visit from a file of inputs; statutory rates are the file's own."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE.json", type=Path)
        parser.add_argument("--json", action="store_true")

    def handle(self, *, file: Path, **options: Any) -> None:
        inputs, faults = fee_inputs(self._document(file))
        for fault in faults:
            self.stderr.write(fault.message)
        if inputs is None:
            if options["json"]:
                found = [{"key": one.key, "read": one.read, "expected": one.expected} for one in faults]
                self.stdout.write(json.dumps({"faults": found}, ensure_ascii=False, indent=1))
            raise SystemExit(1)
        words = fee_text(inputs) if not options["json"] else json.dumps(fee_document(inputs), indent=1)
        self.stdout.write(words)

    def _document(self, file: Path) -> dict[str, object]:
        try:
            document = parsed(file.read_text(encoding="utf-8-sig"))
        except OSError as trouble:
            raise CommandError(f"{file} cannot be read: {trouble.strerror}.", returncode=2) from None
        except (ValueError, RecursionError):
            raise CommandError(f"{file} is not JSON.", returncode=2) from None
        if not isinstance(document, dict):
            raise CommandError(f"{file} holds no object of inputs.", returncode=2)
        return document
