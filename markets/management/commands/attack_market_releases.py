"""`attack_market_releases`: let attackers loose on protected figures of invented markets of visits."""

import os
from argparse import ArgumentParser
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from random import SystemRandom
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from markets.marketreleases.domain.attacks.market_attack_table import (
    market_attack_words,
    market_attacks,
    market_scores,
)
from markets.marketreleases.domain.attacks.market_attackers import MARKET_ATTACKERS
from markets.marketreleases.domain.attacks.market_usefulness import useful_bands
from markets.marketreleases.domain.attacks.plan_attackers import PLAN_ATTACKERS

CHUNK = 50


class Command(BaseCommand):
    help = (
        "Attack protected figures of random markets; exit status 1 when an attacker comes nearer than the rule allows."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--markets", metavar="N", type=int, default=2000)
        parser.add_argument("--seed", metavar="N", type=int, help="random when not given; it is printed either way")
        parser.add_argument(
            "--plans", action="store_true", help="two plans of zones that differ by one sector, one after the other"
        )
        parser.add_argument("--processes", metavar="N", type=int, default=os.cpu_count() or 1)

    def handle(self, *, markets: int, seed: int | None, plans: bool, processes: int, **options: Any) -> None:
        if markets < 1 or processes < 1:
            raise CommandError("Give at least one market and one process.", returncode=2)
        chosen = SystemRandom().randrange(10**6) if seed is None else seed
        chunks = [range(start, min(start + CHUNK, markets)) for start in range(0, markets, CHUNK)]
        attackers = PLAN_ATTACKERS if plans else MARKET_ATTACKERS
        work = partial(market_scores, seed=chosen, attackers=attackers)
        if processes == 1:
            parts = [work(chunk) for chunk in chunks]
        else:
            with ProcessPoolExecutor(processes) as pool:
                parts = list(pool.map(work, chunks))
        useful = [] if plans else useful_bands(range(min(markets, 500)), chosen)
        table = market_attacks(markets, chosen, parts, useful, attackers)
        self.stdout.write(market_attack_words(table))
        if table.failed:
            raise SystemExit(1)
