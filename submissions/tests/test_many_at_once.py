"""One action for many of a list: it names how many, each has an event of its own, and what cannot be done is told."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEvent, Invitation
from accounts.tests.in_turn import first_by_day
from accounts.tests.pages import client_of, get, post, text_of
from register.models import ContactPerson, Participation
from submissions.actions import returns
from submissions.models import Return
from submissions.tests.cast import Cast, submitted, take_part, workbook_for

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]
WORK = re.compile(r'name="work" value="([^"]+)"')
REASON = "Supported living only"


def chosen(cast: Cast, who, action: str, **asked: object) -> str:
    page = client_of(who).get(reverse("submissions:together", args=[cast.exercise.id, action]), asked)
    assert page.status_code == 200, page.headers
    return page.content.decode()


def done(cast: Cast, who, action: str, page: str, **said: object) -> str:
    return text_of(post(who, "submissions:together", cast.exercise.id, action, work=work_in(page), **said))


def work_in(page: str) -> str:
    return WORK.findall(page)[-1]


def eligibilities() -> list[str]:
    return list(Participation.objects.order_by("location_name").values_list("eligibility", flat=True))


def events(verb: str) -> int:
    return AuditEvent.objects.filter(verb=verb).count()


class TestNotRelevant:
    def test_the_page_names_how_many_and_does_nothing_yet(self, cast):
        page = text_of(get(cast.dev, "submissions:together", cast.exercise.id, "not-relevant", which="all"))
        assert "Mark 3 locations not relevant?" in page and "Oak Home Care, Oak Care Ltd" in page
        assert eligibilities() == ["in_scope"] * 3

    def test_all_of_a_filter_are_marked_with_an_event_each(self, cast):
        page = chosen(cast, cast.dev, "not-relevant", which="all", q="elm")
        assert "Mark 2 locations not relevant?" in page
        told = done(cast, cast.dev, "not-relevant", page, reason=REASON)
        assert "2 locations are not relevant to this exercise now." in told
        assert eligibilities() == ["not_relevant", "not_relevant", "in_scope"]
        assert events("marked a location not relevant") == 2

    def test_those_ticked_are_marked_and_no_other(self, cast):
        page = chosen(cast, cast.dev, "not-relevant", which="ticked", ids=[str(cast.at_oak.id)])
        assert "Mark 1 location not relevant?" in page
        done(cast, cast.dev, "not-relevant", page, reason=REASON)
        assert eligibilities() == ["in_scope", "in_scope", "not_relevant"]

    def test_what_was_named_is_done_though_another_fits_by_now(self, cast):
        page = chosen(cast, cast.dev, "not-relevant", which="all")
        take_part(cast.exercise, cast.oak, "Oak Late", "1-100000099")
        assert "3 locations are not" in done(cast, cast.dev, "not-relevant", page, reason=REASON)
        assert Participation.objects.get(location_name="Oak Late").eligibility == "in_scope"

    def test_who_has_submitted_is_left_as_it_was_and_named(self, cast):
        submitted(cast.ada, cast.at_elm)
        told = done(cast, cast.dev, "not-relevant", chosen(cast, cast.dev, "not-relevant", which="all"), reason=REASON)
        assert "2 locations are not relevant" in told and "Left as it was: 1" in told
        assert "Elm Home Care: This location has submitted a return." in told
        assert eligibilities() == ["in_scope", "not_relevant", "not_relevant"]

    def test_it_is_undone_for_those_alone_that_it_was_done_for(self, cast):
        Participation.objects.filter(id=cast.at_oak.id).update(eligibility="not_relevant", eligibility_reason="x")
        address = reverse("submissions:together", args=[cast.exercise.id, "not-relevant"])
        page = chosen(cast, cast.dev, "not-relevant", which="all")
        answer = client_of(cast.dev).post(address, {"work": work_in(page), "reason": REASON}).content.decode()
        assert "Undo: put 2 locations back in scope" in answer
        assert "2 locations are in scope again." in done(cast, cast.dev, "in-scope", answer)
        assert eligibilities() == ["in_scope", "in_scope", "not_relevant"]
        assert events("put a location back in scope") == 2

    def test_without_a_reason_nothing_is_done(self, cast):
        told = done(cast, cast.dev, "not-relevant", chosen(cast, cast.dev, "not-relevant", which="all"), reason=" ")
        assert "Say why these locations are not relevant" in told and eligibilities() == ["in_scope"] * 3

    def test_sent_twice_it_is_done_once(self, cast):
        page = chosen(cast, cast.dev, "not-relevant", which="all")
        done(cast, cast.dev, "not-relevant", page, reason=REASON)
        told = done(cast, cast.dev, "not-relevant", page, reason=REASON)
        assert "0 locations are not relevant" in told and "is not relevant already" in told
        assert events("marked a location not relevant") == 3


class TestLonger:
    def until(self, days: int) -> dict[str, object]:
        day = timezone.localdate() + timedelta(days=days)
        return {"until_0": day.day, "until_1": day.month, "until_2": day.year, "reason": "Payroll moved"}

    @pytest.mark.parametrize("name", ["dev", "ned", "alex"])
    def test_who_may_give_one_longer_may_give_many(self, cast, name):
        who = getattr(cast, name)
        told = done(cast, who, "longer", chosen(cast, who, "longer", which="all"), **self.until(40))
        assert "3 locations are given longer now." in told and events("gave a location longer") == 3

    def test_nobody_gets_less(self, cast):
        later = timezone.localdate() + timedelta(days=50)
        Participation.objects.filter(id=cast.at_oak.id).update(extended_until=later)
        told = done(cast, cast.ned, "longer", chosen(cast, cast.ned, "longer", which="all"), **self.until(40))
        assert "2 locations are given longer" in told and "Oak Home Care: has until" in told
        assert Participation.objects.get(id=cast.at_oak.id).extended_until == later

    def test_a_day_before_the_end_is_told_before_anything_is_done(self, cast):
        told = done(cast, cast.ned, "longer", chosen(cast, cast.ned, "longer", which="all"), **self.until(10))
        assert "Give 3 locations longer?" in told and "The new day must be after" in told
        assert not events("gave a location longer")


class TestAccept:
    def test_submitted_returns_are_accepted_with_an_event_each(self, cast):
        for who, asked in ((cast.ada, cast.at_elm), (cast.bea, cast.at_oak)):
            submitted(who, asked)
        page = chosen(cast, cast.dev, "accept", which="all")
        assert "Accept 2 returns?" in page
        assert "2 returns are accepted" in done(cast, cast.dev, "accept", page)
        assert set(Return.objects.values_list("state", flat=True)) == {"accepted"}
        assert events("accepted a return") == 2

    def test_what_changed_meanwhile_stays_as_it_is(self, cast):
        mine, other = submitted(cast.ada, cast.at_elm), submitted(cast.bea, cast.at_oak)
        page = chosen(cast, cast.dev, "accept", which="all")
        returns.exclude(by=cast.dev, return_id=other.id, reason="A colleague decided")
        returns.take_back(by=cast.ada, return_id=mine.id)
        submitted(cast.ada, cast.at_elm, workbook_for(cast.at_elm, careworkers="21"))
        told = done(cast, cast.dev, "accept", page)
        assert "0 returns are accepted" in told and "is not waiting for a decision any more (left out)" in told
        assert sorted(Return.objects.values_list("state", flat=True)) == ["excluded", "submitted"]

    def test_nobody_but_an_analyst_of_the_authority_may(self, cast):
        submitted(cast.ada, cast.at_elm)
        for who in (cast.ned, cast.carol, cast.fay, cast.alex, cast.ada, cast.gus, cast.una):
            page = get(who, "submissions:together", cast.exercise.id, "accept", which="all")
            assert page.status_code == 404


class TestInvite:
    @pytest.fixture(autouse=True)
    def people(self, cast):
        for asked, name in ((cast.at_elm, "jo"), (cast.at_elm_too, "kim"), (cast.at_oak, "lee")):
            one = ContactPerson.objects.create(full_name=name, email=f"{name}@example.com", provider=asked.provider)
            one.locations.add(asked.location_id)

    def test_all_people_at_the_locations_of_a_filter_are_invited_once(self, cast):
        page = chosen(cast, cast.dev, "invite", which="all", q="elm")
        assert "Invite 2 people?" in page and "jo, Elm Care Ltd (jo@example.com)" in page
        mail.outbox.clear()
        assert "2 people are invited now." in done(cast, cast.dev, "invite", page)
        assert {each.to[0] for each in mail.outbox} == {"jo@example.com", "kim@example.com"}
        assert (Invitation.objects.count(), events("invited")) == (2, 2)
        assert "invited already" in done(cast, cast.dev, "invite", page) and Invitation.objects.count() == 2

    def test_the_page_of_invitations_leads_there(self, cast):
        assert "Invite all 3 of them" in text_of(get(cast.dev, "register:invite", cast.exercise.id))


class TestLong:
    @pytest.fixture(autouse=True)
    def one_at_a_time(self, monkeypatch):
        monkeypatch.setattr("submissions.views.bulk.SECONDS", 0.0)

    def test_it_goes_on_in_turns_and_says_how_far_it_is(self, cast):
        address = reverse("submissions:together", args=[cast.exercise.id, "not-relevant"])
        page, client = chosen(cast, cast.dev, "not-relevant", which="all"), client_of(cast.dev)
        first = client.post(address, {"work": work_in(page), "reason": REASON})
        assert "1 of 3 locations had their turn" in text_of(first)
        second = client.post(address, {"work": work_in(first.content.decode())})
        assert "2 of 3 locations had their turn" in text_of(second)
        last = client.post(address, {"work": work_in(second.content.decode())})
        assert "3 locations are not relevant to this exercise now." in text_of(last)
        assert set(Participation.objects.values_list("eligibility_reason", flat=True)) == {REASON}


class TestWhoseChoice:
    def test_work_of_somebody_else_is_not_taken(self, cast):
        page = chosen(cast, cast.dev, "longer", which="all")
        for work in (work_in(page), "made up", ""):
            told = text_of(post(cast.alex, "submissions:together", cast.exercise.id, "longer", work=work))
            assert "This page could not be read any more" in told

    @pytest.mark.parametrize("asked", first_by_day([{}, {"ids": "x"}, {"which": "all", "q": "nobody"}, {"which": "?"}]))
    def test_nothing_chosen_is_told_on_the_list(self, cast, asked):
        page = client_of(cast.dev).get(
            reverse("submissions:together", args=[cast.exercise.id, "longer"]), asked, follow=True
        )
        assert "Nobody to give longer" in text_of(page)

    def test_an_action_that_there_is_not_is_not_found(self, cast):
        assert get(cast.dev, "submissions:together", cast.exercise.id, "delete", which="all").status_code == 404

    def test_lists_offer_what_the_asker_may_do(self, cast):
        submitted(cast.ada, cast.at_elm)
        for who, words in ((cast.dev, "Mark not relevant"), (cast.ned, "Give longer"), (cast.alex, "Invite their")):
            assert words in text_of(get(who, "register:asked_list", cast.exercise.id))
        assert "Mark not relevant" not in text_of(get(cast.ned, "register:asked_list", cast.exercise.id))
        assert "Accept submitted returns" in text_of(get(cast.dev, "submissions:return_list"))
        assert "Accept submitted returns" not in text_of(get(cast.fay, "submissions:return_list"))
