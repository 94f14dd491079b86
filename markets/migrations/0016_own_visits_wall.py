"""The wall: a provider sends files of its own visits to the independent team, and sees what became of them."""

from django.db import migrations

from accounts.domain.row_level_security import PROVIDER, both, policy, to_provider

OWN = both("holder = 'independent'", to_provider(), "state = 'received'")
OWN_PART = both(
    "holder = 'independent'", f"dataset_id IN (SELECT id FROM markets_dataset WHERE provider_id = {PROVIDER})"
)
STEPS = (
    policy("markets_dataset", "insert", OWN, name="own"),
    policy("markets_sealedpart", "insert", OWN_PART, name="own"),
    # A row that is inserted is given back with its number.
    policy("markets_sealedpart", "select", OWN_PART, name="own"),
)


class Migration(migrations.Migration):
    dependencies = [("markets", "0015_market_release_wall"), ("markets", "0009_visits_wall")]

    operations = [migrations.RunSQL(step.sql, step.reverse_sql or migrations.RunSQL.noop) for step in STEPS]
