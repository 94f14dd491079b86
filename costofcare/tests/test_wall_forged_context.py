"""With SQL alone, as the web role, nobody takes the name of another: who asks is believed under the portal's seal."""

import psycopg2
import pytest
from django.conf import settings
from django.db import DatabaseError, connection, transaction

from accounts.domain.context import Context
from accounts.domain.roles import RoleName
from accounts.domain.row_level_security import ABOUT_ASKER, SEAL, SETTINGS, SOUGHT, SOUGHT_SEAL, values
from accounts.domain.wall_seal import pads, seal, wall_key
from accounts.models import User
from accounts.queries.wall_context import seeking, tell, tell_person
from costofcare.row_level_security import stand_as
from costofcare.tests.walled_tables import count, seen_rows, walled
from submissions.tests.cast import behind_the_wall, make_cast

pytestmark = pytest.mark.django_db


def say(context: Context, mark: str = "") -> None:
    with connection.cursor() as cursor:
        for name, value in zip((*SETTINGS, SEAL), (*values(context), mark), strict=True):
            cursor.execute("SELECT set_config(%s, %s, false)", [name, value])


def current(name: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting(%s, true)", [name])
        return str(cursor.fetchone()[0])


def pid() -> int:
    return int(connection.connection.info.backend_pid)


def forged_seals(cast) -> list[str]:
    """None, nonsense, one by another key, one of another connection, and Bea's own, which is for what she may see."""
    dev = values(cast.dev)
    tell(cast.bea)
    own, key = current(SEAL), wall_key(settings.SECRET_KEY)
    return ["", "x" * 64, own, seal(wall_key("other"), pid(), ABOUT_ASKER, dev), seal(key, pid() + 1, ABOUT_ASKER, dev)]


def test_a_forged_context_shows_no_row_of_any_table():
    cast = make_cast()
    for number, mark in enumerate(forged_seals(cast)):
        with behind_the_wall(None):
            for context in (cast.dev, cast.ada, cast.alex, cast.carol):
                say(context, mark)
                assert seen_rows() == {}, number


def test_the_same_context_under_its_seal_sees_its_rows():
    """Else the test above would find nothing wherever one looks."""
    cast = make_cast()
    with behind_the_wall(None):
        say(cast.alex, seal(wall_key(settings.SECRET_KEY), pid(), ABOUT_ASKER, values(cast.alex)))
        assert {"accounts_user", "accounts_role", "register_participation"} <= seen_rows().keys()


def test_the_seal_on_one_thing_is_none_on_another():
    """A role, an authority or a person changed under a seal, or what is sought made of what is told."""
    cast = make_cast()
    with stand_as(cast.gus):
        mark = current(SEAL)
        for other in (cast.dev, Context(cast.gus.person_id, "", RoleName.ANALYST, cast.authority.id)):
            say(other, mark)
            assert seen_rows() == {}
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config(%s, %s, false), set_config(%s, %s, false)", [
                SOUGHT, str(cast.dev.person_id), SOUGHT_SEAL, mark,
            ])  # fmt: skip
        assert User.objects.count() == 0


def test_before_anybody_is_known_one_account_is_found_and_no_other():
    cast = make_cast()
    ada = User.objects.get(id=cast.ada.person_id)
    with stand_as(None):
        assert User.objects.count() == 0
        for named in (ada.email, ada.id):
            with seeking(named):
                assert list(User.objects.all()) == [ada]
                assert set(seen_rows()) == {"accounts_user", "accounts_role"}
        assert User.objects.count() == 0


def test_somebody_in_no_role_sees_their_own_account_and_nothing_else():
    cast = make_cast()
    with stand_as(None):
        tell_person(cast.ada.person_id)
        assert {table: count(table) for table in seen_rows()} == {"accounts_user": 1, "accounts_role": 1}


@pytest.mark.parametrize("statement", [
    "SELECT * FROM wall_key",
    "INSERT INTO wall_key DEFAULT VALUES",
    "CREATE FUNCTION public.wall_role() RETURNS text LANGUAGE sql AS $$ SELECT 'analyst' $$",
    "SET ROLE portal_worker",
    "SET SESSION AUTHORIZATION portal_owner",
])  # fmt: skip
def test_the_key_is_neither_read_nor_set_nor_gone_round(servers, statement):
    """As who signs in as the web role does: the owner's connection, stepped down, could step up again."""
    signed_in = psycopg2.connect(servers.environment(connection.settings_dict["NAME"])["DATABASE_URL"])
    try:
        with signed_in.cursor() as cursor, pytest.raises(psycopg2.Error, match="permission denied"):
            cursor.execute(statement)
    finally:
        signed_in.close()


def test_a_table_of_ones_own_with_the_keys_name_is_not_asked():
    cast = make_cast()
    with behind_the_wall(None), connection.cursor() as cursor:
        cursor.execute("CREATE TEMP TABLE wall_key (inner_pad bytea, outer_pad bytea)")
        cursor.execute("INSERT INTO pg_temp.wall_key VALUES (NULL, NULL)")
        cursor.execute("SET LOCAL search_path = pg_temp, public")
        say(cast.alex)
        assert seen_rows() == {}


def test_our_own_reckoning_is_the_databases():
    key = wall_key("some secret")
    inner, outer = pads(key)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT encode(sha256(%s || sha256(%s || convert_to(%s, 'UTF8'))), 'hex')", [outer, inner, "7|asker|a||é|"]
        )
        assert cursor.fetchone()[0] == seal(key, 7, "asker", ("a", "", "é", ""))


def test_a_person_is_not_found_in_the_table_of_sessions(client):
    cast = make_cast()
    client.force_login(cast.of(cast.ada))
    for context in (None, cast.bea, cast.alex, cast.dev):
        with stand_as(context), transaction.atomic():
            assert count("django_session") == 0
    assert count("django_session") == 1


def test_writing_needs_the_seal_too():
    cast = make_cast()
    with behind_the_wall(None):
        say(cast.alex)
        assert User.objects.filter(id=cast.ada.person_id).update(full_name="Changed") == 0
        with pytest.raises(DatabaseError), transaction.atomic():
            User.objects.create_user(email="new@example.org", full_name="New")


def test_the_database_is_asked_once_a_statement():
    cast = make_cast()
    with stand_as(cast.dev), connection.cursor() as cursor:
        cursor.execute("EXPLAIN SELECT * FROM submissions_return")
        plan = "\n".join(line for (line,) in cursor.fetchall())
    assert "InitPlan" in plan
    assert "wall_role" not in plan.split("InitPlan")[0]


def test_all_walled_tables_are_looked_at():
    assert len(walled()) >= 80
