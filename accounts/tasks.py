"""Celery tasks about mail: each takes an id and calls the action."""

from uuid import UUID

from celery import shared_task

from accounts.actions import outbox


@shared_task(name=outbox.SEND_MAIL)
def send_mail(mail_id: str) -> None:
    outbox.send(UUID(mail_id))
