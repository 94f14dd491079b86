"""The wall: small tables of a market are of the commissioners who look after the council's visits."""

from django.db import migrations

from accounts.domain.row_level_security import to_commissioners_with_visits, wall

KEEPERS = to_commissioners_with_visits()
STEPS = wall("markets_markettable", select=KEEPERS, insert=KEEPERS, update=KEEPERS, delete=KEEPERS)


class Migration(migrations.Migration):
    dependencies = [("markets", "0010_market_tables"), ("accounts", "0011_role_with_visits")]

    operations = [migrations.RunSQL(step.sql, step.reverse_sql or migrations.RunSQL.noop) for step in STEPS]
