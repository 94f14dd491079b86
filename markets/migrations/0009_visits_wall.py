"""The wall of visits: by holder and authority; a council's commissioners need the switch, and never see what is held
by the independent team. Figures of the council's own data are for all its commissioners, and a provider's for itself.
"""

from django.db import migrations

from accounts.domain.roles import PROVIDER_ROLES, READS_RETURNS, RoleName
from accounts.domain.row_level_security import (
    both,
    either,
    to_commissioners_with_visits,
    to_provider,
    to_roles,
    wall,
)

OF_COUNCIL, OF_TEAM = "holder = 'council'", "holder = 'independent'"
ANALYSTS = to_roles({RoleName.ANALYST}, "authority_id")
TEAM = to_roles(READS_RETURNS, "authority_id")
LOOKS_AFTER = either(both(OF_COUNCIL, to_commissioners_with_visits()), both(OF_TEAM, ANALYSTS))
OWN_SENT = both(OF_TEAM, to_provider())
PRESET = both("is_shared", "providers = '{}'::jsonb", to_roles({RoleName.ANALYST, RoleName.COMMISSIONER}))
# The payment lab reads half-minutes; of a provider with one client they describe that client.
PAID = either(LOOKS_AFTER, both(OF_COUNCIL, ANALYSTS))
READS = either(both(OF_COUNCIL, to_roles(READS_RETURNS | {RoleName.COMMISSIONER}, "authority_id")), both(OF_TEAM, TEAM))
OWN_FIGURE = both("level = 'provider'", to_provider())
RUN_OF_OWN_FIGURE = both(
    to_roles(PROVIDER_ROLES), "id IN (SELECT own.run_id FROM markets_visitfigure own WHERE own.level = 'provider')"
)
STEPS = (
    *wall("markets_dataset", select=either(LOOKS_AFTER, OWN_SENT), insert=LOOKS_AFTER, update=LOOKS_AFTER),
    *wall(
        "markets_visitmapping",
        select=either(LOOKS_AFTER, PRESET),
        insert=LOOKS_AFTER,
        update=LOOKS_AFTER,
        delete=LOOKS_AFTER,
    ),
    *wall("markets_sealedpart", select=LOOKS_AFTER, insert=LOOKS_AFTER, delete=LOOKS_AFTER),
    # Made by the worker alone.
    *wall("markets_halfminutes", select=PAID, delete=LOOKS_AFTER),
    *wall("markets_visitfigure", select=either(READS, OWN_FIGURE), delete=READS),
    *wall("markets_visitrun", select=either(READS, RUN_OF_OWN_FIGURE), insert=READS, update=READS, delete=READS),
)


class Migration(migrations.Migration):
    dependencies = [("markets", "0008_visits"), ("accounts", "0011_role_with_visits")]

    operations = [migrations.RunSQL(step.sql, step.reverse_sql or migrations.RunSQL.noop) for step in STEPS]
