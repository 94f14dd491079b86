"""Write, copy, schedule, begin and stop campaigns and their steps."""

from dataclasses import replace
from datetime import date
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone

from accounts.actions import audit, task_queue
from accounts.actions.advisory_lock import take_turn
from accounts.actions.idempotency import made_before
from accounts.domain.context import Context
from accounts.domain.delivery import MailState
from accounts.domain.refusal import Refusal
from engagement import queries
from engagement.actions.task_names import SEND_STEP
from engagement.campaigns.domain import merge_fields
from engagement.campaigns.domain.audience import Why, rules_for
from engagement.campaigns.domain.audience_rules import document_of, rule_from
from engagement.campaigns.domain.default_messages import usual_mails
from engagement.campaigns.domain.schedule import UK, Due, When
from engagement.campaigns.domain.step_states import OPEN, StepState
from engagement.campaigns.domain.step_words import Officer, Words
from engagement.domain.owner_team import OwnerTeam, side_of
from engagement.models import Campaign, MailTemplate, Message, Step
from engagement.permissions import can_change_campaign, can_log
from register import queries as register

TAKEN = Refusal("There is a campaign of this name already. Choose another name.")
GONE = Refusal("This step has been sent or stopped meanwhile, so it cannot be changed any more.")
CHANGED = Refusal("A colleague has changed this step meanwhile. Look at it again before you send it.")
HAS_MESSAGES = Refusal(
    "Emails of this step are kept in the log, so it stays. Stop the campaign, if it is to send no more."
)
STOPPED = Refusal("This campaign was stopped. Copy it to go on.")
BY_HAND = Refusal("Say first when this step is due, on its page.")
PAST = Refusal("The day on which this step is due has passed. Choose another day, or send it now.")
NOT_YOURS_TO_KNOW = Refusal("This rule speaks of drafts, which only the independent team knows of.")


@transaction.atomic
def put(
    *,
    by: Context,
    exercise_id: UUID,
    name: str,
    officer: Officer,
    campaign_id: UUID | None = None,
    key: UUID | None = None,
) -> Campaign | Refusal | None:
    """Make a campaign, or change the name and officer of one. ``key`` is that of the page, so that it is made once."""
    exercise = register.exercise_for(by, exercise_id)
    if exercise is None or not can_log(by):
        return None
    already = made_before(Campaign.objects.filter(made_by_id=by.person_id), key)
    if already is not None:
        return already
    side = side_of(by)
    known = Campaign.objects.filter(exercise=exercise, side=side, name__iexact=name)
    if (known.exclude(id=campaign_id) if campaign_id else known).exists():
        return TAKEN
    said = {
        "name": name,
        "officer_name": officer.name,
        "officer_phone": officer.phone,
        "officer_email": officer.email,
    }
    if campaign_id is None:
        where = {"exercise": exercise, "authority_id": exercise.authority_id, "side": side}
        made = {"id": key or uuid4(), "made_by_id": by.person_id, "made_at": timezone.now()}
        campaign = Campaign.objects.create(**where, **said, **made)
    else:
        found = _mine(by, campaign_id)
        if found is None:
            return None
        campaign = found
        Campaign.objects.filter(id=campaign.id).update(**said)
    record(by, campaign, "wrote a campaign", campaign.id)
    return campaign


def _mine(by: Context, campaign_id: UUID) -> Campaign | None:
    campaign = queries.campaign_for(by, campaign_id)
    return campaign if campaign is not None and can_change_campaign(by, campaign) else None


def my_step(by: Context, step_id: UUID) -> Step | None:
    step = queries.step_for(by, step_id)
    return step if step is not None and can_change_campaign(by, step.campaign) else None


@transaction.atomic
def put_step(
    *, by: Context, campaign_id: UUID, words: Words, step_id: UUID | None = None, key: UUID | None = None
) -> Step | Refusal | None:
    """Add a step at the end, or change one that is not sent yet.

    ``key`` is that of the page, so that it is added once.
    """
    campaign = _mine(by, campaign_id)
    if campaign is None:
        return None
    already = made_before(Step.objects.filter(campaign=campaign), key) if step_id is None else None
    if already is not None:
        return already
    refusal = refusal_of(words, side_of(by)) or (STOPPED if campaign.stopped_at else None)
    if refusal:
        return refusal
    said: dict[str, object] = {
        "subject": words.subject,
        "body": words.body,
        "rule": document_of(words.rule),
        "when": words.due.when.value,
        "day": words.due.day if words.due.when is When.ON_DAY else None,
        "days": words.due.days,
    }
    if step_id is None:
        step = _new_step(campaign, said, key)
    else:
        said["rule"] = _still_beside(step_id, words)
        changed = Step.objects.filter(id=step_id, campaign=campaign, state__in=OPEN)
        # Whoever changes a step looks at it again before it goes out by itself.
        if not changed.update(**said, version=F("version") + 1, state=StepState.DRAFT):
            return GONE
        step = Step.objects.get(id=step_id)
    record(by, campaign, "wrote a step", step.id)
    return step


def _still_beside(step_id: UUID, words: Words) -> dict[str, object]:
    """Return the rule as typed; what a step asks beside the return is no field of its page and stays."""
    rule = Step.objects.filter(id=step_id).values_list("rule", flat=True).first()
    return document_of(replace(words.rule, beside=rule_from(rule).beside if rule else None))


def refusal_of(words: Words, side: OwnerTeam) -> Refusal | None:
    faults = merge_fields.faults_in(words.subject) + merge_fields.faults_in(words.body)
    if faults:
        return Refusal(" ".join(dict.fromkeys(faults)))
    return None if words.rule.who in rules_for(side) else NOT_YOURS_TO_KNOW


def _new_step(campaign: Campaign, said: dict[str, object], key: UUID | None = None) -> Step:
    last = Step.objects.filter(campaign=campaign).aggregate(last=Max("number"))["last"] or 0
    where = {"exercise_id": campaign.exercise_id, "authority_id": campaign.authority_id, "side": campaign.side}
    return Step.objects.create(id=key or uuid4(), campaign=campaign, number=last + 1, **where, **said)


@transaction.atomic
def remove_step(*, by: Context, step_id: UUID) -> Campaign | Refusal | None:
    """Remove a step that was never sent."""
    step = my_step(by, step_id)
    if step is None:
        return None
    campaign = step.campaign
    # Locked, as a deletion looks at the state once and deletes later: a colleague may begin to send it in between.
    held = Step.objects.select_for_update(of=("self",)).filter(id=step.id, state__in=OPEN).first()
    if held is None:
        return GONE
    if Message.objects.filter(step=held).exists():
        return HAS_MESSAGES
    held.delete()
    record(by, campaign, "removed a step", step_id)
    return campaign


@transaction.atomic
def copy(*, by: Context, campaign_id: UUID, exercise_id: UUID, name: str) -> Campaign | Refusal | None:
    """Copy all steps as drafts, to this exercise or another; whoever may read a campaign may copy it."""
    source = queries.campaign_for(by, campaign_id)
    if source is None:
        return None
    officer = Officer(source.officer_name, source.officer_phone, source.officer_email)
    made = put(by=by, exercise_id=exercise_id, name=name, officer=officer)
    if isinstance(made, Campaign):
        for step in queries.steps_of(by, source):
            said = {key: getattr(step, key) for key in ("subject", "body", "rule", "when", "day", "days")}
            _new_step(made, said)
    return made


@transaction.atomic
def keep_template(*, by: Context, step_id: UUID, name: str) -> MailTemplate | None:
    """Keep the words of a step as a template; an existing name gets the new words."""
    step = queries.step_for(by, step_id)
    if step is None:
        return None
    template, _ = MailTemplate.objects.update_or_create(
        authority_id=by.own_authority,
        side=side_of(by),
        name=name,
        defaults={
            "subject": step.subject,
            "body": step.body,
            "kept_by_id": by.person_id,
            "kept_at": timezone.now(),
        },
    )
    record(by, step.campaign, "kept a template", template.pk)
    return template


@transaction.atomic
def drop_template(*, by: Context, template_id: int) -> MailTemplate | None:
    template = queries.template_for(by, template_id)
    if template is not None:
        MailTemplate.objects.filter(id=template.pk).delete()
    return template


@transaction.atomic
def begin_with_the_usual(*, by: Context, campaign: Campaign) -> None:
    """Add the reminders that exercises usually need, as drafts, unless there are steps already."""
    take_turn(f"steps of {campaign.id}")
    if Step.objects.filter(campaign=campaign).exists():
        return
    for usual in usual_mails(side_of(by)):
        put_step(by=by, campaign_id=campaign.id, words=Words(usual.subject, usual.body, usual.rule, usual.due))


@transaction.atomic
def schedule(*, by: Context, step_id: UUID, version: int, today: date | None = None) -> Step | Refusal | None:
    """Schedule a step: from here on the timetable sends it on its day."""
    step = my_step(by, step_id)
    if step is None:
        return None
    due = due_day(step)
    if due is None:
        return BY_HAND
    if due < (today or timezone.now().astimezone(UK).date()):
        return PAST
    return _moved(by, step, version, StepState.SCHEDULED, "scheduled a step")


def due_day(step: Step) -> date | None:
    when = next(each for each in When if each == step.when)
    return Due(when, step.day, step.days).on(step.exercise.opens_on, step.exercise.closes_on)


@transaction.atomic
def unschedule(*, by: Context, step_id: UUID) -> Step | Refusal | None:
    step = my_step(by, step_id)
    return None if step is None else _moved(by, step, step.version, StepState.DRAFT, "took a step off the timetable")


@transaction.atomic
def send(*, by: Context, step_id: UUID, version: int) -> Step | Refusal | None:
    """Begin sending now; ``version`` is the one whose recipients were shown."""
    step = my_step(by, step_id)
    if step is None:
        return None
    now = timezone.now()
    begun = {"started_at": now, "started_by_id": by.person_id, "nudged_at": now}
    moved = _moved(by, step, version, StepState.SENDING, "began to send a step", **begun)
    if isinstance(moved, Step):
        task_queue.nudge_when_committed(SEND_STEP, step.id)
    return moved


def _moved(by: Context, step: Step, version: int, state: StepState, verb: str, **values: object) -> Step | Refusal:
    if step.campaign.stopped_at:
        return STOPPED
    open_ones = Step.objects.filter(id=step.id, state__in=OPEN)
    if not open_ones.filter(version=version).update(state=state, **values):
        return CHANGED if open_ones.exists() else GONE
    record(by, step.campaign, verb, step.id)
    step.state = state
    return step


@transaction.atomic
def stop(*, by: Context, campaign_id: UUID) -> Campaign | None:
    """Stop a campaign: no step sends any more; a message on its way at this moment may still arrive."""
    campaign = _mine(by, campaign_id)
    if campaign is None:
        return None
    now = timezone.now()
    Campaign.objects.filter(id=campaign.id, stopped_at=None).update(stopped_at=now, stopped_by_id=by.person_id)
    going = Step.objects.filter(campaign=campaign, state__in=[*OPEN, StepState.SENDING])
    stopped = list(going.values_list("id", flat=True))
    going.update(state=StepState.STOPPED, finished_at=now)
    waiting = Message.objects.filter(step_id__in=stopped, state=MailState.WAITING)
    waiting.update(state=MailState.STOPPED, why=Why.STOPPED.label, ended_at=now)
    record(by, campaign, "stopped a campaign", campaign.id)
    return campaign


def record(by: Context, campaign: Campaign, verb: str, subject_id: object) -> None:
    audit.record_on(campaign, by=by, verb=verb, kind="campaign", id=subject_id, words=campaign.name)
