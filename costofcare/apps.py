"""The wiring: logs, tasks, and rights on the tables after each migration."""

from importlib import import_module
from typing import Any

from django.apps import AppConfig, apps
from django.core.management import call_command
from django.db import connections
from django.db.models.signals import post_migrate

from accounts.domain.grants import grants
from accounts.domain.wall import APPEND_ONLY
from costofcare import logs

TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
GROWING = "SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname = %s AND NOT tgisinternal"


class CostofcareConfig(AppConfig):
    name = "costofcare"

    def ready(self) -> None:
        logs.configure()
        import_module("costofcare.celery")
        # The signal comes once for each app that has models; by then all tables are there.
        post_migrate.connect(set_rights, sender=apps.get_app_config("accounts"))


def set_rights(using: str, **_: Any) -> None:
    call_command("createcachetable", database=using, verbosity=0)
    with connections[using].cursor() as cursor:
        cursor.execute(TABLES)
        tables = {name for (name,) in cursor.fetchall()}
        cursor.execute(GROWING, [APPEND_ONLY])
        growing = {name for (name,) in cursor.fetchall()}
        for statement in grants(tables, growing):
            cursor.execute(statement)
