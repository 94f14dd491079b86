"""`doctor`: look whether everything that the portal needs is there and well."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from costofcare.doctor.examination import examined
from costofcare.doctor.signs import DoctorSign, SignState


class Command(BaseCommand):
    help = "Look at all that the portal needs, a line each; exit status 1 if anything is wrong. No secret is printed."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", dest="as_json")

    def handle(self, *, as_json: bool, **options: Any) -> None:
        signs = []
        for sign in examined():
            signs.append(sign)
            if not as_json:
                self.stdout.write(self.line(sign))
        if as_json:
            document = [{"name": sign.name, "state": sign.state, "words": sign.words} for sign in signs]
            self.stdout.write(json.dumps(document, ensure_ascii=False))
        if any(sign.state is SignState.ILL for sign in signs):
            raise SystemExit(1)

    def line(self, sign: DoctorSign) -> str:
        styles = {SignState.WELL: self.style.SUCCESS, SignState.ILL: self.style.ERROR}
        state = styles.get(sign.state, self.style.WARNING)(f"{sign.state:13}")
        return f"{state}  {sign.name:12}  {sign.words}"
