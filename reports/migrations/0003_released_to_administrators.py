"""Administrators read what is out, to export it: released figures alone, of every authority."""

from django.db import migrations

from accounts.domain.roles import RoleName
from accounts.domain.row_level_security import both, policy, to_roles

OUT = both(to_roles({RoleName.ADMINISTRATOR}), "for_publication", "state IN ('released', 'superseded')")
STEP = policy("reports_release", "select", OUT, name="administrator")


class Migration(migrations.Migration):
    dependencies = [("reports", "0002_wall")]

    operations = [migrations.RunSQL(STEP.sql, STEP.reverse_sql)]
