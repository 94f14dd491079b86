"""What the database counts of all locations at once is what one counts contact by contact."""

from datetime import UTC, datetime

import pytest
from django.utils import timezone

from engagement import queries
from engagement.campaigns.queries.audiences import emails_to
from engagement.contacts.domain.counting_rules import is_email
from engagement.contacts.domain.vocabulary import Channel, ContactOutcome, Direction
from engagement.contacts.queries.counts import contacts_by_week, touches_in
from engagement.coverage.domain.coverage import Stage
from engagement.coverage.domain.location_filter import LocationFilter
from engagement.coverage.domain.location_status import LocationStatus, Touch, gathered
from engagement.coverage.domain.outcome_names import LocationOutcome
from engagement.coverage.domain.outcomes import Outstanding, outcome_of
from engagement.coverage.domain.weeks import monday_of
from engagement.models import Contact, ContactAbout, Standard
from engagement.tests.long_history import make_history, make_market
from register.models import Participation
from register.queries import exercise_for
from submissions.tests.cast import Cast, accepted, behind_the_wall, mostly_by_night, submitted

pytestmark = pytest.mark.django_db


def by_hand(asked: Participation) -> list[Touch]:
    rows = ContactAbout.objects.filter(participation=asked, contact__withdrawn_at=None).select_related("contact")
    return [
        Touch(
            Channel(one.contact.channel),
            Direction(one.contact.direction),
            ContactOutcome(one.contact.outcome),
            one.contact.happened_at,
            one.contact.logged_at,
            one.contact.promised_on,
            one.contact.batch if one.contact.source in ("campaign", "event", "invitation") else None,
        )
        for one in rows
    ]


def of(cast: Cast, context, asked: Participation) -> LocationStatus:
    return next(one for one in queries.market(context, cast.exercise.id) if one.place.participation_id == asked.id)


def test_the_database_counts_as_one_counts_by_hand(cast: Cast):
    asked = make_market(cast.exercise, 12)
    make_history(asked, 400)
    with behind_the_wall(cast.ned):
        seen = touches_in(cast.ned, cast.exercise.id)
        alone = touches_in(cast.ned, cast.exercise.id, asked[3].id)
    assert seen == {each.id: gathered(by_hand(each)) for each in asked}
    assert alone == {asked[3].id: seen[asked[3].id]}


def test_a_mailing_to_three_people_is_one_e_mail_to_the_location_wherever_it_is_counted(cast: Cast):
    asked = make_market(cast.exercise, 2)
    make_history(asked, 600)
    Contact.objects.filter(source__in=["campaign", "event"]).update(batch=cast.exercise.id)
    with behind_the_wall(cast.ned):
        seen = touches_in(cast.ned, cast.exercise.id)
        listed = {one.id: (one.emails, one.calls) for one in queries.locations_reached(cast.ned, cast.exercise.id)}
        by_week = contacts_by_week(cast.ned, cast.exercise.id, [each.id for each in asked])
    for each in asked:
        emails = [one for one in by_hand(each) if is_email(one.channel, one.direction, one.outcome)]
        alone = sum(one.mailing is None for one in emails)
        assert seen[each.id].emails == alone + 1 < len(emails)
        assert listed[each.id] == (seen[each.id].emails, seen[each.id].calls)
    sent = {each.id: seen[each.id].emails for each in asked}
    assert emails_to(sent) == sent
    assert sum(count for (_, kind), count in by_week.items() if kind == "email") == sum(sent.values())


def in_turn() -> list[ContactAbout]:
    """The earliest first, and of a mailing to a location nothing but its first e-mail."""
    found, had = [], set()
    rows = ContactAbout.objects.filter(contact__withdrawn_at=None).select_related("contact")
    for row in sorted(rows, key=lambda row: (row.contact.happened_at, row.id)):
        what = row.contact
        is_mailing = what.batch and what.source in ("campaign", "event")
        key = (row.participation_id, what.batch)
        if is_mailing and is_email(what.channel, what.direction, what.outcome):
            if key in had:
                continue
            had.add(key)
        found.append(row)
    return found


def test_a_week_begins_on_a_monday_in_london(cast: Cast):
    asked = make_market(cast.exercise, 6)
    make_history(asked, 120)
    late = in_turn()[0].contact
    late.happened_at = datetime(2026, 9, 13, 23, 30, tzinfo=UTC)
    late.save()
    seen = contacts_by_week(cast.ned, cast.exercise.id)
    plain: dict = {}
    for row in in_turn():
        monday = monday_of(timezone.localtime(row.contact.happened_at).date())
        plain[monday] = plain.get(monday, 0) + 1
    assert {monday: sum(seen[monday, kind] for kind in ("email", "call", "other")) for monday in plain} == plain
    assert datetime(2026, 9, 14).date() in plain
    some = contacts_by_week(cast.ned, cast.exercise.id, [asked[0].id])
    assert sum(some.values()) == sum(row.participation_id == asked[0].id for row in in_turn())


def test_the_team_sees_what_is_usable_and_the_council_what_is_in(cast: Cast):
    accepted(cast.ada, cast.dev, cast.at_elm)
    submitted(cast.bea, cast.at_oak)
    for context, expected in (
        (cast.ned, {cast.at_elm: LocationOutcome.USABLE, cast.at_oak: LocationOutcome.RECEIVED}),
        (cast.carol, {cast.at_elm: LocationOutcome.RECEIVED, cast.at_oak: LocationOutcome.RECEIVED}),
    ):
        with behind_the_wall(context):
            for asked, outcome in expected.items():
                assert outcome_of(of(cast, context, asked), Outstanding()) is outcome


def test_the_standard_of_the_exercise_counts(cast: Cast):
    where = {"exercise": cast.exercise, "authority": cast.authority}
    Standard.objects.create(**where, emails=0, calls=0)
    assert queries.owed_in(cast.carol, cast.exercise.id) == Outstanding(0, 0)
    assert queries.owed_in(cast.gus, cast.exercise.id) == Outstanding()


@pytest.mark.parametrize("name", mostly_by_night("ada", "reg", "gus", "alex", "una"))
def test_nobody_else_is_told_where_anybody_stands(cast: Cast, name):
    make_history(make_market(cast.exercise, 2), 9)
    who = getattr(cast, name)
    assert queries.market(who, cast.exercise.id) == []
    assert contacts_by_week(who, cast.exercise.id) == {}


def test_the_council_s_dashboard_tells_no_part_of_the_usable(cast: Cast):
    exercise, today = exercise_for(cast.carol, cast.exercise.id), timezone.localdate()
    seen = queries.dashboard(cast.carol, exercise, LocationFilter(contracted="Not said"), today)
    assert Stage.USABLE not in {row.stage for row in seen.coverage.rows}
    assert not seen.topics and LocationOutcome.USABLE.label not in str(seen.tables["outcomes"])
