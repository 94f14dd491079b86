"""The portal's wiring: logs, tasks, and rights on the tables after each migration."""

from importlib import import_module
from typing import Any

from django.apps import AppConfig, apps
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate

from accounts.actions.wall_keys import is_key_known, keep_wall_key
from accounts.domain.grants import grants
from accounts.domain.row_level_security import APPEND_ONLY
from costofcare import logs

TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
GROWING = "SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname = %s AND NOT tgisinternal"
# Whoever owns a table, or has the rights of its owner, is above that table's policies; so are these two attributes.
ABOVE_THE_WALL = """
    SELECT rolsuper OR rolbypassrls OR EXISTS (
        SELECT FROM pg_tables WHERE schemaname = 'public' AND pg_has_role(current_user, tableowner, 'USAGE'))
    FROM pg_roles WHERE rolname = current_user
"""


class CostofcareConfig(AppConfig):
    name = "costofcare"

    def ready(self) -> None:
        logs.configure()
        import_module("costofcare.celery")
        connection_created.connect(refuse_to_serve_above_the_wall)
        # The signal comes once for each app that has models; by then all tables are there.
        post_migrate.connect(set_rights, sender=apps.get_app_config("accounts"))


def set_rights(using: str, plan: Any = None, **_: Any) -> None:
    """Set the rights after ``migrate``; ``flush`` sends the same signal without a plan, and changes nothing."""
    if plan is None:
        return
    call_command("createcachetable", database=using, verbosity=0)
    with connections[using].cursor() as cursor:
        cursor.execute(TABLES)
        tables = {name for (name,) in cursor.fetchall()}
        cursor.execute(GROWING, [APPEND_ONLY])
        growing = {name for (name,) in cursor.fetchall()}
        for statement in grants(tables, growing):
            cursor.execute(statement)
        made = {(migration.app_label, migration.name) for migration, backwards in plan if not backwards}
        keep_wall_key(cursor, made)


def refuse_to_serve_above_the_wall(connection: BaseDatabaseWrapper, **_: Any) -> None:
    """Refuse to start a web process or worker with the owner's address.

    It would serve everything to everybody unnoticed.
    """
    if settings.PROCESS == "command":
        return
    with connection.cursor() as cursor:
        cursor.execute(ABOVE_THE_WALL)
        (is_above,) = cursor.fetchone()
    if is_above:
        connection.close()
        raise ImproperlyConfigured(
            f"The {settings.PROCESS} process signs in to the database as a role that its row-level security does not "
            "bind. Give it the address of portal_web or portal_worker."
        )
    if settings.PROCESS == "web" and not is_key_known(connection):
        connection.close()
        raise ImproperlyConfigured(
            "The database does not know the SECRET_KEY of this web process, and would show it no row. "
            "Run manage.py migrate with the same SECRET_KEY."
        )
