"""The audit trail only grows; it is read by those who check it, and of a return by those who read that return.

Whoever is signed in may write a mail of the portal; of what went astray those hear who read returns.
"""

from django.db import migrations

from accounts.domain import sealed_context
from accounts.domain.roles import RoleName
from accounts.domain.row_level_security import (
    PERSON,
    append_only,
    either,
    to_anybody_signed_in,
    to_provider,
    to_roles,
    to_team,
    wall,
)

TRAIL = "accounts_auditevent"
READERS = either(to_roles({RoleName.ADMINISTRATOR, RoleName.AUDITOR}), to_team(), to_provider())
# Nobody writes in another's name. Some events are nobody's: a stranger takes an invitation.
OWN_NAME = either("by_id IS NULL", f"by_id = {PERSON}")

STEPS = (
    # What policies ask. A database that is older than these functions gets them by 0007.
    *sealed_context.STEPS,
    *wall(TRAIL, select=READERS, insert=OWN_NAME),
    *append_only(TRAIL),
    *wall("accounts_mail", select=to_team(), insert=to_anybody_signed_in(), update=to_team()),
)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]

    operations = [migrations.RunSQL(step.sql, step.reverse_sql or migrations.RunSQL.noop) for step in STEPS]
