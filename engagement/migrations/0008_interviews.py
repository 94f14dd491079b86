"""Studies with their frames, interviews, codings, findings and quotes."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("engagement", "0007_sentences_of_old_logs"),
        ("register", "0007_ratings_with_days"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="FrameMember",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("key", models.CharField(max_length=20)),
                ("cell", models.CharField(max_length=40)),
                ("kind", models.CharField(max_length=40)),
                ("group", models.CharField(blank=True, max_length=40)),
                ("organisation", models.CharField(max_length=200)),
                ("contact_name", models.CharField(blank=True, max_length=150)),
                ("contact_email", models.EmailField(blank=True, max_length=254)),
                ("descriptions", models.JSONField(default=list)),
                ("place", models.PositiveIntegerField()),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("listed", "Listed"),
                            ("asked", "Asked"),
                            ("booked", "Booked"),
                            ("done", "Done"),
                            ("declined", "Declined"),
                        ],
                        default="listed",
                        max_length=10,
                    ),
                ),
                ("status_reason", models.CharField(blank=True, max_length=300)),
                ("booked_for", models.DateTimeField(blank=True, null=True)),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="register.authority"
                    ),
                ),
            ],
            options={
                "ordering": ["cell", "place", "id"],
            },
        ),
        migrations.CreateModel(
            name="Interview",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("held_on", models.DateField()),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("video", "By video"),
                            ("phone", "By phone"),
                            ("in_person", "In person"),
                            ("writing", "In writing"),
                        ],
                        max_length=10,
                    ),
                ),
                ("may_note", models.BooleanField()),
                ("may_record", models.BooleanField(default=False)),
                ("may_quote", models.BooleanField(default=False)),
                ("wants_to_check", models.BooleanField(default=False)),
                ("recording_until", models.DateField(blank=True, null=True)),
                ("sent_to_read_at", models.DateTimeField(blank=True, null=True)),
                ("read_at", models.DateTimeField(blank=True, null=True)),
                ("read_remark", models.TextField(blank=True, max_length=5000)),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="register.authority"
                    ),
                ),
                (
                    "interviewer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "member",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="interview",
                        to="engagement.framemember",
                    ),
                ),
                (
                    "read_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["held_on", "id"],
            },
        ),
        migrations.CreateModel(
            name="InterviewStudy",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=120)),
                ("purpose", models.TextField(blank=True, max_length=2000)),
                ("themes", models.JSONField(default=list)),
                ("cells", models.JSONField(default=list)),
                ("seed", models.PositiveBigIntegerField()),
                ("edition", models.PositiveIntegerField(default=1)),
                ("made_at", models.DateTimeField()),
                (
                    "authority",
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
            ],
            options={
                "ordering": ["-made_at", "id"],
            },
        ),
        migrations.CreateModel(
            name="InterviewSection",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("theme", models.CharField(max_length=60)),
                ("notes", models.TextField(blank=True, max_length=50000)),
                ("summary", models.TextField(blank=True, max_length=2000)),
                ("edition", models.PositiveIntegerField(default=1)),
                ("saved_at", models.DateTimeField()),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="register.authority"
                    ),
                ),
                (
                    "interview",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="sections", to="engagement.interview"
                    ),
                ),
                (
                    "saved_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "study",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="engagement.interviewstudy"
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="interview",
            name="study",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="engagement.interviewstudy"
            ),
        ),
        migrations.AddField(
            model_name="framemember",
            name="study",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="engagement.interviewstudy"
            ),
        ),
        migrations.CreateModel(
            name="CodeTreeVersion",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("number", models.PositiveIntegerField()),
                ("tree", models.JSONField()),
                ("why", models.CharField(blank=True, max_length=300)),
                ("made_at", models.DateTimeField()),
                (
                    "authority",
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
                    "study",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="engagement.interviewstudy"
                    ),
                ),
            ],
            options={
                "ordering": ["-number"],
            },
        ),
        migrations.CreateModel(
            name="SectionCoding",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("passages", models.JSONField(default=list)),
                ("memo", models.TextField(blank=True, max_length=2000)),
                ("edition", models.PositiveIntegerField(default=1)),
                ("saved_at", models.DateTimeField()),
                ("finished_at", models.DateTimeField(blank=True, null=True)),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="register.authority"
                    ),
                ),
                (
                    "coder",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "section",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="codings",
                        to="engagement.interviewsection",
                    ),
                ),
                (
                    "study",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="engagement.interviewstudy"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="StudyFinding",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "Waits for approval"), ("released", "Released"), ("withdrawn", "Withdrawn")],
                        default="draft",
                        max_length=10,
                    ),
                ),
                ("drafted_at", models.DateTimeField()),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("sentence", models.CharField(max_length=400)),
                ("themes", models.JSONField(default=list)),
                ("codes", models.JSONField(default=list)),
                ("speak_for", models.JSONField(default=list)),
                ("against", models.JSONField(default=list)),
                ("looked_for_opposite", models.CharField(max_length=400)),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="register.authority"
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "drafted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "study",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="engagement.interviewstudy"
                    ),
                ),
            ],
            options={
                "ordering": ["drafted_at", "id"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="StudyQuote",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "Waits for approval"), ("released", "Released"), ("withdrawn", "Withdrawn")],
                        default="draft",
                        max_length=10,
                    ),
                ),
                ("drafted_at", models.DateTimeField()),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("theme", models.CharField(max_length=60)),
                ("text", models.CharField(max_length=600)),
                ("description", models.CharField(max_length=200)),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="register.authority"
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "drafted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "interview",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="quotes", to="engagement.interview"
                    ),
                ),
                (
                    "study",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="engagement.interviewstudy"
                    ),
                ),
            ],
            options={
                "ordering": ["theme", "drafted_at", "id"],
                "abstract": False,
            },
        ),
        migrations.AddConstraint(
            model_name="interviewstudy",
            constraint=models.UniqueConstraint(models.F("authority"), models.F("name"), name="study_has_its_name_once"),
        ),
        migrations.AddConstraint(
            model_name="interviewsection",
            constraint=models.UniqueConstraint(
                models.F("interview"), models.F("theme"), name="interview_has_a_theme_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="framemember",
            constraint=models.UniqueConstraint(models.F("study"), models.F("key"), name="frame_member_has_a_key_once"),
        ),
        migrations.AddConstraint(
            model_name="codetreeversion",
            constraint=models.UniqueConstraint(
                models.F("study"), models.F("number"), name="code_tree_has_a_number_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="sectioncoding",
            constraint=models.UniqueConstraint(
                models.F("section"), models.F("coder"), name="section_is_coded_once_by_each"
            ),
        ),
        migrations.AddConstraint(
            model_name="studyfinding",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("decided_by__isnull", True),
                    models.Q(("decided_by", models.F("drafted_by")), _negated=True),
                    _connector="OR",
                ),
                name="studyfinding_is_decided_by_another",
            ),
        ),
        migrations.AddConstraint(
            model_name="studyquote",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("decided_by__isnull", True),
                    models.Q(("decided_by", models.F("drafted_by")), _negated=True),
                    _connector="OR",
                ),
                name="studyquote_is_decided_by_another",
            ),
        ),
    ]
