"""The wall round the list of sessions: each person's own, and for administrators, who sign others out."""

from importlib import import_module

from django.db import migrations

from accounts.domain.roles import RoleName
from accounts.domain.row_level_security import to_roles, wall

sealed_context = import_module("accounts.migrations.0008_sealed_context")
OWN = sealed_context.of_person("person_id")
SEEN = {command: f"({own} OR {to_roles({RoleName.ADMINISTRATOR})})" for command, own in OWN.items()}


class Migration(migrations.Migration):
    dependencies = [("accounts", "0008_sealed_context")]

    operations = [migrations.RunSQL(step.sql, step.reverse_sql) for step in wall("accounts_personsession", **SEEN)]
