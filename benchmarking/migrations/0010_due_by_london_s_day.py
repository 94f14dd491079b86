"""Rows of providers are due by London's day, as they are announced: the database's own is behind in summer."""

from django.db import migrations

OF_LONDON = "(CURRENT_TIMESTAMP AT TIME ZONE 'Europe/London')::date"
IS_DUE = """
CREATE OR REPLACE FUNCTION provider_rows_are_due() RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT current_user <> 'portal_web' AND EXISTS (SELECT FROM accounts_retentionrun WHERE finished_at IS NULL
        AND due_on <= {today} AND plan ? 'provider_rows')
$$
"""


class Migration(migrations.Migration):
    dependencies = [("benchmarking", "0009_lever_versions")]

    operations = [migrations.RunSQL(IS_DUE.format(today=OF_LONDON), IS_DUE.format(today="CURRENT_DATE"))]
