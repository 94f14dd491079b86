"""Each role's home says what there is and what is next; strangers sign in first."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.actions import roles
from accounts.domain.roles import RoleName
from accounts.models import Role, User
from accounts.tests.pages import client_of, get, text_of
from costofcare.views.home import HOMES
from register.models import Exercise, Participation
from reports.tests.accepted_returns import make_market
from submissions.actions import returns
from submissions.models import Upload
from submissions.tests.cast import accepted, hand_in, send_in, submitted, workbook_for

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]
EVERYBODY = ("ada", "tom", "bea", "dev", "fay", "ned", "carol", "reg", "alex", "una")


def home(context) -> str:
    response = get(context, "home")
    assert response.status_code == 200
    return text_of(response)


@pytest.mark.parametrize("name", EVERYBODY)
def test_every_role_has_a_home(cast, name):
    context = getattr(cast, name)
    text = home(context)
    assert context.person_name in text
    assert f"({context.role.label.lower()})" in text


def test_no_role_lacks_one():
    assert set(HOMES) == set(RoleName)


def test_strangers_are_asked_to_sign_in(db):
    response = get(None, "home")
    assert response.status_code == 302
    assert response.url.startswith(reverse("account_login"))


def test_somebody_without_a_role_is_told_so(cast):
    client = client_of(None)
    client.force_login(cast.eve)
    response = client.get(reverse("home"), follow=True)
    assert response.redirect_chain == [(reverse("accounts:choose_context"), 302)]
    assert "You hold no role at present" in text_of(response)


def test_somebody_with_two_roles_chooses_and_then_comes_home(cast):
    ada = cast.of(cast.ada)
    roles.grant(by=None, person=ada, name=RoleName.AUDITOR)
    client = client_of(cast.ada)
    assert client.get(reverse("home")).url == reverse("accounts:choose_context")
    chosen = Role.objects.get(person=ada, name="auditor")
    response = client.post(reverse("accounts:choose_context"), {"role": str(chosen.id)}, follow=True)
    assert "events in the last seven days" in text_of(response)


def test_the_front_page_leads_whoever_is_signed_in_to_their_home(cast):
    assert client_of(cast.ada).get("/").url == reverse("home")
    assert "What does care really cost?" in text_of(client_of(None).get("/"))


class TestAProvider:
    def test_sees_its_own_locations_and_no_others(self, cast):
        text = home(cast.ada)
        assert "Elm Home Care North" in text
        assert "Oak" not in text
        assert "Home care 2026" in text

    def test_is_told_what_is_next_at_each_step(self, cast):
        assert "Fill it in, online or in a workbook" in home(cast.ada)
        receipt = send_in(cast.ada, cast.at_elm, b"not a workbook")
        assert "We are checking your workbook" in home(cast.ada)
        Upload.objects.filter(id=receipt.upload_id).update(state="failed")
        assert "We could not check your workbook" in home(cast.ada)
        hand_in(cast.ada, cast.at_elm, workbook_for(cast.at_elm, visits_30=""))
        assert "right and upload it again" in home(cast.ada)
        hand_in(cast.ada, cast.at_elm, workbook_for(cast.at_elm, basic_pay_rate="11.00"))
        assert "Explain or change 1 unusual figure" in home(cast.ada)
        hand_in(cast.ada, cast.at_elm)
        assert "Sign and submit" in home(cast.ada)
        done = submitted(cast.ada, cast.at_elm, workbook_for(cast.at_elm, marketing_cost="900"))
        assert "Nothing: the independent team is looking at it" in home(cast.ada)
        assert "1 of 2 submitted" in home(cast.ada)
        returns.accept(by=cast.dev, return_id=done.id, version_number=done.current.number)
        assert "Nothing: it is accepted" in home(cast.ada)
        returns.exclude(by=cast.dev, return_id=done.id, reason="Two branches in one return")
        assert "It was left out; see why" in home(cast.ada)

    def test_is_told_when_it_is_too_late_or_too_early(self, cast):
        today = timezone.localdate()
        Exercise.objects.update(closes_on=today - timedelta(days=1))
        assert "Closed: nothing can be sent any more" in home(cast.ada)
        Exercise.objects.update(opens_on=today + timedelta(days=5), closes_on=today + timedelta(days=9))
        text = home(cast.ada)
        assert "for 2 of your locations. There is nothing to do yet." in text

    def test_is_told_when_a_location_was_given_longer(self, cast):
        Exercise.objects.update(closes_on=timezone.localdate() - timedelta(days=1))
        Participation.objects.filter(id=cast.at_elm.id).update(
            extended_until=timezone.localdate() + timedelta(days=3), extension_reason="Illness"
        )
        text = home(cast.ada)
        assert "You have until" in text
        assert "Fill it in, online or in a workbook" in text

    def test_without_a_location_has_nothing_to_do(self, cast):
        Participation.objects.filter(provider=cast.elm).update(
            eligibility="not_relevant", eligibility_reason="not asked"
        )
        assert "No exercise asks your locations for a return" in home(cast.ada)


class TestTheTeam:
    def test_sees_how_many_returns_are_in_each_state(self, cast):
        accepted(cast.bea, cast.dev, cast.at_oak)
        submitted(cast.ada, cast.at_elm)
        text = home(cast.dev)
        for words in (
            "Not started in Home care 2026 1",
            "Submitted in Home care 2026 1",
            "Accepted in Home care 2026 1",
            "All 3 locations",
            "Look at 1 submitted return",
        ):
            assert words in text

    def test_is_told_when_nothing_waits(self, cast):
        assert "Nothing waits for you" in home(cast.dev)

    def test_of_another_authority_sees_nothing_of_this_one(self, cast):
        submitted(cast.ada, cast.at_elm)
        text = home(cast.gus)
        assert "No exercise yet" in text
        assert "Home care 2026" not in text

    def test_approver_finds_the_draft_and_its_author_is_told_to_wait(self):
        market = make_market(6)
        draft = market.draft()
        approver = get(market.fay, "home")
        assert reverse("reports:release_detail", args=[draft.id]) in approver.content.decode()
        assert "Decide on release 1" in text_of(approver)
        assert "To do" in text_of(approver)
        author = home(market.ana)
        assert "Waits for somebody else" in author
        assert "Someone else in the independent team has to approve it" in author


class TestTheCouncil:
    def test_learns_that_returns_came_in_and_nothing_else(self, cast):
        submitted(cast.ada, cast.at_elm, workbook_for(cast.at_elm, marketing_cost="7319.37"))
        for who, count in ((cast.carol, "1"), (cast.ned, "1"), (cast.reg, "fewer than 5")):
            text = home(who)
            assert "locations asked 3" in text
            assert f"returns received {count}" in text
            assert "7319" not in text
        assert "Elm" not in home(cast.reg)

    def test_and_its_officers_what_is_next_today(self, cast):
        assert "3 locations to ring" in home(cast.carol)
        first = Participation.objects.order_by("location_name").first().location_name
        assert f"First: {first} – 3 calls short" in home(cast.ned)
        assert "No return has come in yet." in home(cast.carol)
        assert "to ring" not in home(cast.reg)

    def test_finds_what_was_released(self):
        market = make_market(14)
        assert "None yet." in home(market.cast.carol)
        release = market.release()
        assert "Result: Home care 2026" in home(market.cast.carol) and "the middle half" in home(market.cast.carol)
        page = get(market.cast.carol, "home").content.decode()
        assert reverse("reports:release_detail", args=[release.id]) in page
        assert reverse("reports:release_detail", args=[release.id]) in get(market.cast.reg, "home").content.decode()


class TestWhoLooksAfterThePortal:
    def test_sees_references_of_files_that_failed_and_not_whose_they_are(self, cast):
        receipt = send_in(cast.ada, cast.at_elm)
        assert receipt.reference not in home(cast.alex)
        Upload.objects.filter(id=receipt.upload_id).update(state="failed", tries=3)
        text = home(cast.alex)
        assert receipt.reference in text
        assert "Elm" not in text

    def test_sees_how_many_people_there_are(self, cast):
        assert f"people {User.objects.count()}" in home(cast.alex)

    def test_auditor_sees_what_was_done_last_and_no_figure(self, cast):
        hand_in(cast.ada, cast.at_elm, workbook_for(cast.at_elm, marketing_cost="7319.37"))
        text = home(cast.una)
        assert "uploaded a file" in text
        assert "7319" not in text
