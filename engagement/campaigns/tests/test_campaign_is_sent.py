"""A step goes to whom its rule reaches at that moment, once; what comes up meanwhile stops it; all is in the log."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from accounts.domain.delivery import Decision
from accounts.tests.in_turn import first_by_day
from engagement import queries
from engagement.campaigns.actions import (
    campaigns,
    scheduled_jobs,
    send_messages,
    uncertain_deliveries,
)
from engagement.campaigns.domain.audience import AudienceRule, Who
from engagement.campaigns.domain.schedule import Due, When
from engagement.campaigns.domain.step_words import Words
from engagement.contacts.actions import contacts
from engagement.contacts.domain.new_contact import Contacted
from engagement.contacts.domain.vocabulary import (
    Channel,
    ContactOutcome,
    Direction,
    Source,
)
from engagement.meetings.tests.test_one_to_ones_are_booked import booked, opened
from engagement.models import Campaign, Contact, Message, PersonMark, Step
from engagement.people.actions import opt_outs
from engagement.tests.campaign_steps import a_step, marked, somebody_at
from engagement.tests.mail_servers import CUT
from submissions.tests.cast import Cast, as_worker, at, behind_the_wall, refused, submitted

pytestmark = pytest.mark.django_db


def run(step: Step, by: object) -> dict[str, str]:
    """Sent as the worker does it; the state of each message by address."""
    with behind_the_wall(by):
        assert isinstance(campaigns.send(by=by, step_id=step.id, version=step.version), Step)
    return work(step)


def work(step: Step) -> dict[str, str]:
    with as_worker():
        send_messages.send(step.id)
    return dict(Message.objects.filter(step=step).values_list("address", "state"))


def test_a_mail_names_all_locations_of_an_address_and_is_one_entry_in_the_log(cast: Cast, settings):
    settings.MAILBOX_ADDRESS = "team@example.org"
    person = somebody_at(cast.at_elm, cast.at_elm_too)
    step = a_step(cast.ned, cast.exercise)
    assert run(step, cast.ned) == {"mia@elm.example": "sent"}
    (letter,) = mail.outbox
    message = Message.objects.get()
    assert letter.extra_headers["Message-ID"] == message.message_id
    assert letter.reply_to == [f"team+m{message.id.hex}@example.org"]
    assert letter.extra_headers["List-Unsubscribe"] == f"<{opt_outs.link_for(message.id)}>"
    assert "the return of Elm Home Care and Elm Home Care North until" in letter.body
    assert letter.subject == "Your return for Home care 2026"
    entry = Contact.objects.get(source="campaign")
    assert message.contact == entry and entry.external_id == message.message_id and entry.by_id == cast.ned.person_id
    assert {each.participation for each in entry.about.all()} == {cast.at_elm, cast.at_elm_too}
    assert entry.people.get().person == person
    assert Step.objects.get().state == "sent"


def test_the_audience_is_worked_out_when_it_is_sent_and_not_when_it_was_written(cast: Cast):
    somebody_at(cast.at_elm)
    step = a_step(cast.ned, cast.exercise, AudienceRule(Who.NOT_OPENED))
    somebody_at(cast.at_oak, name="Olga", email="olga@oak.example")
    submitted(cast.ada, cast.at_elm)
    assert run(step, cast.ned) == {"olga@oak.example": "sent"}


def test_what_comes_up_in_the_middle_stops_a_message_or_a_location_of_it(cast: Cast):
    somebody_at(cast.at_elm, cast.at_elm_too)
    olga = somebody_at(cast.at_oak, name="Olga", email="olga@oak.example")
    step = a_step(cast.ned, cast.exercise)
    campaigns.send(by=cast.ned, step_id=step.id, version=1)
    with as_worker():
        send_messages.prepare(step.id)
    submitted(cast.ada, cast.at_elm)
    marked(olga, cast.at_oak, PersonMark.Mark.OPTED_OUT)
    assert work(step) == {"mia@elm.example": "sent", "olga@oak.example": "stopped"}
    bodies = [letter.body for letter in mail.outbox if "the return of" in letter.body]
    assert len(bodies) == 1 and "the return of Elm Home Care North until" in bodies[0]
    assert Message.objects.get(state="stopped").why == "Wants no more emails"
    assert [each.participation for each in Contact.objects.get(source="campaign").about.all()] == [cast.at_elm_too]


def test_a_decline_stops_reminders_until_it_is_taken_back(cast: Cast):
    somebody_at(cast.at_oak)
    for outcome, sent_to in ((ContactOutcome.DECLINED_CAPACITY, 0), (ContactOutcome.PROMISED_DATE, 1)):
        said = Contacted(Channel.CALL, Direction.OUT, timezone.now(), (cast.at_oak.id,), outcome)
        contacts.log(by=cast.ned, contacted=said)
        assert len(run(a_step(cast.ned, cast.exercise), cast.ned)) == sent_to


def test_a_1_2_1_that_is_booked_stops_reminders(cast: Cast):
    somebody_at(cast.at_elm)
    booked(cast, opened(cast, cast.ned))
    assert run(a_step(cast.ned, cast.exercise), cast.ned) == {}


def test_a_campaign_that_was_stopped_sends_nothing_more(cast: Cast):
    somebody_at(cast.at_elm)
    step = a_step(cast.ned, cast.exercise)
    campaigns.send(by=cast.ned, step_id=step.id, version=1)
    with as_worker():
        send_messages.prepare(step.id)
    campaigns.stop(by=cast.ned, campaign_id=step.campaign_id)
    assert work(step) == {"mia@elm.example": "stopped"} and not mail.outbox
    assert Step.objects.get().state == "stopped"


def test_a_step_that_a_colleague_changed_is_looked_at_again_first(cast: Cast):
    step = a_step(cast.ned, cast.exercise)
    Step.objects.update(version=2)
    assert "changed this step" in refused(campaigns.send(by=cast.ned, step_id=step.id, version=1))
    assert isinstance(campaigns.send(by=cast.ned, step_id=step.id, version=2), Step)
    assert "sent or stopped" in refused(campaigns.send(by=cast.ned, step_id=step.id, version=2))


def test_a_second_worker_makes_no_second_message(cast: Cast):
    somebody_at(cast.at_elm)
    step = a_step(cast.ned, cast.exercise)
    run(step, cast.ned)
    Step.objects.update(state="sending", is_prepared=False)
    work(step)
    assert len(mail.outbox) == 1


@pytest.mark.parametrize(
    ("stage", "reply", "state", "is_bad"),
    first_by_day(
        [
            ("mail", CUT, "waiting", False),
            ("rcpt", "450 greylisted", "waiting", False),
            ("rcpt", "550 no such user", "failed", True),
            ("mail", "530 sign in first", "waiting", False),
            ("data", "451 later", "waiting", False),
            ("content", "552 too large", "failed", False),
            ("content", "451 later", "waiting", False),
            ("content", CUT, "in_doubt", False),
        ],
        3,
    ),
)
def test_only_what_was_surely_not_accepted_is_tried_again(cast: Cast, server, stage, reply, state, is_bad):
    somebody_at(cast.at_elm)
    server.says = lambda now, address: reply if now == stage else None
    step = a_step(cast.ned, cast.exercise)
    assert run(step, cast.ned) == {"mia@elm.example": state}
    assert PersonMark.objects.filter(mark="bad_address").exists() is is_bad
    assert not Contact.objects.exists()
    server.says = lambda now, address: None
    with at(timezone.now() + timedelta(hours=1)):
        assert work(step) == {"mia@elm.example": "sent" if state == "waiting" else state}
    assert len(server.taken) == (1 if state == "waiting" or reply == CUT else 0)


def test_one_connection_serves_a_batch(cast: Cast, server):
    for i in range(20):
        somebody_at(cast.at_elm, name=f"P {i}", email=f"p{i}@elm.example")
    assert set(run(a_step(cast.ned, cast.exercise), cast.ned).values()) == {"sent"}
    assert len(server.taken) == 20 and server.conversations == 1


def test_a_mail_server_that_is_away_costs_nobody_a_try(cast: Cast, server):
    server.server_close()
    somebody_at(cast.at_elm)
    assert run(a_step(cast.ned, cast.exercise), cast.ned) == {"mia@elm.example": "waiting"}
    assert Message.objects.get().tries == 0


def decided(cast: Cast, decision: Decision) -> object:
    return uncertain_deliveries.decide(by=cast.ned, message_id=Message.objects.get().id, decision=decision)


class TestInDoubt:
    @pytest.fixture
    def step(self, cast: Cast, server) -> Step:
        somebody_at(cast.at_elm)
        server.says = lambda now, address: CUT if now == "content" else None
        step = a_step(cast.ned, cast.exercise)
        assert run(step, cast.ned) == {"mia@elm.example": "in_doubt"}
        server.says = lambda now, address: None
        return step

    def test_nothing_but_a_person_sends_it_again(self, cast: Cast, server, step):
        with as_worker(), at(timezone.now() + timedelta(days=1)):
            scheduled_jobs.sweep()
        assert work(step) == {"mia@elm.example": "in_doubt"} and len(server.taken) == 1
        with behind_the_wall(cast.ned):
            assert list(queries.in_doubt(cast.ned, cast.exercise.id)) == [Message.objects.get()]
            assert isinstance(decided(cast, Decision.AGAIN), Message)
        assert work(step) == {"mia@elm.example": "sent"} and len(server.taken) == 2

    def test_whoever_knows_that_it_came_says_so_and_it_counts(self, cast: Cast, step):
        with behind_the_wall(cast.ned):
            message = queries.in_doubt(cast.ned, cast.exercise.id).get()
            assert isinstance(decided(cast, Decision.SENT), Message)
            assert "decided" in refused(decided(cast, Decision.LOST))
        assert Contact.objects.get().external_id == message.message_id

    def test_the_council_decides_nothing_of_the_team_s(self, cast: Cast, step):
        message = Message.objects.get()
        with behind_the_wall(cast.carol):
            for decision in Decision:
                assert uncertain_deliveries.decide(by=cast.carol, message_id=message.id, decision=decision) is None
            assert not Message.objects.exists() and not Step.objects.exists() and not Campaign.objects.exists()

    def test_a_claim_whose_worker_is_gone_becomes_one(self, cast: Cast, step):
        Message.objects.update(state="claimed")
        with as_worker(), at(timezone.now() + timedelta(hours=1)):
            scheduled_jobs.sweep()
        assert Message.objects.get().state == "in_doubt"


class TestByItsTimetable:
    def scheduled(self, cast: Cast, **changed: object) -> Step:
        somebody_at(cast.at_elm)
        day = timezone.localdate() + timedelta(days=8)
        step = a_step(cast.ned, cast.exercise, when="on_day", day=day, **changed)
        with behind_the_wall(cast.ned):
            assert isinstance(campaigns.schedule(by=cast.ned, step_id=step.id, version=1), Step)
        return step

    def swept(self, step: Step, hour: int, days: int = 0) -> int:
        day = campaigns.due_day(step) + timedelta(days=days)
        with as_worker(), at(timezone.make_aware(timezone.datetime(day.year, day.month, day.day, hour))):
            scheduled_jobs.sweep()
        work(step)
        return len(mail.outbox)

    def test_it_goes_out_on_its_day_in_office_hours_and_once(self, cast: Cast):
        step = self.scheduled(cast)
        assert [self.swept(step, 8), self.swept(step, 10), self.swept(step, 11)] == [0, 1, 1]
        assert Contact.objects.get().by_id is None

    def test_not_when_it_is_long_overdue(self, cast: Cast):
        assert self.swept(self.scheduled(cast), 10, days=7) == 0

    def test_not_when_it_was_changed_after_it_was_scheduled(self, cast: Cast):
        step = self.scheduled(cast)
        due = Due(When.ON_DAY, day=step.day)
        words = Words(step.subject, "Other words", AudienceRule(), due)
        campaigns.put_step(by=cast.ned, campaign_id=step.campaign_id, words=words, step_id=step.id)
        assert self.swept(step, 10) == 0

    def test_a_step_by_hand_or_of_yesterday_is_not_scheduled(self, cast: Cast):
        by_hand, past = a_step(cast.ned, cast.exercise), a_step(cast.ned, cast.exercise, when="from_opening", days=1)
        assert "when" in refused(campaigns.schedule(by=cast.ned, step_id=by_hand.id, version=1))
        assert "passed" in refused(campaigns.schedule(by=cast.ned, step_id=past.id, version=1))


def test_the_council_may_not_ask_by_drafts_even_by_a_forged_rule(cast: Cast):
    due = Due(When.BY_HAND)
    step = a_step(cast.carol, cast.exercise)
    words = Words("S", "B", AudienceRule(Who.OLD_DRAFT), due)
    assert "drafts" in refused(campaigns.put_step(by=cast.carol, campaign_id=step.campaign_id, words=words))
    forged = a_step(cast.carol, cast.exercise, AudienceRule(Who.OLD_DRAFT))
    campaigns.send(by=cast.carol, step_id=forged.id, version=1)
    with pytest.raises(PermissionError), as_worker():
        send_messages.send(forged.id)


def test_each_side_sends_its_own_and_the_team_reads_the_council_s(cast: Cast):
    somebody_at(cast.at_elm)
    team, council = a_step(cast.ned, cast.exercise), a_step(cast.carol, cast.exercise)
    for who, seen in ((cast.ned, {team, council}), (cast.dev, {team, council}), (cast.carol, {council})):
        with behind_the_wall(who):
            assert set(Step.objects.all()) == set(queries.steps(who)) == seen
    for name in ("ada", "bea", "reg", "gus", "alex", "una"):
        who = getattr(cast, name)
        with behind_the_wall(who):
            assert not Step.objects.exists() and not queries.steps(who).exists()
            assert campaigns.send(by=who, step_id=team.id, version=1) is None
    with behind_the_wall(cast.ned):
        assert campaigns.send(by=cast.ned, step_id=council.id, version=1) is None
    assert run(council, cast.carol) == {"mia@elm.example": "sent"}
    run(team, cast.ned)
    with behind_the_wall(cast.carol):
        assert queries.written_by_the_team(cast.carol, cast.exercise.id) == [(timezone.localdate(), 1)]
    both, today = (cast.at_elm.id, cast.at_oak.id), timezone.now()
    for outcome in (ContactOutcome.SENT, ContactOutcome.BOUNCED):
        mail = Contacted(Channel.EMAIL, Direction.OUT, today, both, outcome, source=Source.CAMPAIGN)
        contacts.log(by=cast.ned, contacted=mail)
    with behind_the_wall(cast.carol):
        assert queries.written_by_the_team(cast.carol, cast.exercise.id) == [(timezone.localdate(), 2)]


def test_whoever_follows_the_link_gets_no_more(cast: Cast, client):
    person = somebody_at(cast.at_elm)
    same = somebody_at(cast.at_oak, name="Also Mia", email="MIA@elm.example")
    run(a_step(cast.ned, cast.exercise), cast.ned)
    link = opt_outs.link_for(Message.objects.get().id).removeprefix("http://localhost:8000")
    assert client.get(link).status_code == 200
    assert client.get(link[:-3] + "x/").status_code == 404
    assert not PersonMark.objects.exists()
    assert "no more of these" in client.post(link, {"List-Unsubscribe": "One-Click"}).content.decode()
    assert run(a_step(cast.ned, cast.exercise), cast.ned) == {"mia@elm.example": "stopped"}
    assert {mark.person for mark in PersonMark.objects.filter(mark="opted_out")} == {person, same}
    assert len(mail.outbox) == 1
