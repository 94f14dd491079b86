"""`invent_market`: visits of an invented county, its packages, offers, lots and rate cards, and the truth of them."""

import csv
import json
from argparse import ArgumentParser, ArgumentTypeError
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from markets.synthetic.domain.county import generator, invented_county
from markets.synthetic.domain.invented_packages import (
    LOT_HEAD,
    OFFER_HEAD,
    PACKAGE_HEAD,
    SUB_HEAD,
    invented_tables,
)
from markets.synthetic.domain.invented_rates import RATE_HEAD, invented_rates
from markets.synthetic.domain.market_change import changed_county
from markets.synthetic.domain.planted_dirt import DirtyRows, with_dirt
from markets.synthetic.domain.truth import truth_of
from markets.synthetic.domain.visit_texts import HEADER, visit_texts

MOST_WEEKS, MOST_HOURS = 260, 1_000_000
# Below this forty providers have hardly a client each.
FEWEST_HOURS = 200


class Command(BaseCommand):
    help = "Invent a county's home-care visits, packages and offers, and truth.json with what measures ought to find."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--weeks", type=_whole(1, MOST_WEEKS), default=4)
        parser.add_argument("--seed", type=_whole(0, 2**63 - 1), default=11)
        parser.add_argument("--hours-per-week", type=_whole(FEWEST_HOURS, MOST_HOURS), default=25_000)
        parser.add_argument("--output", metavar="FOLDER", type=Path, required=True)
        parser.add_argument("--dirt", action="store_true", help="with copies, wrong clocks, names and the like")

        parser.add_argument(
            "--change-in-week", metavar="N", type=_whole(2, MOST_WEEKS), default=0,
            help="from this week on a new payment rule, a higher rural rate and ten providers fewer",
        )  # fmt: skip

    def handle(self, *, weeks: int, seed: int, hours_per_week: int, output: Path, **options: Any) -> None:
        rng = generator(seed)
        county = invented_county(rng, seed, weeks, hours_per_week)
        if options["change_in_week"]:
            try:
                county = changed_county(county, options["change_in_week"])
            except ValueError as trouble:
                raise CommandError(str(trouble), returncode=2) from None
        found = with_dirt(rng, county) if options["dirt"] else DirtyRows(county, visit_texts(county))
        tables, (rates, later) = invented_tables(found.county), invented_rates(found.county)
        known = truth_of(found.county, found.planted) | {"tables": tables.truth}
        truth = json.dumps(known, ensure_ascii=False, indent=1)
        try:
            output.mkdir(parents=True, exist_ok=True)
            with (output / "visits.csv").open("w", encoding="utf-8", newline="") as file:
                csv.writer(file, lineterminator="\n").writerows([list(HEADER), *found.rows])
            for name, head, rows in (
                ("packages", PACKAGE_HEAD, tables.packages),
                ("offers", OFFER_HEAD, tables.offers),
                ("lots", LOT_HEAD, tables.lots),
                ("sub_contracts", SUB_HEAD, tables.sub_contracts),
                ("rates", RATE_HEAD, rates),
                *([("rates_from_the_change", RATE_HEAD, later)] if later else []),
            ):
                with (output / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
                    csv.writer(file, lineterminator="\n").writerows([head, *rows])
            (output / "truth.json").write_text(truth + "\n", encoding="utf-8")
        except OSError as trouble:
            raise CommandError(f"{output} cannot be written: {trouble.strerror}.", returncode=2) from None
        self.stdout.write(f"{len(found.rows):,} attendances of {len(county.providers)} providers in {output}.")


def _whole(least: int, most: int) -> Any:
    def read(text: str) -> int:
        if not text.isascii() or not text.isdigit() or len(text) > 19 or not least <= int(text) <= most:
            raise ArgumentTypeError(f"“{text[:40]}” is no whole number from {least:,} to {most:,}.")
        return int(text)

    return read
