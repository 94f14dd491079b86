"""The wall: options and risks are written by the council's commissioners and read by the authority's analysts."""

from django.db import migrations

from accounts.domain.roles import RoleName
from accounts.domain.row_level_security import append_only, to_roles, wall

READERS = to_roles({RoleName.COMMISSIONER, RoleName.ANALYST}, "authority_id")
WRITERS = to_roles({RoleName.COMMISSIONER}, "authority_id")
STEPS = (
    *wall("markets_optionsappraisal", select=READERS, insert=WRITERS, update=WRITERS, delete=WRITERS),
    *wall("markets_appraisalscore", select=READERS, insert=WRITERS, update=WRITERS, delete=WRITERS),
    *wall("markets_marketrisk", select=READERS, insert=WRITERS, update=WRITERS),
    *wall("markets_riskchange", select=READERS, insert=WRITERS),
    *append_only("markets_riskchange"),
)


class Migration(migrations.Migration):
    dependencies = [("markets", "0017_options"), ("accounts", "0011_role_with_visits")]

    operations = [migrations.RunSQL(step.sql, step.reverse_sql or migrations.RunSQL.noop) for step in STEPS]
