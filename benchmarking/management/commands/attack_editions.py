"""`attack_editions`: let attackers loose on the sheets of invented regions of councils."""

import json
from argparse import ArgumentParser
from random import SystemRandom
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from benchmarking.editions.domain.made_regions import SIZES
from benchmarking.editions.domain.region_attacks import attack_regions, score_rows


class Command(BaseCommand):
    help = "Attack the sheets of random regions; exit status 1 when an attacker names more rows than the rule allows."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--regions", metavar="N", type=int, default=500)
        parser.add_argument("--seed", metavar="N", type=int, help="random when not given; it is printed either way")
        parser.add_argument("--sizes", metavar=("LEAST", "MOST"), type=int, nargs=2, default=SIZES)
        parser.add_argument("--json", action="store_true")

    def handle(self, *, regions: int, seed: int | None, **options: Any) -> None:
        least, most = options["sizes"]
        if regions < 1 or not 3 <= least <= most:
            raise CommandError("Give at least one region, of three councils or more.", returncode=2)
        drawn = SystemRandom().randrange(10**6) if seed is None else seed
        rows = score_rows(attack_regions(regions, drawn, (least, most)))
        table = {"regions": regions, "seed": drawn, "attackers": rows, "holds": all(one["holds"] for one in rows)}
        self.stdout.write(json.dumps(table, indent=1) if options["json"] else _words(regions, drawn, rows))
        if not table["holds"]:
            raise SystemExit(1)


def _words(regions: int, seed: int, rows: list[dict[str, Any]]) -> str:
    lines = [
        f"{regions} regions, seed {seed}. Shares of the rows that an attacker claims, in per cent.",
        "",
        "| an attacker who … | claims | named | by chance | at most | holds |",
        "|---|---:|---:|---:|---:|---|",
    ]
    for one in rows:
        most = one["most"] if one["times"] else "–"
        said = [
            one["attacker"],
            f"{one['claims']:,}",
            one["named"],
            one["chance"],
            most,
            "yes" if one["holds"] else "NO",
        ]
        lines.append(f"| {' | '.join(map(str, said))} |")
    return "\n".join(lines)
