"""Tell the council and the providers who took part that figures were released or withdrawn, without any figure."""

from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.timezone import localtime

from accounts import queries as accounts
from accounts.actions import outbox
from accounts.actions.outbox import MailSubject
from accounts.actions.portal_links import link_to
from accounts.domain.roles import COUNCIL_ROLES
from costing.figure_words import day_in_words
from reports.domain.release_states import ReleaseState
from reports.domain.withdrawal import sentence
from reports.models import CalculationReturn, Release, WithdrawalNotice

TELL_OF_RELEASE = "reports.tasks.tell_of_release"
TELL_OF_WITHDRAWAL = "reports.tasks.tell_of_withdrawal"


@transaction.atomic
def tell(*, release_id: UUID) -> bool:
    """Write to everybody once; return False if nobody is left to tell, or another worker is at it.

    The mail and the mark are one commit: a worker that dies half way has told nobody, and the next tells all.
    """
    waiting = Release.objects.select_for_update(skip_locked=True, of=("self",)).select_related("exercise", "authority")
    waiting = waiting.filter(id=release_id, state=ReleaseState.RELEASED, for_publication=True, told_at=None)
    release = waiting.first()
    if release is None:
        return False
    _send("released", f"Figures released: {release.exercise.name}", _about(release), release)
    Release.objects.filter(id=release.id).update(told_at=timezone.now())
    return True


def untold() -> list[UUID]:
    """Return the releases that nobody has been told of yet, for the sweeper."""
    rows = Release.objects.filter(state=ReleaseState.RELEASED, for_publication=True, told_at=None)
    return list(rows.values_list("id", flat=True))


@transaction.atomic
def tell_of_withdrawal(*, release_id: UUID) -> bool:
    """Write once to those who were told of a release that it is withdrawn; nobody is written to who never was."""
    waiting = WithdrawalNotice.objects.select_for_update(skip_locked=True, of=("self",))
    notice = (
        _untold_notices(waiting)
        .select_related("release__exercise", "release__authority")
        .filter(release_id=release_id)
        .first()
    )
    if notice is None:
        return False
    release = notice.release
    words = {
        **_about(release),
        "sentence": sentence(notice.because, day_in_words(localtime(notice.withdrawn_at).date())),
    }
    _send("withdrawn", f"Figures withdrawn: {release.exercise.name}", words, release)
    WithdrawalNotice.objects.filter(release=release).update(told_at=timezone.now())
    return True


def untold_withdrawals() -> list[UUID]:
    return list(_untold_notices(WithdrawalNotice.objects.all()).values_list("release_id", flat=True))


def _untold_notices(rows: QuerySet[WithdrawalNotice]) -> QuerySet[WithdrawalNotice]:
    return rows.filter(told_at=None, release__told_at__isnull=False)


def _addresses(release: Release) -> list[str]:
    """Return each address once, whatever roles its person has."""
    returns = CalculationReturn.objects.filter(calculation_id=release.calculation_id, left_out_at_review=False)
    providers = returns.order_by().values_list("provider_id", flat=True).distinct()
    people = [*accounts.people_of_authority(release.authority_id, COUNCIL_ROLES)]
    for provider_id in providers:
        people += accounts.people_of_provider(provider_id)
    return sorted({person.email for person in people})


def _send(name: str, subject: str, words: dict[str, object], release: Release) -> None:
    people = dict.fromkeys(_addresses(release), "")
    about = MailSubject(release.authority_id, release.exercise_id)
    outbox.write(f"reports/mail/{name}", words, to=people, subject=subject, about=about)


def _about(release: Release) -> dict[str, object]:
    return {
        "portal_name": settings.PORTAL_NAME,
        "exercise": release.exercise.name,
        "closes_on": release.exercise.closes_on,
        "authority": release.authority.name,
        "link": link_to("reports:release_detail", release.id),
    }
