"""`attack_releases`: play attackers against releases of invented markets, and show what protection costs."""

from argparse import ArgumentParser
from random import SystemRandom
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from reports.domain.attacks.markets import EQUAL
from reports.domain.attacks.scores import Score, attack
from reports.domain.attacks.usefulness import Usefulness, UsefulnessBand, usefulness
from reports.domain.policy import PRESETS


class Command(BaseCommand):
    help = "Attack releases of random markets; exit status 1 when an attack beats chance or a release is of no use."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--markets", metavar="N", type=int, default=2000)
        parser.add_argument("--seed", metavar="S", type=int, help="random when not given; it is printed either way")
        parser.add_argument("--sizes", metavar=("LEAST", "MOST"), type=int, nargs=2, default=(3, 60))
        parser.add_argument("--equal", metavar="SHARE", type=float, default=EQUAL, help="returns with equal figures")
        parser.add_argument("--policy", choices=PRESETS, default="protected")

    def handle(self, *, markets: int, seed: int | None, sizes: list[int], equal: float, **options: Any) -> None:
        least, most = sizes
        if markets < 1 or not 3 <= least <= most:
            raise CommandError("Give at least one market, of three returns or more.", returncode=2)
        seed = SystemRandom().randrange(10**6) if seed is None else seed
        policy = PRESETS[options["policy"]]
        self.stdout.write(f"{markets} markets of {least} to {most}, seed {seed}, policy {policy.version}")
        scores = attack(markets, seed, policy=policy, sizes=(least, most), equal=equal)
        self.stdout.write("\n".join(_attack_table(scores)))
        bands = usefulness(markets, seed, policy=policy, sizes=(least, most))
        self.stdout.write("\n".join(_usefulness_table(bands)))
        if any(score.beats_chance for score in scores.values()) or any(
            found.breaks(band) for band, found in bands.items()
        ):
            raise SystemExit(1)


def _attack_table(scores: dict[str, Score]) -> list[str]:
    head = f"\n{'attack':18}{'played':>8}{'exact':>8}{'chance':>8}{'p':>9}"
    return [head] + [
        f"{name.replace('_', ' '):18}{score.played:8}{score.released:8}{score.chance:8}{score.p_value:9.4f}"
        f"  {'BEATS CHANCE' if score.beats_chance else 'no more than chance'}"
        for name, score in scores.items()
    ]


def _usefulness_table(bands: dict[UsefulnessBand, Usefulness]) -> list[str]:
    head = f"\n{'returns':10}{'markets':>8}{'shown':>9}{'mean error':>12}"
    return [head] + [
        f"{band.name:10}{found.markets:8}{found.shown:9.1%}{found.error:12.2%}"
        f"  {'NOT AS PROMISED' if found.breaks(band) else ''}"
        for band, found in bands.items()
    ]
