"""The only reader of soft market tests: whom they ask and who has sent answers, and a provider's own."""

from uuid import UUID

from django.db.models import F, Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from accounts.domain.context import NOBODY, Context
from engagement.campaigns.queries.beside_returns import OwedBeside
from engagement.interviews.domain.study_terms import StudyKind
from engagement.interviews.queries.codings import studies_with_words
from engagement.interviews.queries.studies import studies_for
from engagement.meetings.domain.events import Attendance
from engagement.meetings.queries import events
from engagement.models import AskedProvider, Event, InterviewStudy, Registration, WrittenAnswer
from engagement.permissions import (
    can_answer_market_tests,
    can_book_interviews,
    can_log,
    can_read_interviews,
    can_read_released_words,
)
from register import queries as register


def market_test_for(context: Context | None, study_id: UUID) -> InterviewStudy | None:
    """Return a soft market test, for its whole team."""
    rows = studies_for(context).select_related("exercise", "event")
    return rows.filter(kind=StudyKind.MARKET_TEST, id=study_id).first()


def asked_by(context: Context | None, row: InterviewStudy) -> QuerySet[AskedProvider]:
    """Return whom a test asks and who has sent answers, for the team; no word of them."""
    rows = AskedProvider.objects.select_related("member")
    if context is None or not can_book_interviews(context) or row.authority_id != context.own_authority:
        return rows.none()
    return rows.filter(study=row).order_by("member__organisation", "id")


def sent_answers(context: Context | None, row: InterviewStudy) -> list[WrittenAnswer]:
    """Return what providers have sent, for those who read what people said, once the test has closed."""
    if context is None or not can_read_interviews(context) or row.authority_id != context.own_authority:
        return []
    if row.closes_on is None or row.closes_on >= timezone.localdate():
        return []
    rows = WrittenAnswer.objects.select_related("asked__member").filter(study=row, sent_at__isnull=False)
    return list(rows.order_by("asked__member__key"))


def events_of(context: Context | None, row: InterviewStudy) -> list[Event]:
    """Return the events of a test's exercise that could be its workshop."""
    if row.exercise_id is None:
        return []
    return list(events.events(context, row.exercise_id).filter(cancelled_at__isnull=True).order_by("starts_at"))


def owners_who_came(context: Context | None, event_id: UUID) -> list[str]:
    """Return the owners of the locations that came to an event, of the asker's own authority."""
    if context is None or not can_log(context):
        return []
    came = Registration.objects.filter(
        event_id=event_id, authority_id=context.own_authority, attendance=Attendance.CAME.value
    )
    return sorted({str(owner) for owner in came.values_list("participation__owner_id", flat=True)})


def own_asked(context: Context | None) -> QuerySet[AskedProvider]:
    """Return where a provider is asked, what closes last first."""
    rows = AskedProvider.objects.select_related("study__authority", "answer__saved_by", "answer__sent_by")
    if context is None or not can_answer_market_tests(context):
        return rows.none()
    rows = rows.filter(provider_id=context.provider_id or NOBODY, study__opens_on__isnull=False)
    return rows.order_by("-study__closes_on", "id")


def own_asked_for(context: Context | None, asked_id: UUID) -> AskedProvider | None:
    return own_asked(context).filter(id=asked_id).first()


def own_answer(context: Context | None, asked: AskedProvider) -> WrittenAnswer | None:
    """Return what the asker's provider has typed and sent."""
    if context is None or not can_answer_market_tests(context) or asked.provider_id != context.provider_id:
        return None
    return WrittenAnswer.objects.select_related("saved_by", "sent_by").filter(asked=asked).first()


def own_waiting(context: Context | None) -> QuerySet[AskedProvider]:
    """Return tests that are open to the asker's provider, and not answered, or changed and not sent."""
    today = timezone.localdate()
    rows = own_asked(context).filter(study__opens_on__lte=today, study__closes_on__gte=today)
    return rows.filter(Q(sent_at=None) | ~Q(answer__typed=F("answer__sent")))


def workshop_of(asked: AskedProvider) -> Event | None:
    """Return the workshop of a test, where the provider may see it."""
    event_id = asked.study.event_id
    return Event.objects.filter(id=event_id, cancelled_at__isnull=True).first() if event_id else None


def owed_by_providers(study_id: UUID) -> OwedBeside | None:
    """Return who has yet to answer a test, as the wall lets whoever asks know; None once it has closed."""
    row = InterviewStudy.objects.filter(id=study_id, kind=StudyKind.MARKET_TEST).first()
    if row is None or row.exercise_id is None or row.opens_on is None or row.closes_on is None:
        return None
    if row.closes_on < timezone.localdate():
        return None
    waiting = AskedProvider.objects.filter(study=row, sent_at=None).values_list("provider_id", flat=True)
    places = register.participation_rows().filter(exercise_id=row.exercise_id, provider_id__in=list(waiting))
    path = reverse("engagement:own_test_list")
    return OwedBeside(row.name, row.opens_on, row.closes_on, path, frozenset(places.values_list("id", flat=True)))


def studies_to_read(context: Context | None) -> list[InterviewStudy]:
    """Return studies of which something is released, and soft market tests that are or were open, for their readers."""
    if context is None or not can_read_released_words(context):
        return []
    begun = Q(opens_on__lte=timezone.localdate()) | Q(voices__isnull=False)
    tests = InterviewStudy.objects.filter(begun, authority_id=context.own_authority, kind=StudyKind.MARKET_TEST)
    return list({row.id: row for row in [*studies_with_words(context), *tests]}.values())
