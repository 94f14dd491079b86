"""Soft market tests: whom they ask, what providers write, and the wall about it.

Whom a test asks and who has sent answers is the whole team's; what is typed is its provider's alone. What was sent is
read by analysts and approvers once the test has closed, and by nobody before.
"""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from accounts.domain.roles import READS_RETURNS, TEAM_ROLES, RoleName
from accounts.domain.row_level_security import PROVIDER, both, either, policy, to_provider, to_roles, wall

ANALYST = to_roles({RoleName.ANALYST}, "authority_id")
TEAM = to_roles(TEAM_ROLES, "authority_id")
READERS = to_roles(READS_RETURNS, "authority_id")
THEIRS = to_provider()
ASKS_THEM = f"id IN (SELECT study_id FROM engagement_askedprovider WHERE provider_id = {PROVIDER})"
CLOSED = (
    "study_id IN (SELECT id FROM engagement_interviewstudy "
    "WHERE closes_on < (now() AT TIME ZONE 'Europe/London')::date)"
)
STEPS = (
    *wall("engagement_askedprovider", select=either(TEAM, THEIRS), insert=ANALYST, update=THEIRS),
    *wall(
        "engagement_writtenanswer",
        select=either(THEIRS, both(READERS, "sent_at IS NOT NULL", CLOSED)),
        insert=THEIRS,
        update=THEIRS,
    ),
    policy("engagement_interviewstudy", "select", either(ASKS_THEM), name="asked"),
)


class Migration(migrations.Migration):
    dependencies = [
        ("engagement", "0010_words_that_leave"),
        ("register", "0007_ratings_with_days"),
        ("accounts", "0008_sealed_context"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="AskedProvider",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("asked_at", models.DateTimeField()),
                ("sent_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="WrittenAnswer",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("typed", models.JSONField(default=dict)),
                ("saved_at", models.DateTimeField()),
                ("number", models.PositiveIntegerField(default=0)),
                ("sent", models.JSONField(default=dict)),
                ("sent_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="framemember",
            name="owners",
            field=models.JSONField(db_default=[], default=list),
        ),
        migrations.AddField(
            model_name="interviewstudy",
            name="closes_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="interviewstudy",
            name="event",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="engagement.event"
            ),
        ),
        migrations.AddField(
            model_name="interviewstudy",
            name="exercise",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="register.exercise"
            ),
        ),
        migrations.AddField(
            model_name="interviewstudy",
            name="introduction",
            field=models.TextField(blank=True, db_default="", default="", max_length=20000),
        ),
        migrations.AddField(
            model_name="interviewstudy",
            name="kind",
            field=models.CharField(
                choices=[("interviews", "Interviews"), ("market_test", "Soft market testing")],
                db_default="interviews",
                default="interviews",
                max_length=20,
            ),
        ),
        migrations.AddField(
            model_name="interviewstudy",
            name="opens_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="interviewstudy",
            name="taken_in_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="interviewstudy",
            name="voices",
            field=models.PositiveIntegerField(blank=True, null=True),
        ),
        migrations.AddConstraint(
            model_name="interviewstudy",
            constraint=models.CheckConstraint(
                condition=models.Q(("closes_on__gte", models.F("opens_on"))), name="market_test_closes_after_it_opens"
            ),
        ),
        migrations.AddField(
            model_name="askedprovider",
            name="authority",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="register.authority"
            ),
        ),
        migrations.AddField(
            model_name="askedprovider",
            name="exercise",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="register.exercise"
            ),
        ),
        migrations.AddField(
            model_name="askedprovider",
            name="member",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="engagement.framemember"
            ),
        ),
        migrations.AddField(
            model_name="askedprovider",
            name="owner",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="register.owner"),
        ),
        migrations.AddField(
            model_name="askedprovider",
            name="provider",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="register.provider"
            ),
        ),
        migrations.AddField(
            model_name="askedprovider",
            name="study",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="engagement.interviewstudy"
            ),
        ),
        migrations.AddField(
            model_name="writtenanswer",
            name="asked",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="answer", to="engagement.askedprovider"
            ),
        ),
        migrations.AddField(
            model_name="writtenanswer",
            name="authority",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="register.authority"
            ),
        ),
        migrations.AddField(
            model_name="writtenanswer",
            name="provider",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="register.provider"
            ),
        ),
        migrations.AddField(
            model_name="writtenanswer",
            name="saved_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="writtenanswer",
            name="sent_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="writtenanswer",
            name="study",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="engagement.interviewstudy"
            ),
        ),
        migrations.AddConstraint(
            model_name="askedprovider",
            constraint=models.UniqueConstraint(
                models.F("study"), models.F("provider"), name="market_test_asks_a_provider_once"
            ),
        ),
        *(migrations.RunSQL(step.sql, step.reverse_sql or migrations.RunSQL.noop) for step in STEPS),
    ]
