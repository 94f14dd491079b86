"""Tell the council and the providers who took part that figures were released, without any figure."""

from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from accounts import queries as accounts
from accounts.actions import outbox
from accounts.actions.outbox import MailSubject
from accounts.actions.portal_links import link_to
from accounts.domain.roles import COUNCIL_ROLES
from reports.domain.release_states import ReleaseState
from reports.models import CalculationReturn, Release

TELL_OF_RELEASE = "reports.tasks.tell_of_release"


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
    _write(dict.fromkeys(_addresses(release), ""), release)
    Release.objects.filter(id=release.id).update(told_at=timezone.now())
    return True


def untold() -> list[UUID]:
    """Return the releases that nobody has been told of yet, for the sweeper."""
    rows = Release.objects.filter(state=ReleaseState.RELEASED, for_publication=True, told_at=None)
    return list(rows.values_list("id", flat=True))


def _addresses(release: Release) -> list[str]:
    """Return each address once, whatever roles its person has."""
    returns = CalculationReturn.objects.filter(calculation_id=release.calculation_id, left_out_at_review=False)
    providers = returns.order_by().values_list("provider_id", flat=True).distinct()
    people = [*accounts.people_of_authority(release.authority_id, COUNCIL_ROLES)]
    for provider_id in providers:
        people += accounts.people_of_provider(provider_id)
    return sorted({person.email for person in people})


def _write(people: dict[str, str], release: Release) -> None:
    words = {
        "portal_name": settings.PORTAL_NAME,
        "exercise": release.exercise.name,
        "closes_on": release.exercise.closes_on,
        "authority": release.authority.name,
        "link": link_to("reports:release_detail", release.id),
    }
    about = MailSubject(release.authority_id, release.exercise_id)
    outbox.write(
        "reports/mail/released", words, to=people, subject=f"Figures released: {release.exercise.name}", about=about
    )
