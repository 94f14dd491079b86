"""Questions of the team in cycles; who looks at which return, and what analysts write to each other about it.

What the team has asked so far was its first cycle. Providers see their questions with the day on which an answer is
due, and neither who looks at their return nor a note about it; notes are written in one's own name.
"""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from accounts.domain.roles import RoleName
from accounts.domain.row_level_security import both, to_person, to_roles, to_team, wall

ANALYSTS = to_roles({RoleName.ANALYST}, "authority_id")
AUTHORS = both(ANALYSTS, to_person("written_by_id"))
WALLS = (
    *wall("submissions_returnassignment", select=to_team(), insert=ANALYSTS, update=ANALYSTS),
    *wall("submissions_analystnote", select=to_team(), insert=AUTHORS, update=AUTHORS),
)
FIRST = "UPDATE submissions_returnquestion SET cycle = 1 WHERE asked_side = 'team'"
CORRECTED = "UPDATE submissions_returnquestion SET outcome = 'corrected' WHERE outcome = 'changed'"
CHANGED = "UPDATE submissions_returnquestion SET outcome = 'changed' WHERE outcome = 'corrected'"


class Migration(migrations.Migration):
    dependencies = [
        ("register", "0002_wall"),
        ("submissions", "0005_decisions"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="AnalystNote",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("words", models.CharField(blank=True, max_length=1000)),
                ("written_at", models.DateTimeField()),
                ("taken_back_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ["written_at"],
            },
        ),
        migrations.CreateModel(
            name="ReturnAssignment",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("assigned_at", models.DateTimeField()),
            ],
        ),
        migrations.AddField(
            model_name="returnquestion",
            name="closed_version",
            field=models.PositiveIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="returnquestion",
            name="cycle",
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
        migrations.RunSQL(FIRST, migrations.RunSQL.noop),
        migrations.RunSQL(CORRECTED, CHANGED),
        migrations.AddField(
            model_name="returnquestion",
            name="due_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="returnquestion",
            name="follows",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="followed_by",
                to="submissions.returnquestion",
            ),
        ),
        migrations.AddField(
            model_name="returnquestion",
            name="is_late",
            field=models.BooleanField(default=False),
        ),
        migrations.AlterField(
            model_name="returnquestion",
            name="outcome",
            field=models.CharField(
                blank=True,
                choices=[
                    ("corrected", "The figure was corrected"),
                    ("explained", "The figure is right, and explained"),
                    ("line_excluded", "The line is left out"),
                    ("return_excluded", "The return is left out"),
                    ("withdrawn", "Withdrawn by the team"),
                    ("asked_again", "Asked again in the next cycle"),
                    ("left", "Left as it is"),
                ],
                max_length=20,
            ),
        ),
        migrations.AddConstraint(
            model_name="returnquestion",
            constraint=models.UniqueConstraint(fields=("follows",), name="query_followed_once"),
        ),
        migrations.AddConstraint(
            model_name="returnquestion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("asked_side", "team"), _negated=True), ("cycle__in", [1, 2, 3]), _connector="OR"
                ),
                name="query_of_the_team_has_a_cycle",
            ),
        ),
        migrations.AddField(
            model_name="analystnote",
            name="authority",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="register.authority"
            ),
        ),
        migrations.AddField(
            model_name="analystnote",
            name="exercise",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="register.exercise"
            ),
        ),
        migrations.AddField(
            model_name="analystnote",
            name="provider",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="register.provider"
            ),
        ),
        migrations.AddField(
            model_name="analystnote",
            name="submission",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="analyst_notes", to="submissions.return"
            ),
        ),
        migrations.AddField(
            model_name="analystnote",
            name="written_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="returnassignment",
            name="analyst",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="returnassignment",
            name="assigned_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="returnassignment",
            name="authority",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="register.authority"
            ),
        ),
        migrations.AddField(
            model_name="returnassignment",
            name="exercise",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="register.exercise"
            ),
        ),
        migrations.AddField(
            model_name="returnassignment",
            name="provider",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="register.provider"
            ),
        ),
        migrations.AddField(
            model_name="returnassignment",
            name="submission",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="assignment", to="submissions.return"
            ),
        ),
        migrations.AddConstraint(
            model_name="analystnote",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("words", ""), _negated=True), ("taken_back_at__isnull", False), _connector="OR"
                ),
                name="analyst_note_has_words",
            ),
        ),
        migrations.AddIndex(
            model_name="returnassignment",
            index=models.Index(fields=["analyst"], name="submissions_analyst_9da833_idx"),
        ),
        *(migrations.RunSQL(step.sql, step.reverse_sql) for step in WALLS),
    ]
