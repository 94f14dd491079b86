"""`attack_releases`: let attackers loose on releases of invented markets, and show what protection costs."""

import json
import os
from argparse import ArgumentParser
from random import SystemRandom
from subprocess import CalledProcessError
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from reports.actions import acro_medians
from reports.actions.attack_markets import AttackRun, attack_markets
from reports.domain.attacks.attack_document import table_document
from reports.domain.attacks.attack_words import table_words
from reports.domain.attacks.scores import SIZES
from reports.domain.policy import PRESETS


class Command(BaseCommand):
    help = "Attack releases of random markets; exit status 1 when an attacker comes nearer than the rule allows."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--markets", metavar="N", type=int, default=2000)
        parser.add_argument("--seed", metavar="N", type=int, help="random when not given; it is printed either way")
        parser.add_argument("--sizes", metavar=("LEAST", "MOST"), type=int, nargs=2, default=SIZES)
        parser.add_argument("--policy", choices=PRESETS, default="protected")
        parser.add_argument("--processes", metavar="N", type=int, default=os.cpu_count() or 1)
        parser.add_argument("--json", action="store_true")
        parser.add_argument("--install-acro", action="store_true", help=f"into {acro_medians.environment()}")
        parser.add_argument("--no-acro", action="store_true", help="leave ACRO out, although it is installed")
        parser.add_argument("--no-large", action="store_true", help="leave markets of 100 to 5,000 returns out")

    def handle(self, *, markets: int, seed: int | None, **options: Any) -> None:
        least, most = options["sizes"]
        if markets < 1 or not 3 <= least <= most or options["processes"] < 1:
            raise CommandError("Give at least one market, of three returns or more, and one process.", returncode=2)
        if options["install_acro"]:
            self._install_acro()
        run = AttackRun(
            markets,
            SystemRandom().randrange(10**6) if seed is None else seed,
            PRESETS[options["policy"]],
            (least, most),
            with_acro=acro_medians.is_there() and not options["no_acro"],
        )
        table = attack_markets(run, processes=options["processes"], with_large=not options["no_large"])
        as_json = options["json"]
        self.stdout.write(json.dumps(table_document(table), indent=1) if as_json else table_words(table))
        if not run.with_acro:
            self.stderr.write("Without ACRO, which is not a part of the portal: --install-acro fetches it.")
        if not table.passes:
            raise SystemExit(1)

    def _install_acro(self) -> None:
        try:
            acro_medians.make()
        except (OSError, CalledProcessError) as trouble:
            raise CommandError(f"ACRO could not be installed: {trouble}.", returncode=2) from None
