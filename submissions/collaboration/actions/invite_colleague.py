"""Share a return with a colleague: a link by e-mail, and a note that is read on the page."""

from uuid import UUID, uuid4

import structlog
from django.db import transaction
from django.utils import timezone

from accounts import queries as accounts
from accounts.actions import account_mails, audit, invitations
from accounts.actions.idempotency import made_before
from accounts.domain.context import Context
from accounts.domain.refusal import Refusal
from accounts.domain.roles import RoleName
from accounts.permissions import can_invite
from costing.serialisation import storable
from register.queries import Participation
from submissions import queries
from submissions.collaboration.actions import colleague_mails
from submissions.models import ColleagueNote

log = structlog.get_logger(__name__)
LONGEST_NOTE = 1000
Outcome = ColleagueNote | Refusal | None


@transaction.atomic
def share(*, by: Context, participation_id: UUID, to: UUID, words: str = "", key: UUID | None = None) -> Outcome:
    """Share with somebody who acts for the same provider, once for the page's ``key``.

    None if the return is not the asker's.
    """
    asked = _own(by, participation_id)
    if asked is None:
        return None
    person = accounts.colleagues(by).filter(id=to).first()
    if person is None:
        return Refusal("Choose one of your colleagues.")
    return _before(by, key) or _shared(by, asked, person.email, person.full_name, words, key=key)


def share_with_new(
    *, by: Context, participation_id: UUID, email: str, words: str = "", key: UUID | None = None
) -> Outcome:
    """Invite somebody and share with them.

    A colleague who acts for the provider already is shared with, not invited.
    """
    asked, email = _own(by, participation_id), email.strip().lower()
    if asked is None:
        return None
    if known := accounts.colleagues(by).filter(email=email).first():
        return share(by=by, participation_id=participation_id, to=known.id, words=words, key=key)
    if not can_invite(by, RoleName.PROVIDER_USER):
        return Refusal("Only your administrator of the portal can invite somebody new.")
    if email == accounts.email_of(by):
        return Refusal("This is your own address.")
    if accounts.why_not_hold(email, RoleName.PROVIDER_USER, None):
        return Refusal("They cannot act for a provider in this portal. Ask the independent team.")
    with transaction.atomic():
        already = _before(by, key)
        return already or _invited(by, asked, email) or _shared(by, asked, email, "", words, is_invited=True, key=key)


def put_away(*, by: Context, note_id: UUID) -> bool:
    """Mark a note as read by its reader; False if it is not theirs."""
    return bool(queries.notes_to(by).filter(id=note_id).update(read_at=timezone.now()))


def _before(by: Context, key: UUID | None) -> ColleagueNote | None:
    return made_before(ColleagueNote.objects.filter(written_by_id=by.person_id), key)


def write_note(
    by: Context,
    asked: Participation,
    email: str,
    words: str,
    about: ColleagueNote.About,
    key: UUID | None = None,
) -> ColleagueNote:
    return ColleagueNote.objects.create(
        id=key or uuid4(),
        exercise_id=asked.exercise_id,
        authority_id=asked.authority_id,
        provider_id=asked.provider_id,
        participation=asked,
        about=about,
        email=email,
        words=storable(words.strip())[:LONGEST_NOTE],
        written_at=timezone.now(),
        written_by_id=by.person_id,
    )


def _own(by: Context, participation_id: UUID) -> Participation | None:
    return queries.participation_for(by, participation_id) if by.is_provider else None


def _shared(
    by: Context,
    asked: Participation,
    email: str,
    name: str,
    words: str,
    *,
    is_invited: bool = False,
    key: UUID | None = None,
) -> ColleagueNote:
    note = write_note(by, asked, email, words, ColleagueNote.About.SHARED, key)
    audit.record_on(
        asked, by=by, verb="shared a return", kind="participation", words=f"{asked.location_name}, with {name or email}"
    )
    if not is_invited:
        colleague_mails.shared(asked, by=by, email=email, name=name, has_note=bool(note.words))
    return note


def _invited(by: Context, asked: Participation, email: str) -> Refusal | None:
    """Invite somebody; an invitation whose e-mail fails is taken back, as nobody knows its token any more."""
    invitation, token = invitations.invite(
        by=by,
        email=email,
        role=RoleName.PROVIDER_USER,
        provider_id=asked.provider_id,
        scope_label=by.label,
    )
    asks = f"{by.person_name} asks you to work on the cost of care return for {asked.location_name} with them"
    try:
        account_mails.send_invitation(invitation=invitation, token=token, invited_by=by.person_name, asks=asks)
    except Exception:  # whatever is wrong with the mail server, the page says so
        log.exception("an invitation could not be sent", subject=str(invitation.id))
        invitations.revoke(by=by, invitation=invitation)
        return Refusal("No email could be sent to this address. Please try again later.")
    return None
