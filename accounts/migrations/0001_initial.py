"""What is remembered of people, their roles, and what they did."""

import uuid

import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="User",
            fields=[
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("email", models.EmailField(max_length=254, unique=True)),
                ("full_name", models.CharField(max_length=200)),
                ("is_active", models.BooleanField(default=True)),
                ("wants_fewer_emails", models.BooleanField(default=False)),
                ("joined_at", models.DateTimeField(auto_now_add=True)),
                ("anonymised_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("email", django.db.models.functions.text.Lower("email"))),
                        name="email_is_lower",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="AuditEvent",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
                ("as_role", models.CharField(blank=True, max_length=30)),
                ("verb", models.CharField(max_length=60)),
                ("subject_kind", models.CharField(max_length=40)),
                ("subject_id", models.CharField(blank=True, max_length=60)),
                ("words", models.CharField(blank=True, max_length=300)),
                ("authority_id", models.UUIDField(blank=True, db_index=True, null=True)),
                ("provider_id", models.UUIDField(blank=True, db_index=True, null=True)),
                ("exercise_id", models.UUIDField(blank=True, db_index=True, null=True)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["-at"], name="accounts_au_at_842ba4_idx"),
                    models.Index(fields=["subject_kind", "subject_id"], name="accounts_au_subject_094650_idx"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Invitation",
            fields=[
                (
                    "name",
                    models.CharField(
                        choices=[
                            ("provider_user", "Provider user"),
                            ("provider_administrator", "Provider administrator"),
                            ("analyst", "Analyst"),
                            ("release_approver", "Release approver"),
                            ("engagement_officer", "Engagement officer"),
                            ("commissioner", "Commissioner"),
                            ("regional_lead", "Regional lead"),
                            ("administrator", "Administrator"),
                            ("auditor", "Auditor"),
                        ],
                        max_length=30,
                    ),
                ),
                ("authority_id", models.UUIDField(blank=True, db_index=True, null=True)),
                ("provider_id", models.UUIDField(blank=True, db_index=True, null=True)),
                ("scope_label", models.CharField(blank=True, max_length=200)),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("email", models.EmailField(max_length=254)),
                ("token_sha256", models.CharField(max_length=64, unique=True)),
                ("invited_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("accepted_at", models.DateTimeField(blank=True, null=True)),
                ("revoked_at", models.DateTimeField(blank=True, null=True)),
                (
                    "accepted_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "invited_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("authority_id__isnull", True),
                                ("name__in", ["provider_administrator", "provider_user"]),
                                ("provider_id__isnull", False),
                            ),
                            models.Q(
                                ("authority_id__isnull", False),
                                (
                                    "name__in",
                                    [
                                        "analyst",
                                        "commissioner",
                                        "engagement_officer",
                                        "regional_lead",
                                        "release_approver",
                                    ],
                                ),
                                ("provider_id__isnull", True),
                            ),
                            models.Q(
                                ("authority_id__isnull", True),
                                ("name__in", ["administrator", "auditor"]),
                                ("provider_id__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="invitation_scope_fits",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("expires_at__gt", models.F("invited_at"))),
                        name="invitation_ends_after_it_begins",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Role",
            fields=[
                (
                    "name",
                    models.CharField(
                        choices=[
                            ("provider_user", "Provider user"),
                            ("provider_administrator", "Provider administrator"),
                            ("analyst", "Analyst"),
                            ("release_approver", "Release approver"),
                            ("engagement_officer", "Engagement officer"),
                            ("commissioner", "Commissioner"),
                            ("regional_lead", "Regional lead"),
                            ("administrator", "Administrator"),
                            ("auditor", "Auditor"),
                        ],
                        max_length=30,
                    ),
                ),
                ("authority_id", models.UUIDField(blank=True, db_index=True, null=True)),
                ("provider_id", models.UUIDField(blank=True, db_index=True, null=True)),
                ("scope_label", models.CharField(blank=True, max_length=200)),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("granted_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "ended_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "granted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="roles", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("authority_id__isnull", True),
                                ("name__in", ["provider_administrator", "provider_user"]),
                                ("provider_id__isnull", False),
                            ),
                            models.Q(
                                ("authority_id__isnull", False),
                                (
                                    "name__in",
                                    [
                                        "analyst",
                                        "commissioner",
                                        "engagement_officer",
                                        "regional_lead",
                                        "release_approver",
                                    ],
                                ),
                                ("provider_id__isnull", True),
                            ),
                            models.Q(
                                ("authority_id__isnull", True),
                                ("name__in", ["administrator", "auditor"]),
                                ("provider_id__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="role_scope_fits",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at__isnull", True)),
                        fields=("person", "name", "authority_id", "provider_id"),
                        name="role_held_once",
                        nulls_distinct=False,
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at__isnull", True), ("ended_by__isnull", True)),
                            ("ended_at__isnull", False),
                            _connector="OR",
                        ),
                        name="role_end_says_when",
                    ),
                ],
            },
        ),
    ]
