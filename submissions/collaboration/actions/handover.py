"""Hand the responsibility for a return over to a colleague, and take it back."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts import queries as accounts
from accounts.actions import audit
from accounts.domain.context import Context
from accounts.domain.refusal import Refusal
from register.queries import Participation
from submissions import queries
from submissions.collaboration.actions import colleague_mails
from submissions.collaboration.actions.invite_colleague import write_note
from submissions.models import ColleagueNote, Responsibility
from submissions.permissions import can_hand_over, can_take_in_hand
from submissions.queries import InCharge

Outcome = InCharge | Refusal | None
CHANGED = "Somebody else has been put in charge since you opened this page. Please look again."
NOT_YOURS = "Only {who} can hand this return over. Ask one of them, or share it instead."


@transaction.atomic
def hand_over(*, by: Context, participation_id: UUID, to: UUID, seen: UUID | None, words: str = "") -> Outcome:
    """Hand a return over; ``seen`` is who was responsible on the page where this was decided, or None for nobody."""
    asked, now = _opened(by, participation_id)
    if asked is None:
        return None
    person = accounts.acting_for(by).filter(id=to).first()
    refusal = _cannot(by, asked, now, seen) or _nobody(person is None, now, to)
    if refusal or person is None:
        return refusal
    if not _put(by, asked, person.id, is_first=now is None):
        return Refusal(CHANGED)
    _record(by, asked, "handed a return over", f"to {person.full_name}")
    if person.id != by.person_id:
        write_note(by, asked, person.email, words, ColleagueNote.About.HANDED_OVER)
        _tell(by, asked, (person.email, person.full_name), has_note=bool(words.strip()))
    return queries.in_charge_of(by, asked)


@transaction.atomic
def take_in_hand(*, by: Context, participation_id: UUID, seen: UUID | None) -> Outcome:
    """Take the responsibility for a return from a colleague, or back after handing it over."""
    asked, now = _opened(by, participation_id)
    if asked is None:
        return None
    if (now.person_id if now else None) != seen:
        return Refusal(CHANGED)
    if not can_take_in_hand(by, asked, now.person_id if now else None, now.given_by_id if now else None):
        return Refusal(NOT_YOURS.format(who=who_may(by, now)))
    if not _put(by, asked, by.person_id, is_first=now is None):
        return Refusal(CHANGED)
    verb = "took a return back in hand" if now else "took a return in hand"
    _record(by, asked, verb, f"from {now.name}" if now else "")
    if now and not now.has_left:
        _tell_former(by, asked, now)
    return queries.in_charge_of(by, asked)


def who_may(by: Context, now: InCharge | None) -> str:
    """Return the names of those who may hand a return over."""
    assert by.provider_id is not None
    names = [one.full_name for one in accounts.people_of_provider(by.provider_id, administrators_only=True)]
    if now and not now.has_left and now.name not in names:
        names.insert(0, now.name)
    return " or ".join(names) or "your administrator of the portal"


def _opened(by: Context, participation_id: UUID) -> tuple[Participation | None, InCharge | None]:
    """Return the location and who is responsible, locked if somebody is already."""
    asked = queries.participation_for(by, participation_id) if by.is_provider else None
    if asked is None:
        return None, None
    list(Responsibility.objects.select_for_update().filter(participation=asked))
    return asked, queries.in_charge_of(by, asked)


def _cannot(by: Context, asked: Participation, now: InCharge | None, seen: UUID | None) -> Refusal | None:
    in_charge = now.person_id if now else None
    if not can_hand_over(by, asked, in_charge):
        return Refusal(NOT_YOURS.format(who=who_may(by, now)))
    return Refusal(CHANGED) if in_charge != seen else None


def _nobody(is_nobody: bool, now: InCharge | None, to: UUID) -> Refusal | None:
    if is_nobody:
        return Refusal("Choose one of your colleagues.")
    return Refusal(f"{now.name} is in charge already.") if now and now.person_id == to else None


def _put(by: Context, asked: Participation, person_id: UUID, *, is_first: bool) -> bool:
    """Write the responsibility down; False if somebody else was first, as there is no row to lock before."""
    given = {"person_id": person_id, "given_by_id": by.person_id, "given_at": timezone.now()}
    whose = {key: getattr(asked, key) for key in ("exercise_id", "authority_id", "provider_id")}
    if is_first:
        return Responsibility.objects.get_or_create(participation=asked, defaults=given | whose)[1]
    return bool(Responsibility.objects.filter(participation=asked).update(**given))


def _record(by: Context, asked: Participation, verb: str, words: str) -> None:
    audit.record_on(
        asked, by=by, verb=verb, kind="participation", words=", ".join(filter(None, (asked.location_name, words)))
    )


def _tell(by: Context, asked: Participation, to: tuple[str, str], *, has_note: bool) -> None:
    sender = "" if accounts.wants_fewer_emails(by) else accounts.email_of(by)
    colleague_mails.handed_over(asked, by=by, to=to, sender=sender, has_note=has_note)


def _tell_former(by: Context, asked: Participation, former: InCharge) -> None:
    email = accounts.acting_for(by).values_list("email", flat=True).get(id=former.person_id)
    if email != accounts.email_of(by):
        colleague_mails.taken_back(asked, by=by, email=email, name=former.name)
