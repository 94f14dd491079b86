"""Celery tasks about mail and about what is kept for a day: each calls the action."""

from uuid import UUID

from celery import shared_task
from django.utils import timezone

from accounts.actions import kept_words, outbox, try_counts


@shared_task(name=outbox.SEND_MAIL)
def send_mail(mail_id: str) -> None:
    outbox.send(UUID(mail_id))


@shared_task(name="accounts.tasks.drop_old_words")
def drop_old_words() -> None:
    kept_words.drop_old()
    try_counts.drop_old(timezone.now())
