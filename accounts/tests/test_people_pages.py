"""Pages about people: administrators see everybody, a provider's administrator the colleagues, nobody else anybody."""

from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from accounts.actions import invitations, roles
from accounts.domain.refusal import Refusal
from accounts.domain.roles import RoleName
from accounts.models import AuditEvent, Invitation, Role, User
from accounts.tests.pages import client_of, get, post, text_of
from accounts.tests.people import ELM, HERE, OAK, People, grant, person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]
OTHERS = ["tom", "bea", "dev", "una"]


def role_of(people: People, name: str) -> Role:
    return Role.objects.get(person_id=getattr(people, name).person_id, ended_at=None)


class TestAdministrators:
    def test_see_everybody_and_search_by_name_address_and_organisation(self, people: People):
        text = text_of(get(people.alex, "accounts:person_list"))
        assert "Ada Elm" in text and "Eve Stranger" in text
        found = text_of(get(people.alex, "accounts:person_list", q="testshire"))
        assert "Dev Analyst" in found and "Ada Elm" not in found
        assert "Nobody found" in text_of(get(people.alex, "accounts:person_list", q="zebra"))

    def test_see_one_person_with_the_roles_held_now(self, people: People):
        text = text_of(get(people.alex, "accounts:person_detail", people.dev.person_id))
        assert "Analyst Testshire" in text
        assert "This person can sign in but sees nothing." in text_of(
            get(people.alex, "accounts:person_detail", people.eve.id)
        )

    def test_end_a_role_after_being_asked_once_and_it_is_gone_with_the_next_click(self, people: People):
        signed_in = client_of(people.dev)
        assert signed_in.get(reverse("home")).status_code == 200
        role = role_of(people, "dev")
        assert "End the role of Dev Analyst?" in text_of(get(people.alex, "accounts:end_role", role.id))
        assert role_of(people, "dev") == role
        assert "Dev Analyst is no longer analyst." in text_of(post(people.alex, "accounts:end_role", role.id))
        assert signed_in.get(reverse("home")).url == reverse("accounts:choose_context")
        assert AuditEvent.objects.filter(verb="ended a role", by_id=people.alex.person_id).exists()

    def test_do_not_end_a_role_twice(self, people: People):
        role = role_of(people, "dev")
        post(people.alex, "accounts:end_role", role.id)
        assert get(people.alex, "accounts:end_role", role.id).status_code == 404

    def test_make_a_person_anonymous_and_what_they_did_stays(self, people: People):
        assert "cannot be undone" in text_of(get(people.alex, "accounts:make_anonymous", people.ada.person_id))
        post(people.alex, "accounts:make_anonymous", people.ada.person_id)
        user = User.objects.get(id=people.ada.person_id)
        assert (user.full_name, user.is_active) == ("Former user", False)
        assert user.email == f"{user.id}@anonymous.invalid"
        assert not user.roles.filter(ended_at=None).exists()
        assert "Ada" not in text_of(get(people.alex, "accounts:person_list"))

    def test_cannot_make_themselves_anonymous(self, people: People):
        assert post(people.alex, "accounts:make_anonymous", people.alex.person_id).status_code == 404
        page = get(people.alex, "accounts:person_detail", people.alex.person_id).content.decode()
        assert reverse("accounts:make_anonymous", args=[people.alex.person_id]) not in page

    @pytest.mark.parametrize("name", ["ada", *OTHERS])
    def test_alone_have_these_pages(self, people: People, name: str):
        who = getattr(people, name)
        assert get(who, "accounts:person_list").status_code == 404
        assert get(who, "accounts:make_anonymous", people.dev.person_id).status_code == 404
        assert post(who, "accounts:make_anonymous", people.dev.person_id).status_code == 404


class TestColleagues:
    def invite(self, people: People, **changed: str):
        given = {"email": "New.Colleague@Example.org", "role": "provider_user"}
        return post(people.ada, "accounts:colleague_list", **(given | changed))

    def test_are_listed_with_what_they_may_do(self, people: People):
        text = text_of(get(people.ada, "accounts:colleague_list"))
        assert "Tom Elm" in text and "Bea Oak" not in text
        assert "(you)" in text

    def test_are_invited_by_e_mail_into_the_same_provider(self, people: People):
        assert "An invitation has been sent to new.colleague@example.org" in text_of(self.invite(people))
        offer = Invitation.objects.get()
        assert (offer.provider_id, offer.name) == (ELM, "provider_user")
        assert [letter.to for letter in mail.outbox] == [["new.colleague@example.org"]]

    def test_are_invited_once_and_whoever_is_in_not_at_all(self, people: People):
        self.invite(people)
        again, known = text_of(self.invite(people)), text_of(self.invite(people, email="tom.elm@example.org"))
        assert "They are invited already" in again and "They can work on your returns already" in known
        assert Invitation.objects.count() == len(mail.outbox) == 1

    @pytest.mark.parametrize("role", ["analyst", "administrator", "", "x"])
    def test_are_not_invited_into_anything_else(self, people: People, role: str):
        self.invite(people, role=role)
        assert not Invitation.objects.exists()

    def test_are_removed_and_not_those_of_others(self, people: People):
        post(people.ada, "accounts:end_role", role_of(people, "tom").id)
        assert not Role.objects.filter(person_id=people.tom.person_id, ended_at=None).exists()
        assert post(people.ada, "accounts:end_role", role_of(people, "bea").id).status_code == 404
        assert post(people.ada, "accounts:end_role", role_of(people, "dev").id).status_code == 404

    def test_an_invitation_is_taken_back_by_who_may_and_by_nobody_else(self, people: People):
        self.invite(people)
        offer = Invitation.objects.get()
        assert post(people.bea, "accounts:revoke_invitation", offer.id).status_code == 404
        assert get(people.ada, "accounts:revoke_invitation", offer.id).status_code == 405
        assert "no longer works" in text_of(post(people.ada, "accounts:revoke_invitation", offer.id))
        assert Invitation.objects.get().revoked_at is not None
        assert post(people.ada, "accounts:revoke_invitation", offer.id).status_code == 404

    @pytest.mark.parametrize("name", ["tom", "dev", "alex", "una"])
    def test_is_a_page_for_a_provider_s_administrator(self, people: People, name: str):
        assert get(getattr(people, name), "accounts:colleague_list").status_code == 404


class TestTakingUpAnInvitation:
    @pytest.fixture
    def token(self, people: People) -> str:
        offer, _ = invitations.invite(
            by=people.alex, email="new@example.org", role=RoleName.ANALYST, authority_id=HERE, scope_label="Testshire"
        )
        done = invitations.consent(by=person("Amy Second", RoleName.ADMINISTRATOR), invitation_id=offer.id)
        assert not isinstance(done, Refusal)
        return done[1]

    def join(self, token: str, client=None, **changed: str):
        given = {"full_name": "Pat New", "password": "three odd words here"}
        client = client or client_of(None)
        return client.post(reverse("accounts:invitation", args=[token]), given | changed, follow=True)

    def test_makes_the_account_and_gives_the_role(self, people: People, token: str):
        text = text_of(self.join(token))
        assert "Welcome. You are now set up to act as analyst for Testshire." in text
        assert "Pat New" in text
        assert User.objects.get(email="new@example.org").roles.get().name == "analyst"

    @pytest.mark.parametrize("password", ["short", "password1234", "new@example.org"])
    def test_asks_for_a_better_password(self, people: People, token: str, password: str):
        self.join(token, password=password)
        assert not User.objects.filter(email="new@example.org").exists()

    def test_works_once(self, people: People, token: str):
        self.join(token)
        answer = self.join(token)
        assert answer.status_code == 410
        assert "This invitation has been used." in text_of(answer)

    def test_is_for_nobody_else(self, people: People, token: str):
        client = client_of(people.bea)
        answer = client.post(reverse("accounts:invitation", args=[token]))
        assert answer.status_code == 410
        assert "This invitation is for new@example.org" in text_of(answer)
        assert not Role.objects.filter(person_id=people.bea.person_id, name="analyst").exists()

    def test_by_who_has_an_account_asks_them_to_sign_in_and_to_confirm(self, people: People):
        _, token = invitations.invite(
            by=people.alex, email="bea.oak@example.org", role=RoleName.AUDITOR, scope_label=""
        )
        address = reverse("accounts:invitation", args=[token])
        assert client_of(None).get(address).url == f"/account/login/?next={address}"
        client = client_of(people.bea)
        assert "Take up your invitation" in text_of(client.get(address))
        assert "(auditor)" in text_of(client.post(address, follow=True))
        assert "Change" in text_of(client.get(reverse("home")))

    def test_after_72_hours_is_too_late(self, people: People, token: str):
        Invitation.objects.update(invited_at="2020-01-01T00:00Z", expires_at="2020-01-04T00:00Z")
        answer = self.join(token)
        assert answer.status_code == 410
        assert "run out after 72 hours" in text_of(answer)

    def test_that_was_taken_back_is_not_known(self, people: People, token: str):
        invitations.revoke(by=people.alex, invitation=Invitation.objects.get())
        assert "is not known" in text_of(self.join(token))

    def test_that_was_made_up_is_not_known(self, people: People):
        answer = self.join("made-up")
        assert answer.status_code == 410
        assert not User.objects.filter(full_name="Pat New").exists()

    def test_of_a_role_that_is_held_already_changes_nothing(self, people: People):
        _, token = invitations.invite(
            by=people.ada, email="tom.elm@example.org", role=RoleName.PROVIDER_USER, provider_id=ELM, scope_label="Elm"
        )
        client_of(people.tom).post(reverse("accounts:invitation", args=[token]))
        assert Role.objects.filter(person_id=people.tom.person_id).count() == 1


class TestTheAuditTrail:
    def test_says_who_did_what_in_which_role(self, people: People):
        post(people.alex, "accounts:end_role", role_of(people, "tom").id)
        text = text_of(get(people.una, "accounts:audit_list"))
        assert "Alex Administrator Administrator ended a role" in text
        assert "Provider user for tom.elm@example.org at Elm" in text

    def test_is_searched_and_leads_to_all_that_was_done_to_one_thing(self, people: People):
        role = grant(people.eve, RoleName.PROVIDER_USER, OAK, "Oak")
        roles.end(by=people.alex, role=role)
        answer = get(people.una, "accounts:audit_list", q=str(role.id))
        assert [event.verb for event in answer.context["page"]] == ["ended a role", "granted a role"]
        assert "No events found" in text_of(get(people.una, "accounts:audit_list", q="zebra"))

    @pytest.mark.parametrize("name", ["ada", "tom", "bea", "dev"])
    def test_is_for_who_checks_it(self, people: People, name: str):
        assert get(getattr(people, name), "accounts:audit_list").status_code == 404

    def filtered(self, people: People, **asked: str) -> list[str]:
        return [event.verb for event in get(people.una, "accounts:audit_list", **asked).context["page"]]

    def test_is_filtered_by_who_what_about_and_when(self, people: People):
        role = grant(people.eve, RoleName.PROVIDER_USER, OAK, "Oak")
        roles.end(by=people.alex, role=role)
        assert self.filtered(people, who="alex.adm") == ["ended a role"]
        assert set(self.filtered(people, verb="granted a role", about="role")) == {"granted a role"}
        assert self.filtered(people, who="alex", verb="granted a role") == []
        today = timezone.localdate()
        assert "ended a role" in self.filtered(people, since=f"{today:%d/%m/%Y}", until=f"{today:%d/%m/%Y}")
        assert self.filtered(people, until=f"{today - timedelta(days=1):%d/%m/%Y}") == []
        assert self.filtered(people, since=f"{today + timedelta(days=1):%d/%m/%Y}") == []

    @pytest.mark.parametrize("asked", [{"since": "soon"}, {"verb": "?"}, {"about": "?"}, {"q": "\0"}, {"who": "\0"}])
    def test_leaves_out_of_the_filter_what_cannot_be_read(self, people: People, asked: dict[str, str]):
        assert "granted a role" in self.filtered(people, **asked)


class TestTheListOfPeople:
    def test_shows_the_roles_of_each_and_who_has_none(self, people: People):
        grant(people.user(people.dev), RoleName.RELEASE_APPROVER, HERE, "Testshire")
        text = text_of(get(people.alex, "accounts:person_list"))
        assert "Dev Analyst Analyst, Testshire Release approver, Testshire dev.analyst@example.org" in text
        assert "Eve Stranger No role eve.stranger@example.org" in text

    def test_shows_no_role_that_has_ended(self, people: People):
        roles.end(by=people.alex, role=role_of(people, "tom"))
        assert "Tom Elm No role" in text_of(get(people.alex, "accounts:person_list"))
