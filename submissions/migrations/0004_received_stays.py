"""A return that has come in stays received for those who read none: being sent back or left out is the team's business.

``received_at`` is when it first came in, and is cleared where the provider itself takes it back. The count of usable
returns has no door any more: a number that moves with each decision can be watched; a release tells it.
"""

from importlib import import_module

from django.db import migrations, models

from accounts.domain.roles import TEAM_ROLES
from accounts.domain.row_level_security import SqlStep, door, to_roles

before = import_module("submissions.migrations.0003_doors")

IN = "state IN ('submitted', 'accepted', 'excluded')"
RECEIVED = f"coalesce(r.received_at, CASE WHEN r.{IN} THEN r.submitted_at END)"
COUNT = before.COUNT.replace("FROM submissions_return\n", "FROM submissions_return r\n").replace(
    IN, f"{RECEIVED} IS NOT NULL"
)
PROGRESS = before.PROGRESS.replace(f"CASE WHEN r.{IN} THEN r.submitted_at END", RECEIVED)
# Longer than the others after it has come in has only what was sent back.
LONGER = f"""
        AND ({to_roles(TEAM_ROLES)} OR a.verb <> 'gave a location longer' OR NOT EXISTS (
            SELECT 1 FROM submissions_return r WHERE r.participation_id = reached.id AND {RECEIVED} < a.at
        ))
"""
SCOPE = "'put a location back in scope')\n"
EVENTS = before.EVENTS.replace(SCOPE, SCOPE + LONGER)


def replaced(old: str, new: str) -> SqlStep:
    """Return the step that puts another body into a function, whose rights stay."""
    assert old != new
    return SqlStep(*(sql.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION") for sql in (new, old)))


USABLE = door(before.USABLE, "returns_usable(uuid)")
STEPS = (
    SqlStep(f"UPDATE submissions_return SET received_at = submitted_at WHERE {IN}", ""),
    replaced(before.COUNT, COUNT),
    replaced(before.PROGRESS, PROGRESS),
    replaced(before.EVENTS, EVENTS),
    SqlStep(USABLE.reverse_sql, USABLE.sql),
)


class Migration(migrations.Migration):
    dependencies = [("submissions", "0003_doors")]

    operations = [
        migrations.AddField("return", "received_at", models.DateTimeField(blank=True, null=True)),
        *(migrations.RunSQL(step.sql, step.reverse_sql or migrations.RunSQL.noop) for step in STEPS),
    ]
