"""Erase what was kept long enough: announced a fortnight before, and then no more than was announced.

Whoever reads the announcement and has a kind kept longer, or for ever, has stopped it.
"""

from datetime import date, datetime
from typing import Any

import structlog
from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from accounts import queries as accounts
from accounts.actions import account_mails
from accounts.actions.advisory_lock import take_turn
from accounts.actions.portal_links import link_to
from accounts.domain.portal_mail import PortalMail
from accounts.erasures.actions import retention
from accounts.erasures.queries.retention import open_run
from costing.figure_words import day_in_words
from costofcare.retention.domain.kinds import BY_KEY, TOLD_BEFORE
from costofcare.retention.queries import plan_for, still_due

log = structlog.get_logger(__name__)


def erase_daily(today: date | None = None) -> dict[str, int]:
    """Erase what is due today, and announce what will be due; return the rows erased by kind."""
    today = today or timezone.localdate()
    done = erase_due(today)
    plan = announce(today)
    if plan:
        _tell(plan, today + TOLD_BEFORE)
    return done


@transaction.atomic
def erase_due(today: date) -> dict[str, int]:
    """Erase what was announced for today or before: all of it or, if a worker is killed, nothing of it."""
    take_turn("retention")
    run = open_run()
    if run is None or run.due_on > today:
        return {}
    counts = {key: _erase(key, before) for key, before in still_due(run.plan, run.due_on)}
    retention.finish(run=run, counts=counts)
    return counts


def _erase(key: str, before: datetime) -> int:
    erased = 0
    with connection.cursor() as cursor:
        for one in BY_KEY[key].statements:
            if one.leaves:
                cursor.execute("SELECT erase_old_trail_words(%s)", [before])
                erased += cursor.fetchone()[0]
                continue
            cursor.execute(one.sql, {"before": before})
            erased += cursor.rowcount
    return erased


@transaction.atomic
def announce(today: date) -> dict[str, Any]:
    """Note what will be due in a fortnight, unless something is announced already; {} if nothing is."""
    take_turn("retention")
    plan = {} if open_run() else plan_for(today + TOLD_BEFORE)
    if plan:
        retention.announce(due_on=today + TOLD_BEFORE, plan=plan)
    return plan


def _tell(plan: dict[str, Any], due_on: date) -> None:
    """Tell the administrators; where mail does not work, the page says so."""
    lines = tuple(f"{BY_KEY[key].label}: {each['rows']:,}." for key, each in plan.items())
    day = day_in_words(due_on)
    mail = PortalMail(
        f"What the portal will erase on {day}",
        (
            f"These have been kept as long as your portal keeps them. On {day} they are erased:",
            *lines,
            "To keep any of them, change how long they are kept before that day.",
        ),
    )
    words = {"mail": mail, "portal_name": settings.PORTAL_NAME, "link": link_to("retention"), "name": ""}
    try:
        for address in accounts.addresses_of_administrators():
            account_mails.send("mail/portal_mail", words, to=address, subject=mail.subject)
    except Exception:
        log.warning("administrators could not be told what will be erased", exc_info=True)
