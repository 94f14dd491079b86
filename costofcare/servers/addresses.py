"""How the servers of our own are reached: the same words for whoever starts them and whoever needs them."""

from pathlib import Path
from typing import Any

from costofcare.servers.roles import DATABASE, OWNER, WEB, WORKER
from costofcare.servers.sockets import socket_folder

__all__ = ["DATABASE", "OWNER", "POSTGRES", "REDIS", "WEB", "WORKER", "for_django", "postgres_url", "redis_url"]

# Where the demo keeps its data.
STATE = Path(__file__).resolve().parents[2] / ".state"
POSTGRES, REDIS = STATE / "postgres", STATE / "redis"


def postgres_url(folder: Path, role: str = OWNER, database: str = DATABASE) -> str:
    """How ``role`` reaches the PostgreSQL that keeps its data in ``folder``, whether or not it runs."""
    return f"postgresql://{role}@/{database}?host={socket_folder(folder)}"


def redis_socket(folder: Path) -> Path:
    return socket_folder(folder) / "redis.sock"


def redis_url(folder: Path) -> str:
    """How Celery reaches the Redis that keeps its data in ``folder``, whether or not it runs."""
    return f"redis+socket://{redis_socket(folder)}"


def for_django(settings: dict[str, Any]) -> dict[str, Any]:
    """A socket's folder stands among the options of an address; Django's own commands look for it in HOST."""
    options = dict(settings.get("OPTIONS", {}))
    host = options.pop("host", settings.get("HOST", ""))
    return {**settings, "HOST": host, "OPTIONS": options}
