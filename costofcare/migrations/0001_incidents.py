"""Incidents, and a door to how long each queue is: numbers and one time, of all authorities together."""

import uuid

from django.db import migrations, models

from accounts.domain.row_level_security import door

# Each kind of work: its table, the states that wait, that a worker is at and that failed, and when it was due.
READING = "'reading', 'applying'"
WORK = (
    ("uploads", "submissions_upload", "'received'", "'claimed'", "'failed'", "received_at"),
    ("batches", "submissions_intakeworkbook", "'received'", "'claimed'", "'failed'", "received_at"),
    (
        "imports",
        "register_registerimport",
        "'received', 'confirmed'",
        "'reading', 'applying'",
        "'failed'",
        "received_at",
    ),
    ("calculations", "reports_calculationrequest", "'received'", "'working'", "'failed'", "received_at"),
    ("documents", "reports_annexdocument", "'received'", "'making'", "'failed'", "received_at"),
    ("mails", "accounts_mail", "'waiting'", "'claimed'", "'failed', 'in_doubt'", "due_at"),
)
COUNTED = "\n    UNION ALL ".join(
    f"""SELECT '{work}', count(*) FILTER (WHERE state IN ({waiting})), count(*) FILTER (WHERE state IN ({working})),
        count(*) FILTER (WHERE state IN ({failed})), min({due}) FILTER (WHERE state IN ({waiting}))
    FROM {table}"""
    for work, table, waiting, working, failed, due in WORK
)
QUEUES = f"""
CREATE FUNCTION queue_counts() RETURNS TABLE (
    work text, waiting bigint, working bigint, failed bigint, oldest timestamptz
)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    {COUNTED}
$$
"""
DOOR = door(QUEUES, "queue_counts()")
KINDS = [
    ("page_failed", "Page failed"),
    ("task_failed", "Background work failed"),
    ("page_slow", "Slow page"),
]


class Migration(migrations.Migration):
    initial = True
    dependencies = [
        ("accounts", "0005_mail_servers"),
        ("register", "0004_words_of_council_lists"),
        ("submissions", "0010_counts_of_a_region"),
        ("reports", "0011_datasheets"),
    ]
    operations = [
        migrations.CreateModel(
            name="Incident",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("kind", models.CharField(choices=KINDS, max_length=20)),
                ("at", models.DateTimeField(db_index=True)),
                ("about", models.CharField(max_length=200)),
                ("seconds", models.FloatField(blank=True, null=True)),
                ("trouble", models.CharField(blank=True, max_length=200)),
                ("request", models.CharField(blank=True, max_length=64)),
            ],
        ),
        migrations.RunSQL(DOOR.sql, DOOR.reverse_sql),
    ]
