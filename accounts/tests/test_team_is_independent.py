"""Nobody holds a role of the independent team beside one of the same council, or of any provider."""

import threading
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction

from accounts import queries
from accounts.actions import invitations, roles
from accounts.domain.independence import TEAM_AND_COUNCIL, TEAM_AND_PROVIDER, why_not_both
from accounts.domain.roles import COUNCIL_ROLES, PROVIDER_ROLES, TEAM_ROLES, RoleName
from accounts.models import Role, User
from accounts.tests.pages import client_of, post, text_of
from accounts.tests.people import ELM, HERE, People, add, grant

ELSEWHERE = uuid4()
SIDES = [(one, HERE) for one in sorted(TEAM_ROLES | COUNCIL_ROLES)] + [(one, ELM) for one in sorted(PROVIDER_ROLES)]
SIDES += [(RoleName.COMMISSIONER, ELSEWHERE), (RoleName.ANALYST, ELSEWHERE), (RoleName.ADMINISTRATOR, None)]
PAIRS = [(one, other) for one in SIDES for other in SIDES if one != other]


def is_forbidden(one, other) -> bool:
    team, rest = sorted((one, other), key=lambda each: each[0] not in TEAM_ROLES)
    if team[0] not in TEAM_ROLES:
        return False
    return rest[0] in PROVIDER_ROLES or (rest[0] in COUNCIL_ROLES and team[1] == rest[1])


@pytest.mark.django_db
def test_database_refuses_what_the_words_refuse_and_nothing_else():
    """Every pair of roles, given past all actions: the constraint and the words agree."""
    for number, (one, other) in enumerate(PAIRS):
        user = add(f"Somebody {number}")
        grant(user, *one)
        because = queries.why_not_hold(user.email, other[0], other[1] if other[0] not in PROVIDER_ROLES else None)
        assert bool(because) is is_forbidden(one, other), (one, other)
        if because:
            with pytest.raises(IntegrityError, match="team_is"), transaction.atomic():
                grant(user, *other)
        else:
            grant(user, *other)


@pytest.mark.django_db
def test_a_role_that_has_ended_stands_in_nobodys_way(people: People):
    roles.end(by=people.alex, role=Role.objects.get(person_id=people.dev.person_id))
    grant(people.user(people.dev), RoleName.COMMISSIONER, HERE, "Testshire")


def test_words_say_which_of_the_two_it_is():
    held = [(RoleName.ANALYST, HERE)]
    assert why_not_both(held, RoleName.COMMISSIONER, HERE) == TEAM_AND_COUNCIL
    assert why_not_both(held, RoleName.PROVIDER_USER, None) == TEAM_AND_PROVIDER
    assert why_not_both([(RoleName.REGIONAL_LEAD, HERE)], RoleName.ENGAGEMENT_OFFICER, HERE) == TEAM_AND_COUNCIL
    assert why_not_both(held, RoleName.COMMISSIONER, ELSEWHERE) == ""


@pytest.mark.django_db
@pytest.mark.usefixtures("no_second_factor")
def test_an_invitation_that_would_break_it_is_refused_with_words_and_stays_open(people: People):
    offer, token = invitations.invite(
        by=people.alex, email="dev.analyst@example.org", role=RoleName.COMMISSIONER, authority_id=HERE
    )
    answer = client_of(people.dev).post(f"/invitations/{token}/")
    assert answer.status_code == 410
    assert "You cannot work for the independent team and for the council of the same authority" in text_of(answer)
    offer.refresh_from_db()
    assert offer.accepted_at is None


@pytest.mark.django_db
@pytest.mark.usefixtures("no_second_factor")
def test_a_provider_cannot_invite_somebody_of_the_team(people: People):
    text = text_of(post(people.ada, "accounts:colleague_list", email="Dev.Analyst@example.org", role="provider_user"))
    assert "They cannot act for a provider in this portal" in text


@pytest.mark.django_db(transaction=True)
def test_of_two_transactions_at_once_one_succeeds():
    person, failures, ready = add("Max Manyhats"), [], threading.Barrier(2)

    def give(name: RoleName) -> None:
        try:
            with transaction.atomic():
                ready.wait(5)
                grant(User.objects.get(id=person.id), name, HERE, "Testshire")
        except IntegrityError as failure:
            failures.append(failure)
        finally:
            connection.close()

    both = [threading.Thread(target=give, args=(name,)) for name in (RoleName.ANALYST, RoleName.COMMISSIONER)]
    for thread in both:
        thread.start()
    for thread in both:
        thread.join()
    assert (len(failures), Role.objects.filter(person=person).count()) == (1, 1)
