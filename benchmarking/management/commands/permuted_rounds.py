"""`permuted_rounds`: how often random rounds without a link say “goes with”, and with a planted one."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from benchmarking.analysis.domain.permuted_rounds import COUNCILS, said_rounds

HIGHEST_SEED = 2**63


class Command(BaseCommand):
    help = "Work out random rounds; exit status 1 when too many say that a link is there which is not."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--rounds", metavar="N", type=int, default=1000)
        parser.add_argument("--seed", metavar="N", type=int, required=True)
        parser.add_argument("--planted", metavar="R", type=float, default=0.0, help="Pearson’s r of price and quality")
        parser.add_argument("--councils", metavar="N", type=int, default=COUNCILS)
        parser.add_argument("--json", action="store_true")

    def handle(self, *, rounds: int, seed: int, planted: float, councils: int, **options: Any) -> None:
        if rounds < 1 or not 0 <= seed < HIGHEST_SEED or not -1 <= planted <= 1 or councils < 3:
            raise CommandError("Give rounds, a seed of at least 0, an r of −1 to 1, and three councils.", returncode=2)
        said = said_rounds(rounds, seed, planted, councils)
        table = {
            "rounds": rounds, "seed": seed, "planted": planted, "councils": councils,
            "goes_with": said.share(said.any_link), "planted_said": said.share(said.planted),
            "planted_by_holm": said.share(said.by_holm), "most": said.most,
        }  # fmt: skip
        words = (
            f"{rounds} rounds of {councils} councils, seed {seed}: {100 * table['goes_with']:.1f} % say “goes with” of "
            f"anything (without a link at most {100 * said.most:.1f} %), {100 * table['planted_said']:.1f} % of price "
            f"and quality (r {planted}; {100 * table['planted_by_holm']:.1f} % by Holm alone)."
        )
        self.stdout.write(json.dumps(table, indent=1) if options["json"] else words)
        if planted == 0 and table["goes_with"] > said.most:
            raise SystemExit(1)
