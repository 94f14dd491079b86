"""The wall of counted lengths, that of half-minutes; and those of all half-minutes that there are.

Whoever may delete months of half-minutes counts those that are left.
"""

from typing import Any

from django.db import migrations

from accounts.domain.roles import RoleName
from accounts.domain.row_level_security import both, either, to_commissioners_with_visits, to_roles, wall
from markets.payment.domain.counted_lengths import counting_sql

ANALYSTS = to_roles({RoleName.ANALYST}, "authority_id")
LOOKS_AFTER = either(
    both("holder = 'council'", to_commissioners_with_visits()), both("holder = 'independent'", ANALYSTS)
)
PAID = either(LOOKS_AFTER, both("holder = 'council'", ANALYSTS))
STEPS = wall("markets_countedlengths", select=PAID, insert=LOOKS_AFTER, delete=LOOKS_AFTER)


def count_all(apps: Any, schema_editor: Any) -> None:
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT dataset_id FROM markets_halfminutes")
        for (dataset_id,) in cursor.fetchall():
            cursor.execute(counting_sql(), [dataset_id])


class Migration(migrations.Migration):
    dependencies = [("markets", "0032_counted_lengths"), ("accounts", "0011_role_with_visits")]

    operations = [
        *(migrations.RunSQL(step.sql, step.reverse_sql or migrations.RunSQL.noop) for step in STEPS),
        migrations.RunPython(count_all, migrations.RunPython.noop),
    ]
