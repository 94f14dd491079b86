"""Documents of releases behind their wall, which never change once made; the words that go out with a release."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from accounts.domain.row_level_security import PERSON, SqlStep, both, either, to_team, wall

TABLE = "reports_annexdocument"
# Whoever may read a release reads its documents: the policies of releases answer for this, too.
READERS = both(
    "for_publication",
    "state = 'made'",
    f"EXISTS (SELECT FROM reports_release WHERE reports_release.id = {TABLE}.release_id)",
)
FREEZE = """
CREATE FUNCTION keep_documents_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    movable text[] := ARRAY['state', 'sealed', 'size', 'sha256', 'layout', 'tries', 'received_at', 'received_by_id',
                            'claimed_at', 'finished_at'];
BEGIN
    IF TG_OP = 'DELETE' OR OLD.state = 'made' OR to_jsonb(OLD) - movable <> to_jsonb(NEW) - movable THEN
        RAISE EXCEPTION 'a document is frozen' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$
"""
STEPS = (
    *wall(
        TABLE,
        select=either(to_team(), READERS),
        insert=both(to_team(), f"received_by_id = {PERSON}", "state = 'received'"),
        update=both(to_team(), "state IN ('failed', 'received')"),
    ),
    SqlStep(FREEZE, "DROP FUNCTION keep_documents_frozen()"),
    SqlStep(
        f"CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON {TABLE} "
        "FOR EACH ROW EXECUTE FUNCTION keep_documents_frozen()",
        f"DROP TRIGGER frozen ON {TABLE}",
    ),
)


class Migration(migrations.Migration):
    dependencies = [
        ("reports", "0006_calculation_requests"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="release", name="report_words", field=models.JSONField(blank=True, default=dict)
        ),
        migrations.CreateModel(
            name="AnnexDocument",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("for_publication", models.BooleanField()),
                ("kind", models.CharField(max_length=20)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("received", "Waiting for a worker"),
                            ("making", "Being made"),
                            ("made", "Made"),
                            ("failed", "Not made"),
                        ],
                        default="received",
                        max_length=10,
                    ),
                ),
                ("source", models.BinaryField()),
                ("sealed", models.BinaryField(default=b"")),
                ("size", models.PositiveIntegerField(default=0)),
                ("sha256", models.CharField(blank=True, max_length=64)),
                ("layout", models.CharField(blank=True, max_length=200)),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("received_at", models.DateTimeField()),
                ("claimed_at", models.DateTimeField(blank=True, null=True)),
                ("finished_at", models.DateTimeField(blank=True, null=True)),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="register.authority"
                    ),
                ),
                (
                    "exercise",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="register.exercise"
                    ),
                ),
                (
                    "received_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "release",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="documents", to="reports.release"
                    ),
                ),
            ],
            options={"ordering": ["kind"]},
        ),
        migrations.AddConstraint(
            model_name="annexdocument",
            constraint=models.UniqueConstraint(fields=("release", "kind"), name="document_made_once"),
        ),
        migrations.AddConstraint(
            model_name="annexdocument",
            constraint=models.CheckConstraint(
                condition=models.Q(("state", "made"), _negated=True) | models.Q(("sha256", ""), _negated=True),
                name="made_document_has_a_digest",
            ),
        ),
        *(migrations.RunSQL(step.sql, step.reverse_sql or migrations.RunSQL.noop) for step in STEPS),
    ]
