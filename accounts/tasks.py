"""What a worker is asked to do about letters: an id, and the action that it is for."""

from uuid import UUID

from celery import shared_task

from accounts.actions import outbox


@shared_task(name=outbox.SEND_LETTER)
def send_letter(letter_id: str) -> None:
    outbox.send(UUID(letter_id))
