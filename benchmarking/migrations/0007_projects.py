"""Projects of rounds, and their wall: kept by the office's team, read by its regional lead.

Of the brief, the group, meetings and decisions the councils of a round read, too. Versions of a brief, decisions and
ratings of risks are added and never changed.
"""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from accounts.domain.roles import TEAM_ROLES, RoleName
from accounts.domain.row_level_security import AUTHORITY, append_only, both, either, to_roles, wall

HOST = "host_authority_id"
TEAM = to_roles(TEAM_ROLES, HOST)
OFFICE = to_roles(TEAM_ROLES | {RoleName.REGIONAL_LEAD}, HOST)
IS_ASKED = both(
    to_roles({RoleName.COMMISSIONER}),
    f"round_id IN (SELECT round_id FROM benchmarking_roundmember WHERE authority_id = {AUTHORITY})",
)
READERS = either(OFFICE, IS_ASKED)
STEPS = (
    *wall("benchmarking_projectbrief", select=READERS, insert=TEAM),
    *wall("benchmarking_projectseat", select=READERS, insert=TEAM, update=TEAM),
    *wall("benchmarking_projectmeeting", select=READERS, insert=TEAM, update=TEAM),
    *wall("benchmarking_projectdecision", select=READERS, insert=TEAM),
    *wall("benchmarking_projecttask", select=OFFICE, insert=TEAM, update=TEAM),
    *wall("benchmarking_projectrisk", select=OFFICE, insert=TEAM, update=TEAM),
    *wall("benchmarking_projectriskrating", select=OFFICE, insert=TEAM),
    *wall("benchmarking_projectchange", select=OFFICE, insert=TEAM, update=TEAM),
    *append_only("benchmarking_projectbrief"),
    *append_only("benchmarking_projectdecision"),
    *append_only("benchmarking_projectriskrating"),
)


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0008_sealed_context"),
        ("benchmarking", "0006_public_files_wall"),
        ("register", "0007_ratings_with_days"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ProjectMeeting",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("edition", models.PositiveIntegerField(default=1)),
                ("changed_at", models.DateTimeField()),
                ("title", models.CharField(max_length=150)),
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                ("place", models.CharField(blank=True, max_length=300)),
                ("agenda", models.TextField(blank=True, max_length=4000)),
                ("minutes", models.TextField(blank=True, max_length=20000)),
                ("is_for_network", models.BooleanField(default=False)),
                ("is_off", models.BooleanField(default=False)),
                (
                    "changed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "host_authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="register.authority"
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="benchmarking.benchmarkround"
                    ),
                ),
            ],
            options={
                "ordering": ["starts_at", "id"],
            },
        ),
        migrations.CreateModel(
            name="ProjectDecision",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("edition", models.PositiveIntegerField(default=1)),
                ("changed_at", models.DateTimeField()),
                ("words", models.CharField(max_length=1000)),
                ("reason", models.CharField(blank=True, max_length=1000)),
                ("decided_on", models.DateField()),
                (
                    "changed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "host_authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="register.authority"
                    ),
                ),
                (
                    "replaces",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="benchmarking.projectdecision",
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="benchmarking.benchmarkround"
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="benchmarking.projectmeeting",
                    ),
                ),
            ],
            options={
                "ordering": ["-decided_on", "-changed_at", "id"],
            },
        ),
        migrations.CreateModel(
            name="ProjectRisk",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("edition", models.PositiveIntegerField(default=1)),
                ("changed_at", models.DateTimeField()),
                ("title", models.CharField(max_length=200)),
                ("owner", models.CharField(blank=True, max_length=150)),
                ("likelihood", models.PositiveSmallIntegerField()),
                ("impact", models.PositiveSmallIntegerField()),
                ("mitigation", models.TextField(blank=True, max_length=2000)),
                ("is_closed", models.BooleanField(default=False)),
                (
                    "changed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "host_authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="register.authority"
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="benchmarking.benchmarkround"
                    ),
                ),
            ],
            options={
                "ordering": ["title", "id"],
            },
        ),
        migrations.CreateModel(
            name="ProjectRiskRating",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("likelihood", models.PositiveSmallIntegerField()),
                ("impact", models.PositiveSmallIntegerField()),
                ("words", models.CharField(max_length=300)),
                ("rated_at", models.DateTimeField()),
                (
                    "host_authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="register.authority"
                    ),
                ),
                (
                    "rated_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "risk",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ratings",
                        to="benchmarking.projectrisk",
                    ),
                ),
            ],
            options={
                "ordering": ["-rated_at", "id"],
            },
        ),
        migrations.CreateModel(
            name="ProjectSeat",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("edition", models.PositiveIntegerField(default=1)),
                ("changed_at", models.DateTimeField()),
                ("name", models.CharField(max_length=150)),
                ("organisation", models.CharField(max_length=200)),
                ("email", models.EmailField(blank=True, max_length=254)),
                (
                    "seat",
                    models.CharField(
                        choices=[
                            ("sponsor", "Sponsor"),
                            ("commissioning", "Commissioning"),
                            ("finance", "Finance"),
                            ("cqc", "CQC"),
                            ("nice", "NICE"),
                            ("providers", "Provider association"),
                            ("legal", "Legal"),
                            ("analysis", "Analysis"),
                            ("other", "Other"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "place",
                    models.CharField(
                        blank=True, choices=[("inner", "Inner"), ("outer", "Outer"), ("", "Neither")], max_length=10
                    ),
                ),
                ("role", models.CharField(blank=True, max_length=200)),
                ("left_on", models.DateField(blank=True, null=True)),
                (
                    "changed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "host_authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="register.authority"
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="benchmarking.benchmarkround"
                    ),
                ),
            ],
            options={
                "ordering": ["seat", "name", "id"],
            },
        ),
        migrations.CreateModel(
            name="ProjectTask",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("edition", models.PositiveIntegerField(default=1)),
                ("changed_at", models.DateTimeField()),
                ("title", models.CharField(max_length=200)),
                ("days", models.DecimalField(decimal_places=1, max_digits=5)),
                ("owner", models.CharField(blank=True, max_length=150)),
                ("due_on", models.DateField(blank=True, null=True)),
                ("done_when", models.CharField(blank=True, max_length=300)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("to_do", "To do"),
                            ("under_way", "Under way"),
                            ("done", "Done"),
                            ("dropped", "Dropped"),
                        ],
                        default="to_do",
                        max_length=10,
                    ),
                ),
                ("done_on", models.DateField(blank=True, null=True)),
                (
                    "changed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "host_authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="register.authority"
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="benchmarking.benchmarkround"
                    ),
                ),
            ],
            options={
                "ordering": ["due_on", "title", "id"],
            },
        ),
        migrations.CreateModel(
            name="ProjectBrief",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("number", models.PositiveIntegerField()),
                ("aim", models.TextField(max_length=2000)),
                ("scope", models.TextField(max_length=4000)),
                ("constraints", models.TextField(blank=True, max_length=4000)),
                ("stakeholders", models.TextField(blank=True, max_length=4000)),
                ("deliverables", models.TextField(blank=True, max_length=4000)),
                ("acceptance", models.TextField(blank=True, max_length=2000)),
                ("days", models.DecimalField(decimal_places=1, max_digits=6)),
                ("day_rate_gbp", models.DecimalField(decimal_places=2, max_digits=8)),
                ("spent_gbp", models.DecimalField(decimal_places=2, max_digits=11)),
                ("why", models.CharField(blank=True, max_length=300)),
                ("made_at", models.DateTimeField()),
                (
                    "host_authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="register.authority"
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="benchmarking.benchmarkround"
                    ),
                ),
            ],
            options={
                "ordering": ["-number"],
                "constraints": [
                    models.UniqueConstraint(fields=("round", "number"), name="project_brief_has_a_number_once"),
                    models.CheckConstraint(
                        condition=models.Q(("number", 1), models.Q(("why", ""), _negated=True), _connector="OR"),
                        name="later_project_brief_says_why",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ProjectChange",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("edition", models.PositiveIntegerField(default=1)),
                ("changed_at", models.DateTimeField()),
                ("title", models.CharField(max_length=200)),
                ("reason", models.CharField(max_length=1000)),
                ("effect", models.CharField(blank=True, max_length=1000)),
                ("asked_by", models.CharField(max_length=150)),
                ("asked_on", models.DateField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "Asked for"),
                            ("accepted", "Accepted"),
                            ("refused", "Refused"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="asked",
                        max_length=10,
                    ),
                ),
                ("decided_on", models.DateField(blank=True, null=True)),
                ("decision", models.CharField(blank=True, max_length=1000)),
                (
                    "changed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "host_authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="register.authority"
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="benchmarking.benchmarkround"
                    ),
                ),
            ],
            options={
                "ordering": ["-asked_on", "title", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                models.Q(("state", "accepted"), _negated=True),
                                models.Q(("state", "refused"), _negated=True),
                            ),
                            ("decided_on__isnull", False),
                            _connector="OR",
                        ),
                        name="decided_project_change_has_a_day",
                    )
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="projectmeeting",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_at__gt", models.F("starts_at"))), name="project_meeting_ends_after_it_starts"
            ),
        ),
        migrations.AddConstraint(
            model_name="projectrisk",
            constraint=models.CheckConstraint(
                condition=models.Q(("likelihood__range", (1, 5))), name="project_risk_is_likely_one_to_five"
            ),
        ),
        migrations.AddConstraint(
            model_name="projectrisk",
            constraint=models.CheckConstraint(
                condition=models.Q(("impact__range", (1, 5))), name="project_risk_is_grave_one_to_five"
            ),
        ),
        migrations.AddConstraint(
            model_name="projecttask",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("done_on__isnull", False), ("state", "done")),
                    models.Q(models.Q(("state", "done"), _negated=True), ("done_on__isnull", True)),
                    _connector="OR",
                ),
                name="project_task_is_done_on_a_day",
            ),
        ),
        *(migrations.RunSQL(step.sql, step.reverse_sql or migrations.RunSQL.noop) for step in STEPS),
    ]
