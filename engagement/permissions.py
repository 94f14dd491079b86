"""Predicates that say who may see and log engagement."""

from uuid import UUID

from accounts.domain.context import Context
from accounts.domain.roles import AUTHORITY_ROLES, TEAM_ROLES, RoleName
from engagement.domain.owner_team import side_of
from engagement.interviews.domain.study_terms import WordState
from engagement.models import Campaign, Contact, Event, Slot
from register.permissions import can_reach_providers

GIVES_OUTCOMES = frozenset({RoleName.ANALYST, RoleName.ENGAGEMENT_OFFICER})


def can_log(context: Context | None) -> bool:
    return can_reach_providers(context)


def is_of_the_team(context: Context | None) -> bool:
    """Tell whether the asker is of the team, who alone see replies, the team's notes and whose return is usable."""
    return context is not None and context.role in TEAM_ROLES and context.authority_id is not None


def can_give_outcome(context: Context | None) -> bool:
    """Tell whether the asker may give an outcome that contacts do not show: analysts and engagement officers."""
    return context is not None and is_of_the_team(context) and context.role in GIVES_OUTCOMES


def can_change_contact(context: Context | None, contact: Contact) -> bool:
    """Tell whether the asker may take back or correct a contact: each side what it logged itself."""
    if context is None or not can_log(context):
        return False
    return context.authority_id == contact.authority_id and contact.side == side_of(context)


def can_change_campaign(context: Context | None, campaign: Campaign) -> bool:
    """Tell whether the asker may write, send and stop a campaign: each side its own."""
    if context is None or not can_log(context):
        return False
    return context.authority_id == campaign.authority_id and campaign.side == side_of(context)


def can_change_slot(context: Context | None, slot: Slot) -> bool:
    """Tell whether the asker may look after a 1-2-1: each side its own, also those of colleagues."""
    if context is None or not can_log(context):
        return False
    return context.authority_id == slot.authority_id and slot.side == side_of(context)


def can_note_places(context: Context | None, event: Event) -> bool:
    """Tell whether the asker answers for locations and notes who came: each side at its own events, joint ones too."""
    return context is not None and can_log(context) and event.side == side_of(context)


def can_change_event(context: Context | None, event: Event) -> bool:
    """Tell whether the asker may change an event.

    The host's side; others who joined only invite their own locations.
    """
    if context is None or not can_log(context):
        return False
    return context.authority_id == event.authority_id and event.side == side_of(context)


def can_run_studies(context: Context | None) -> bool:
    """Tell whether the asker sets studies up, interviews, codes and drafts: the authority's analysts."""
    return context is not None and context.role == RoleName.ANALYST and context.authority_id is not None


def can_read_interviews(context: Context | None) -> bool:
    """Tell whether the asker reads what people said: analysts and approvers; no engagement officer, no council."""
    return context is not None and context.reads_returns and context.authority_id is not None


def can_book_interviews(context: Context | None) -> bool:
    """Tell whether the asker sees the frame of a study, and who of it was asked and booked: the whole team."""
    return is_of_the_team(context)


def can_ask_for_interviews(context: Context | None) -> bool:
    """Tell whether the asker invites and books those in a frame: analysts and engagement officers."""
    return context is not None and is_of_the_team(context) and context.role in GIVES_OUTCOMES


def can_answer_market_tests(context: Context | None) -> bool:
    """Tell whether the asker answers soft market tests: providers, for themselves."""
    return context is not None and context.is_provider and context.provider_id is not None


def can_read_released_words(context: Context | None) -> bool:
    """Tell whether the asker reads findings and quotes that were released: the team, the council and regional lead."""
    return context is not None and context.role in AUTHORITY_ROLES and context.authority_id is not None


def why_not_release_words(context: Context | None, drafted_by_id: UUID | None, state: str) -> str:
    """Tell why the asker cannot release a finding or quote, in words for them; blank if they can."""
    if context is None or not can_read_interviews(context):
        return "Only the team’s analysts and approvers release findings and quotes."
    if state != WordState.DRAFT:
        return f"This no longer waits for approval: {WordState(state).label.lower()}."
    if drafted_by_id == context.person_id:
        return "You drafted this. Somebody else in the team has to approve it."
    return ""
