"""A start that refuses: web, worker and timetable say what is unsafe, a sentence a line, and end."""

import sys
from collections.abc import Iterator

import structlog
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, connection

from costofcare.deployment.refusals import refused
from costofcare.deployment.visits import visits_lie_open

log = structlog.get_logger(__name__)
# By this status gunicorn knows that starting a process again would not help.
UNSAFE_STATUS = 3


def refuse_unsafe_start(process: str) -> None:
    """End this process, which is about to serve as ``web`` or to work as ``worker``, if anything is unsafe."""
    troubles = list(troubles_at_start(process))
    for trouble in troubles:
        print(f"portal: {trouble}", file=sys.stderr, flush=True)
    if troubles:
        sys.exit(UNSAFE_STATUS)


def troubles_at_start(process: str) -> Iterator[str]:
    yield from (sentence for _, sentence in refused(settings))
    if settings.STAGE == "production" and process != settings.PROCESS:
        yield (
            f"PORTAL_PROCESS is {settings.PROCESS} where the {process} process starts: it would reach the database as "
            f"somebody else. Set PORTAL_PROCESS={process}."
        )
    elif settings.STAGE == "production" and process == "web" and visits_lie_open(settings.VISITS_FOLDER):
        yield (
            f"The web process can read VISITS_FOLDER ({settings.VISITS_FOLDER}), in which visits lie: only the worker "
            "may. portal-web.service closes it by InaccessiblePaths."
        )
    elif settings.PROCESS != "command":
        yield from troubles_of_the_database()


def troubles_of_the_database() -> Iterator[str]:
    """Connect once, as every connection is looked at. A database that is away is waited for, not refused."""
    try:
        connection.ensure_connection()
    except ImproperlyConfigured as trouble:
        yield str(trouble)
    except DatabaseError:
        log.warning("the database does not answer yet", exc_info=True)
    finally:
        connection.close()
