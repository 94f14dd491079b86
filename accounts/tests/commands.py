"""Test support: run a command as a person would, in this process, and see what it says and how it leaves."""

import json
from dataclasses import dataclass
from io import StringIO
from typing import Any

from django.core.management import CommandError, call_command


@dataclass(frozen=True)
class Outcome:
    status: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        return json.loads(self.out)


def run(name: str, *arguments: object) -> Outcome:
    out, err = StringIO(), StringIO()
    status = 0
    try:
        call_command(name, *map(str, arguments), stdout=out, stderr=err)
    except CommandError as refusal:
        status = refusal.returncode
        err.write(str(refusal))
    except SystemExit as leaving:
        status = int(leaving.code or 0)
    return Outcome(status, out.getvalue(), err.getvalue())
