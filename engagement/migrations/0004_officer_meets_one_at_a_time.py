"""An officer's slots never overlap, whichever council they are for: not even those whose rows the officer does not see.

A person is a range of one, as in accounts' 0003, since PostgreSQL's own GiST compares ranges alone.
"""

from django.db import migrations

NAME = "officer_meets_one_at_a_time"
NEVER_OVERLAP = f"""
ALTER TABLE engagement_slot ADD CONSTRAINT {NAME} EXCLUDE USING gist (
    uuidrange(officer_id, officer_id, '[]') WITH &&, tstzrange(starts_at, ends_at) WITH &&
) WHERE (closed_at IS NULL)
"""


class Migration(migrations.Migration):
    dependencies = [("engagement", "0003_slots_and_seats"), ("accounts", "0004_independence")]

    operations = [
        migrations.RemoveConstraint("slot", NAME),
        migrations.RunSQL(NEVER_OVERLAP, f"ALTER TABLE engagement_slot DROP CONSTRAINT {NAME}"),
    ]
