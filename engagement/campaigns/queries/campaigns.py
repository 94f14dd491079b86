"""Queries of campaigns: the team reads the council's as well, the council only its own."""

from datetime import date
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import TruncDate

from accounts.domain.context import Context
from accounts.domain.delivery import MailState
from engagement.campaigns.domain.audience import MARKS, Why, why_not_written_to
from engagement.campaigns.domain.audience_rules import rule_from
from engagement.campaigns.queries.audiences import declined_or_booked
from engagement.campaigns.queries.beside_returns import owed_beside
from engagement.contacts.domain.vocabulary import ContactOutcome, Source
from engagement.domain.owner_team import OwnerTeam, side_of
from engagement.models import Campaign, Contact, MailTemplate, Message, MessageAbout, PersonMark, Step
from engagement.permissions import can_log, is_of_the_team
from submissions import queries as submissions

S = MailState


def campaigns(context: Context | None, exercise_id: UUID | None = None) -> QuerySet[Campaign]:
    """Return campaigns with the number of steps, of messages sent and of those in doubt."""
    rows = readable(context, exercise_id).select_related("exercise", "authority", "made_by")
    return rows.annotate(
        step_count=Count("steps", distinct=True),
        sent_count=Count("steps__messages", filter=Q(steps__messages__state=S.SENT), distinct=True),
        doubt_count=Count("steps__messages", filter=Q(steps__messages__state=S.IN_DOUBT), distinct=True),
    ).order_by("-made_at")


def readable(context: Context | None, exercise_id: UUID | None = None) -> QuerySet[Campaign]:
    if context is None or not can_log(context):
        return Campaign.objects.none()
    rows = Campaign.objects.filter(authority_id=context.own_authority)
    rows = rows.filter(exercise_id=exercise_id) if exercise_id else rows
    return rows if is_of_the_team(context) else rows.filter(side=OwnerTeam.COUNCIL)


def campaign_for(context: Context | None, campaign_id: UUID) -> Campaign | None:
    return campaigns(context).filter(id=campaign_id).first()


def steps_of(context: Context | None, campaign: Campaign) -> QuerySet[Step]:
    return steps(context).filter(campaign=campaign)


def steps(context: Context | None) -> QuerySet[Step]:
    rows = Step.objects.select_related("campaign", "exercise", "authority", "started_by")
    return (
        rows.filter(campaign__in=campaigns(context).values("id"))
        .annotate(**counts("messages__"))
        .order_by("campaign", "number")
    )


def counts(prefix: str = "") -> dict[str, Count]:
    """Return counts of messages by state: ``waiting``, ``claimed``, ``sent``…, and ``all``."""
    states = {state.value: Count(f"{prefix}id", filter=Q(**{f"{prefix}state": state.value})) for state in S}
    bounced = Count(f"{prefix}id", filter=Q(**{f"{prefix}bounced_at__isnull": False}))
    return {**{f"{name}_count": count for name, count in states.items()}, "bounced_count": bounced} | {
        "all_count": Count(f"{prefix}id")
    }


def step_for(context: Context | None, step_id: UUID) -> Step | None:
    return steps(context).filter(id=step_id).first()


def messages_of(context: Context | None, step: Step, *, state: str = "", words: str = "") -> QuerySet[Message]:
    rows = Message.objects.select_related("person", "decided_by").prefetch_related("about__participation")
    if step_for(context, step.id) is None:
        return rows.none()
    rows = rows.filter(step=step)
    rows = rows.filter(state=state) if state in set(S) else rows
    found = Q(address__icontains=words) | Q(person_name__icontains=words)
    found |= Q(about__participation__location_name__icontains=words)
    rows = rows.filter(found).distinct() if words else rows
    return rows.order_by("address")


def message_for(context: Context | None, message_id: UUID) -> Message | None:
    rows = Message.objects.select_related("step__campaign", "step__exercise", "step__authority", "person", "decided_by")
    return rows.filter(step__campaign__in=readable(context).values("id"), id=message_id).first()


def messages_about(context: Context | None, participation_id: UUID) -> list[UUID]:
    """Return the messages about a location, of the campaigns that the asker may read."""
    rows = MessageAbout.objects.filter(participation_id=participation_id, why="")
    mine = rows.filter(message__step__campaign__in=readable(context).values("id"))
    return list(mine.values_list("message_id", flat=True))


def templates(context: Context | None) -> QuerySet[MailTemplate]:
    if context is None or not can_log(context):
        return MailTemplate.objects.none()
    return MailTemplate.objects.filter(authority_id=context.own_authority, side=side_of(context))


def template_for(context: Context | None, template_id: int) -> MailTemplate | None:
    return templates(context).filter(id=template_id).first()


def written_by_the_team(context: Context | None, exercise_id: UUID) -> list[tuple[date, int]]:
    """Return day by day how many locations the team wrote to, which is all that the council learns of its campaigns."""
    if context is None or not can_log(context):
        return []
    rows = Contact.objects.filter(exercise_id=exercise_id, authority_id=context.own_authority)
    rows = rows.filter(side=OwnerTeam.TEAM, source=Source.CAMPAIGN, direction="out", withdrawn_at__isnull=True)
    arrived = rows.exclude(outcome=ContactOutcome.BOUNCED).order_by()
    days = arrived.annotate(day=TruncDate("happened_at")).values("day")
    counts = days.annotate(count=Count("about__participation", distinct=True))
    return list(counts.order_by("-day").values_list("day", "count"))


# For the worker, which asks for nobody


def about_now(message: Message) -> list[tuple[MessageAbout, Why | None]]:
    """Return each location of a message, and what has come up since the message was made."""
    rows = list(message.about.filter(why="").select_related("participation__exercise"))
    ids = [row.participation_id for row in rows]
    received, (declined, booked) = submissions.received_for_tasks(ids), declined_or_booked(ids)
    if beside := rule_from(message.step.rule).beside:
        owed = owed_beside(beside)
        answered = {*ids} - (owed.participation_ids if owed else frozenset())
        return [(row, _why(row, set(), declined, set()) or _answered(row, answered)) for row in rows]
    return [(row, _why(row, received, declined, booked)) for row in rows]


def _answered(row: MessageAbout, answered: set[UUID]) -> Why | None:
    return Why.ANSWERED if row.participation_id in answered else None


def _why(row: MessageAbout, received: set[UUID], declined: set[UUID], booked: set[UUID]) -> Why | None:
    asked = row.participation
    if asked.eligibility != asked.Eligibility.IN_SCOPE:
        return Why.NOT_RELEVANT
    for ids, why in ((received, Why.RETURN_IN), (declined, Why.DECLINED), (booked, Why.ONE_TO_ONE)):
        if row.participation_id in ids:
            return why
    return None


def why_not_now(message: Message) -> Why | None:
    """Return what has come up about the address or the person; None if nothing has."""
    rows = PersonMark.objects.filter(authority_id=message.authority_id, ended_at__isnull=True, mark__in=MARKS)
    of_address = Q(person__email__iexact=message.address) & ~Q(mark=PersonMark.Mark.LEFT)
    marks = rows.filter(of_address | Q(person_id=message.person_id)).values_list("mark", flat=True)
    return why_not_written_to(message.address, marks)
