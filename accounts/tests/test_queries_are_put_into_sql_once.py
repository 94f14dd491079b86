"""A query that is put into SQL once finds each time the rows of the values that it is asked with, as Django does."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import transaction
from django.db.transaction import TransactionManagementError
from django.utils import timezone

from accounts import queries
from accounts.actions import people
from accounts.kept_rows import FIRST_ID, MOMENT, KeptRows
from accounts.models import AuditEvent, Role, User

ROLES: KeptRows[Role] = KeptRows(
    lambda person_id, now: (
        Role.objects.filter(person_id=person_id, granted_at__lt=now)
        .select_related("person")
        .defer("scope_label")
        .order_by("name")
    ),
    FIRST_ID,
    MOMENT,
)
NAMES: KeptRows[str] = KeptRows(lambda id: User.objects.filter(id=id).values_list("full_name", flat=True), FIRST_ID)


@pytest.fixture
def somebody(db: None) -> User:
    return people.add(by=None, email="a@example.org", full_name="A", password="known to nobody 12")


def test_rows_are_those_of_the_values_with_what_is_joined_and_without_what_is_deferred(somebody: User):
    other = people.add(by=None, email="b@example.org", full_name="B", password="known to nobody 12")
    held = Role.objects.create(person=somebody, name="administrator", granted_at=timezone.now(), scope_label="all")
    soon = timezone.now() + timedelta(minutes=1)
    (found,) = ROLES.of(somebody.id, soon)
    assert (found, found.person) == (held, somebody)
    assert found.get_deferred_fields() == {"scope_label"}
    assert found.scope_label == "all"
    assert ROLES.of(somebody.id, held.granted_at - timedelta(minutes=1)) == []
    assert ROLES.one(other.id, soon) is None
    assert [NAMES.one(each.id) for each in (somebody, other, somebody)] == ["A", "B", "A"]


def test_it_is_put_into_sql_once(somebody: User):
    made: list[object] = []

    def by_id(person_id: object):
        made.append(person_id)
        return User.objects.filter(id=person_id)

    kept: KeptRows[User] = KeptRows(by_id, FIRST_ID)
    assert [kept.one(each) for each in (somebody.id, uuid4(), somebody.id)] == [somebody, None, somebody]
    assert made == [FIRST_ID]


def test_a_statement_without_its_stand_ins_is_refused(db: None):
    with pytest.raises(ValueError, match="without its stand-ins"):
        KeptRows(lambda id: AuditEvent.objects.all(), FIRST_ID).of(uuid4())


def test_as_many_values_are_wanted_as_there_are_stand_ins(db: None):
    with pytest.raises(ValueError, match="shorter"):
        NAMES.of()


@pytest.mark.django_db(transaction=True)
def test_rows_are_locked_inside_of_a_transaction_alone():
    locked: KeptRows[User] = KeptRows(lambda id: User.objects.select_for_update().filter(id=id), FIRST_ID)
    with pytest.raises(TransactionManagementError):
        locked.of(uuid4())
    with transaction.atomic():
        assert locked.of(uuid4()) == []
    with pytest.raises(TransactionManagementError):
        locked.of(uuid4())


def test_whoever_is_asked_for_by_the_key_is_found_and_nobody_else(somebody: User):
    assert User.objects.get(pk=somebody.pk) == User.objects.get(pk=str(somebody.pk)) == somebody
    with pytest.raises(User.DoesNotExist):
        User.objects.get(pk=uuid4())
    assert queries.person_of_provider(uuid4(), somebody.id) is None
