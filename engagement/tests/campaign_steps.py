"""Test support: people to write to, and a campaign with a step."""

from django.utils import timezone

from accounts.domain.context import Context
from engagement.campaigns.domain.audience import AudienceRule
from engagement.campaigns.domain.audience_rules import document_of
from engagement.domain.owner_team import side_of
from engagement.models import Campaign, Message, MessageAbout, PersonMark, Step
from register.models import ContactPerson, Exercise, Participation

BODY = "Dear {{ name }},\n\nplease send the return of {{ location names }} until {{ closing date }}: {{ portal link }}"


def somebody_at(*places: Participation, name: str = "Mia Manager", email: str = "mia@elm.example") -> ContactPerson:
    person = ContactPerson.objects.create(provider=places[0].provider, full_name=name, email=email)
    person.locations.set([place.location_id for place in places])
    return person


def marked(person: ContactPerson, place: Participation, mark: str) -> PersonMark:
    right_one = mark == PersonMark.Mark.RIGHT_ONE
    return PersonMark.objects.create(
        authority=place.authority,
        provider=person.provider,
        person=person,
        participation=place if right_one else None,
        mark=mark,
        made_at=timezone.now(),
    )


def a_step(by: Context, exercise: Exercise, rule: AudienceRule | None = None, **changed: object) -> Step:
    """Make the first step of a campaign of its own, or the next of ``campaign``."""
    where = {"exercise": exercise, "authority": exercise.authority, "side": side_of(by)}
    campaign = changed.pop("campaign", None) or Campaign.objects.create(
        **where,
        name=f"Reminders {Campaign.objects.count() + 1}",
        officer_name="Ned Engagement",
        made_by_id=by.person_id,
        made_at=timezone.now(),
    )
    values = {
        "number": campaign.steps.count() + 1,
        "subject": "Your return for {{ exercise }}",
        "body": BODY,
        "rule": document_of(rule or AudienceRule()),
    }
    return Step.objects.create(**where, campaign=campaign, **(values | changed))


def a_message(step: Step, person: ContactPerson, **changed: object) -> Message:
    """Make a message about every location of the person's that is asked."""
    where = {"exercise": step.exercise, "authority": step.authority, "side": step.side}
    values = {"message_id": f"<{person.id.hex}@test>", "address": person.email, "person_name": person.full_name}
    message = Message.objects.create(**where, step=step, person=person, made_at=timezone.now(), **(values | changed))
    for asked in Participation.objects.filter(exercise=step.exercise, location__in=person.locations.all()):
        MessageAbout.objects.create(**where, message=message, participation=asked, provider=asked.provider)
    return message
