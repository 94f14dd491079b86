"""`verify_ledger`: hold every row of every ledger against its seal, as an auditor would.

There is a ledger of each exercise, each market and each round of councils.
"""

import json
from argparse import ArgumentParser
from dataclasses import asdict
from itertools import chain
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from benchmarking.editions.queries import ROUND, round_ledgers
from markets.marketreleases.queries import market_ledgers
from reports.queries.ledger import LedgerKeyMissing
from reports.queries.ledger_check import CheckedLedgers, WrongRow, checked_ledgers


class Command(BaseCommand):
    help = (
        "Verify the ledgers of all exercises, markets and rounds; exit status 1 with the first wrong row. "
        "Needs the database and its key."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", dest="as_json")

    def handle(self, *, as_json: bool, **options: Any) -> None:
        try:
            found = checked_ledgers(chain(market_ledgers(), round_ledgers()))
        except LedgerKeyMissing as reason:
            raise CommandError(f"{reason}, and no seal can be checked.", returncode=2) from None
        except DatabaseError as error:
            raise CommandError(f"The database cannot be read: {error}", returncode=2) from None
        self.stdout.write(json.dumps(_document(found), ensure_ascii=False) if as_json else _words(found))
        if found.first_wrong is not None:
            raise SystemExit(1)


def _document(found: CheckedLedgers) -> dict[str, Any]:
    return {"whole": found.first_wrong is None, **asdict(found)}


def _words(found: CheckedLedgers) -> str:
    if found.first_wrong is None:
        others = "".join(f", {count} {kind}s" for kind, count in found.others.items())
        return f"{found.rows} rows of {found.exercises} exercises{others} are as they were written."
    return _wrong_words(found.first_wrong)


def _wrong_words(wrong: WrongRow) -> str:
    cell = ", ".join(word for word in (wrong.column, wrong.line, wrong.dimension, wrong.group) if word)
    what = "edition" if wrong.ledger == ROUND else "release"
    where = f" It is of {what} {wrong.release}: {cell}." if wrong.row else ""
    return f"{wrong.authority}, {wrong.exercise}: {wrong.fault}.{where}"
