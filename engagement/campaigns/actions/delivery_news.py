"""Fetch from GOV.UK Notify what became of messages.

A failed one is a bounce, and one in doubt that it knows was sent.
"""

import http.client
from datetime import timedelta

import structlog
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from accounts.actions import audit, mail_queue
from accounts.domain.delivery import Decision, MailState
from engagement.campaigns.actions import notify_backend, send_messages
from engagement.campaigns.actions.notify_backend import NotifyBackend
from engagement.campaigns.domain.notify import FAILURES, News
from engagement.inbox.actions import incoming_mail
from engagement.models import Message

log = structlog.get_logger(__name__)
# So long Notify keeps what it knows; and so many pages are asked for at most.
KEPT, MOST_PAGES, MOST_DOUBTS = timedelta(days=7), 40, 200
TROUBLE = (OSError, http.client.HTTPException, ValueError)


def fetch() -> None:
    """Fetch the news, as often as the caller likes. If Notify cannot be reached, the timetable comes back."""
    lately = Message.objects.filter(claimed_at__gte=timezone.now() - KEPT)
    if not settings.NOTIFY_API_KEY or not lately.exists():
        return
    try:
        with notify_backend.opened() as post:
            for message in lately.filter(state=MailState.IN_DOUBT).select_related("person", "step")[:MOST_DOUBTS]:
                if post.news(reference=message.message_id):
                    _was_taken(message)
            _failed(post)
    except TROUBLE:
        log.warning("the news of deliveries could not be fetched", exc_info=True)


@transaction.atomic
def _was_taken(message: Message) -> None:
    """Mark a message in doubt as sent: Notify knows our reference, so it has the message."""
    if not mail_queue.decide(message, Decision.SENT, of={MailState.IN_DOUBT}):
        return
    asked = [row.participation for row in message.about.filter(why="").select_related("participation")]
    at = message.claimed_at or timezone.now()
    contact = send_messages.enter(message, asked, at, by_id=message.step.started_by_id)
    Message.objects.filter(id=message.id).update(contact=contact)
    audit.record_on(
        message, by=None, verb="learned that a message was sent", kind="campaign message", words="from GOV.UK Notify"
    )


def _failed(post: NotifyBackend) -> None:
    """Read the failures page by page, the newest first, as far back as Notify remembers."""
    asked: dict[str, object] = {"status": list(FAILURES)}
    for _ in range(MOST_PAGES):
        page = post.news(**asked)
        if not page:
            return
        _bounced(page)
        asked["older_than"] = page[-1].id


@transaction.atomic
def _bounced(page: list[News]) -> None:
    for_good = {news.reference: FAILURES[news.status] for news in page if news.status in FAILURES}
    rows = Message.objects.select_for_update(of=("self",)).select_related("person", "step")
    for message in rows.filter(message_id__in=for_good, state=MailState.SENT, bounced_at=None):
        incoming_mail.bounce(message, is_for_good=for_good[message.message_id])
