"""Send e-mails about exemptions that providers ask for, to the side that must act or was waiting."""

from uuid import UUID

from accounts.actions.outbox import post
from accounts.actions.portal_links import link_to
from register.actions import recipients
from register.actions.participation_mails import about_place
from submissions.domain import exemption_mails as mails
from submissions.domain.exemptions import ExemptionState
from submissions.models import ExemptionRequest


def said(word_id: UUID) -> None:
    """Tell the analysts that a provider asked for an exemption, or withdrew the request."""
    word = _word(word_id)
    write = mails.said if word.state == ExemptionState.WAITING else mails.withdrawn
    link = link_to("submissions:word_detail", word.id)
    post(
        about_place(write(word.participation.location_name), word.participation),
        recipients.analysts(word.authority_id),
        about=word,
        link=link,
    )


def decided(word_id: UUID) -> None:
    """Tell the person who asked for the exemption what was decided.

    If they have left, whoever else looks after the return.
    """
    word = _word(word_id)
    write = mails.agreed if word.state == ExemptionState.AGREED else mails.refused
    people = recipients.still_at_provider(word.said_by.email, word.provider_id)
    link = link_to("submissions:participation_detail", word.participation_id)
    people = people or recipients.provider_of(word.participation)
    post(about_place(write(word.participation.location_name), word.participation), people, about=word, link=link)


def _word(word_id: UUID) -> ExemptionRequest:
    return ExemptionRequest.objects.select_related("participation__submission", "said_by").get(id=word_id)
