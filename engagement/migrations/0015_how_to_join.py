"""How to join a 1-2-1 is a row of its own: a provider sees free slots, but their links only once it has booked."""

import uuid

import django.db.models.deletion
from django.db import migrations, models

from accounts.domain.roles import PROVIDER_ROLES
from accounts.domain.wall import PROVIDER, both, either, to_roles, wall
from engagement.domain.walls import OWN_SIDE, STAFF

# A booking that was moved names its new slot alone.
BOOKED_BY_THEM = f"slot_id IN (SELECT slot_id FROM engagement_booking WHERE provider_id = {PROVIDER})"
WALL = wall(
    "engagement_joining",
    select=either(STAFF, both(to_roles(PROVIDER_ROLES), BOOKED_BY_THEM)),
    insert=OWN_SIDE,
)
MOVE_OUT = """
INSERT INTO engagement_joining (id, slot_id, authority_id, side, place, ring)
SELECT gen_random_uuid(), id, authority_id, side, place, ring FROM engagement_slot WHERE place <> '' OR ring <> ''
"""
MOVE_BACK = """
UPDATE engagement_slot s SET place = j.place, ring = j.ring FROM engagement_joining j WHERE j.slot_id = s.id
"""


class Migration(migrations.Migration):
    dependencies = [("engagement", "0014_old_logs_by_the_worker"), ("submissions", "0002_wall")]

    operations = [
        migrations.CreateModel(
            name="Joining",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "side",
                    models.CharField(choices=[("team", "Independent team"), ("council", "Council")], max_length=10),
                ),
                ("place", models.CharField(blank=True, max_length=300)),
                ("ring", models.CharField(blank=True, max_length=40)),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="submissions.authority"
                    ),
                ),
                (
                    "slot",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="joining", to="engagement.slot"
                    ),
                ),
            ],
            options={"abstract": False},
        ),
        *(migrations.RunSQL(step.sql, step.reverse_sql) for step in WALL),
        migrations.RunSQL(MOVE_OUT, MOVE_BACK),
        migrations.RemoveField("slot", "place"),
        migrations.RemoveField("slot", "ring"),
    ]
