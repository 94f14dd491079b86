"""The environment of the demo's processes, which does not depend on where the demo was started from."""

import os
from pathlib import Path
from urllib.parse import quote

from costofcare.demo.keys import Keys
from costofcare.servers import addresses

# Whatever a deployment sets, and the demo must not take over from the shell that it is started in.
# What a deployment states about itself; numbers of 01632 belong to nobody.
FACTS = {
    "CONTACT_EMAIL": "help@example.org",
    "CONTACT_PHONE": "01632 960000",
    "CONTACT_HOURS": "Monday to Friday, 9am to 5pm",
    "DATA_CONTROLLER": "Fernshire Council (invented), County Hall, Fernbridge ZZ1 1AB",
    "DATA_PROTECTION_OFFICER": "Dee Officer (invented), dpo@example.org",
    "LAWFUL_BASIS": "Public task: the council’s duty to shape its care market, Care Act 2014, section 5",
    "KEPT_FOR": "Until six years after the exercise has closed; an account until its holder leaves",
}
NOT_OURS = ("WALL_ROLE", "ALLOWED_HOSTS", "CSRF_TRUSTED_ORIGINS", "PROXIES", "SECOND_FACTOR_REQUIRED")


def environment(state: Path, keys: Keys, url: str) -> dict[str, str]:
    """Return the environment of all processes; ``PORTAL_PROCESS`` says which part a process is."""
    postgres = state / "postgres"
    return {
        **{name: value for name, value in os.environ.items() if name not in NOT_OURS},
        "DJANGO_SETTINGS_MODULE": "costofcare.settings",
        "PYTHONUNBUFFERED": "1",
        "PORTAL_STAGE": "demo",
        "PORTAL_PROCESS": "command",
        "PORTAL_URL": url,
        "HTTPS": "off",
        "SECRET_KEY": keys.secret,
        "SEALING_KEYS": keys.sealing,
        "LEDGER_KEY": keys.ledger,
        "DEMO_PASSWORD": keys.password,
        "DATABASE_URL": addresses.postgres_url(postgres, addresses.WEB),
        "WORKER_DATABASE_URL": addresses.postgres_url(postgres, addresses.WORKER),
        "OWNER_DATABASE_URL": addresses.postgres_url(postgres, addresses.OWNER),
        "REDIS_URL": addresses.redis_url(state / "redis"),
        "EMAIL_URL": f"filemail:///{quote(str(state / 'mail'))}",
        "STATIC_ROOT": str(state / "static"),
        "VISITS_FOLDER": str(state / "visits"),
        "ERASURES_FILE": str(state / "erasures.jsonl"),
        **FACTS,
    }


def as_process(environment: dict[str, str], process: str) -> dict[str, str]:
    return {**environment, "PORTAL_PROCESS": process}
