"""Which disaster happens after how many uploads: pure, the same for the same seed."""

from dataclasses import dataclass
from enum import StrEnum
from random import Random


class Disaster(StrEnum):
    """What is done to the portal while it works."""

    WORKER = "worker killed"
    REDIS = "Redis killed"
    FORGETFUL_REDIS = "Redis flushed and killed"
    POSTGRES = "PostgreSQL stopped at once"


# What it happens to, by its name in the house.
PART = {
    Disaster.WORKER: "worker",
    Disaster.REDIS: "broker",
    Disaster.FORGETFUL_REDIS: "broker",
    Disaster.POSTGRES: "database",
}


@dataclass(frozen=True)
class Planned:
    """A disaster, due when so many uploads have their receipt."""

    after: int
    disaster: Disaster


def plan(uploads: int, worker_kills: int, redis_kills: int, postgres_stops: int, seed: int) -> list[Planned]:
    """Return the disasters in their order, spread over all uploads but the last tenth, which has to come home."""
    chance = Random(seed)
    redis = [(Disaster.REDIS, Disaster.FORGETFUL_REDIS)[n % 2] for n in range(redis_kills)]
    wanted = [Disaster.WORKER] * worker_kills + redis + [Disaster.POSTGRES] * postgres_stops
    chance.shuffle(wanted)
    times = sorted(chance.randint(1, max(1, uploads * 9 // 10)) for _ in wanted)
    return [Planned(after, disaster) for after, disaster in zip(times, wanted, strict=True)]
