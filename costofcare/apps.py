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
from django.db.models.signals import post_migrate, pre_migrate

from accounts.domain.grants import grants
from accounts.domain.row_level_security import APPEND_ONLY
from costofcare import logs
from costofcare.deployment.database_roles import binding_of, too_old
from costofcare.servers.roles import OLDEST

TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
GROWING = "SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname = %s AND NOT tgisinternal"


class CostofcareConfig(AppConfig):
    name = "costofcare"

    def ready(self) -> None:
        logs.configure()
        import_module("costofcare.celery")
        import_module("costofcare.deployment.checks")
        connection_created.connect(refuse_to_serve_above_the_wall)
        pre_migrate.connect(refuse_an_old_server, sender=apps.get_app_config("accounts"))
        # The signal comes once for each app that has models; by then all tables are there.
        post_migrate.connect(set_rights, sender=apps.get_app_config("accounts"))


def set_rights(using: str, plan: object = None, **_: Any) -> None:
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


def refuse_an_old_server(using: str, **_: Any) -> None:
    if (version := connections[using].pg_version) < OLDEST:
        raise ImproperlyConfigured(too_old(version))


def refuse_to_serve_above_the_wall(connection: BaseDatabaseWrapper, **_: Any) -> None:
    """Refuse each connection of a web process or worker that is not bound as that process has to be.

    With the owner's address, or the worker's in a web process, it would serve everything to everybody unnoticed.
    """
    if settings.PROCESS == "command":
        return
    if troubles := list(binding_of(connection, settings.PROCESS).troubles()):
        connection.close()
        raise ImproperlyConfigured(" ".join(troubles))
