"""Who asks is told to the database for the length of one request, and never longer."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, connection, transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from psycopg2.errors import InsufficientPrivilege
from pytest_django import Settings

from accounts.domain.context import Context
from accounts.domain.roles import RoleName
from accounts.domain.row_level_security import SETTINGS, values
from costofcare.row_level_security import StepDownMiddleware, WallMiddleware

ANALYST = Context(uuid4(), "Anna", RoleName.ANALYST, authority_id=uuid4())
COMMISSIONER = Context(uuid4(), "Carl", RoleName.COMMISSIONER, authority_id=uuid4())
PROVIDER_USER = Context(uuid4(), "Ben", RoleName.PROVIDER_USER, provider_id=uuid4())
NOBODY = ("", "", "", "")


def told() -> tuple[str, ...]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT " + ", ".join(f"coalesce(current_setting('{name}', true), '')" for name in SETTINGS))
        return tuple(cursor.fetchone())


def role() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        return str(cursor.fetchone()[0])


def ask(page: Callable[[HttpRequest], object], context: Context | None) -> None:
    """One request through both parts of the wall."""

    def answer(request: HttpRequest) -> HttpResponse:
        page(request)
        return HttpResponse()

    request = RequestFactory().get("/")
    request.context = context  # type: ignore[attr-defined]
    StepDownMiddleware(WallMiddleware(answer))(request)


@pytest.mark.django_db
@pytest.mark.parametrize("context", [ANALYST, PROVIDER_USER, None])
def test_a_page_is_made_behind_the_wall_in_the_name_of_who_asks(context: Context | None):
    found = []
    ask(lambda _: found.append((role(), told())), context)
    assert found == [("portal_web", values(context))]


@pytest.mark.django_db
def test_afterwards_the_database_knows_nobody():
    ask(lambda _: None, ANALYST)
    assert (role(), told()) == ("portal_owner", NOBODY)


@pytest.mark.django_db(transaction=True)
def test_afterwards_it_knows_nobody_outside_of_transactions_too():
    ask(lambda _: None, ANALYST)
    assert (role(), told()) == ("portal_owner", NOBODY)


@pytest.mark.django_db
def test_a_page_that_fails_leaves_nobodys_name_behind():
    def fail(_: HttpRequest) -> None:
        raise LookupError

    with pytest.raises(LookupError):
        ask(fail, ANALYST)
    assert (role(), told()) == ("portal_owner", NOBODY)


@pytest.mark.django_db(transaction=True)
def test_a_page_that_breaks_its_own_transaction_leaves_nobodys_name_behind():
    def fail(_: HttpRequest) -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT 1 / 0")

    with pytest.raises(DatabaseError):
        ask(fail, ANALYST)
    assert (role(), told()) == ("portal_owner", NOBODY)


@pytest.mark.django_db(transaction=True)
def test_a_connection_that_cannot_be_made_to_forget_is_given_up():
    def leave_a_broken_transaction_open(_: HttpRequest) -> None:
        with connection.cursor() as cursor:
            cursor.execute("BEGIN")
            with pytest.raises(DatabaseError):
                cursor.execute("SELECT 1 / 0")

    ask(leave_a_broken_transaction_open, ANALYST)
    assert connection.connection is None
    assert (role(), told()) == ("portal_owner", NOBODY)


@pytest.mark.django_db(transaction=True)
def test_a_page_for_strangers_opens_no_connection(settings: Settings):
    settings.WALL_ROLE = ""
    connection.close()
    ask(lambda _: None, None)
    assert connection.connection is None


@pytest.mark.django_db
def test_a_leftover_name_is_overwritten_for_a_stranger():
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('portal.role', 'analyst', false)")
    found = []
    ask(lambda _: found.append(told()), None)
    assert found == [NOBODY]


@pytest.mark.django_db
def test_a_page_may_not_do_what_only_the_owner_may():
    def overreach(_: HttpRequest) -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("ALTER TABLE accounts_auditevent DISABLE ROW LEVEL SECURITY")

    with pytest.raises(DatabaseError) as refusal:
        ask(overreach, ANALYST)
    assert isinstance(refusal.value.__cause__, InsufficientPrivilege)


@pytest.mark.django_db
def test_the_portal_really_has_both_parts_of_the_wall_round_its_pages(client: Client, monkeypatch: pytest.MonkeyPatch):
    found = []

    def look(request: HttpRequest) -> HttpResponse:
        found.append((role(), told()))
        return HttpResponse()

    monkeypatch.setattr("accounts.middleware.context_of", lambda _: COMMISSIONER)
    monkeypatch.setattr("django.core.handlers.base.BaseHandler.resolve_request", lambda *_: (look, (), {}))
    assert client.get("/").status_code == 200
    assert found == [("portal_web", values(COMMISSIONER))]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("process", ["web", "worker"])
def test_a_process_with_the_owners_address_refuses_to_serve(settings: Settings, process: str):
    connection.close()
    settings.PROCESS = process
    with pytest.raises(ImproperlyConfigured, match="does not bind"):
        connection.ensure_connection()
    settings.PROCESS = "command"
    connection.ensure_connection()
