"""The home of administrators, and of those who check the audit trail; neither sees an answer."""

from datetime import timedelta
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from accounts import queries as accounts
from accounts.erasures.domain.states import ErasureState
from accounts.erasures.queries import erasures_found
from register import queries as register
from submissions import queries

WEEK = timedelta(days=7)


def page(request: HttpRequest) -> dict[str, Any]:
    context = request.context
    return {
        "mail_servers": accounts.stopped_mail_servers(),
        "erasures_asked": erasures_found(context, state=ErasureState.ASKED).count(),
        "failed": queries.failed_uploads(context),
        "exercises": register.exercises(context),
        "numbers": [
            {"value": accounts.people(context).count(), "label": "people"},
            {"value": accounts.invitations(context).count(), "label": "invitations not yet taken up"},
            {"value": register.locations(context, state="active").count(), "label": "active locations in the register"},
            {"value": register.exercises(context).count(), "label": "exercises"},
        ],
    }


def trail(request: HttpRequest) -> dict[str, Any]:
    events = accounts.audit_events(request.context)
    return {
        "numbers": [
            {"value": events.filter(at__gte=timezone.now() - WEEK).count(), "label": "events in the last seven days"},
            {"value": events.count(), "label": "events in all"},
        ],
        "latest": events[:10],
    }
