"""E-mails to a provider about whether, and until when, a location of its is asked."""

from collections.abc import Callable
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from submissions.actions import recipients
from submissions.actions.letters import post, quietly
from submissions.domain.letters import Letter
from submissions.models import Participation

Write = Callable[[Participation], Letter]


def tell_when_committed(asked: Participation, write: Write) -> None:
    transaction.on_commit(lambda: quietly(lambda: _tell(asked.id, write), str(asked.id)), robust=True)


def _tell(asked_id: UUID, write: Write) -> None:
    """To whoever works on its return, or the provider's administrators; nobody where nobody has signed up."""
    asked = Participation.objects.select_related("submission").get(id=asked_id)
    link = settings.PORTAL_URL + reverse("submissions:participation_detail", args=[asked.id])
    post(write(asked), recipients.provider_of(asked), link=link)
