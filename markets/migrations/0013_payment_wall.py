"""The wall: the lab's runs are of the council's commissioners and the analysts, made by those who look after visits; a
provider sees what a shared run does to its own locations.
"""

from django.db import migrations

from accounts.domain.roles import RoleName
from accounts.domain.row_level_security import either, to_commissioners_with_visits, to_provider, to_roles, wall

READERS = to_roles({RoleName.COMMISSIONER, RoleName.ANALYST}, "authority_id")
KEEPERS = either(to_commissioners_with_visits(), to_roles({RoleName.ANALYST}, "authority_id"))
STEPS = (
    *wall("markets_ownpaymentrule", select=KEEPERS, insert=KEEPERS, delete=KEEPERS),
    *wall("markets_paymentrun", select=READERS, insert=KEEPERS, update=KEEPERS, delete=KEEPERS),
    *wall("markets_paymenteffect", select=either(READERS, to_provider()), insert=KEEPERS, delete=KEEPERS),
)


class Migration(migrations.Migration):
    dependencies = [("markets", "0012_payment_lab"), ("accounts", "0011_role_with_visits")]

    operations = [migrations.RunSQL(step.sql, step.reverse_sql or migrations.RunSQL.noop) for step in STEPS]
