"""Analyses of a round, editions of it, a copy for each recipient, and their ledger."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

STATES = [
    ("drafted", "Waiting for approval"),
    ("rejected", "Sent back"),
    ("released", "Released"),
    ("superseded", "Superseded"),
    ("withdrawn", "Withdrawn"),
]
REASONS = [
    ("error", "An error was found in it"),
    ("method", "It was not made by the method that was agreed"),
    ("too_early", "It was released too early"),
    ("wrong_table", "Another table was meant"),
    ("other", "Another reason"),
]


def kept(to: str, *, may_lack: bool = False, called: str = "+") -> models.ForeignKey:
    optional = {"null": True, "blank": True} if may_lack else {}
    return models.ForeignKey(to=to, on_delete=django.db.models.deletion.PROTECT, related_name=called, **optional)


def key() -> models.UUIDField:
    return models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)


class Migration(migrations.Migration):
    dependencies = [
        ("benchmarking", "0002_rounds_wall"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="RoundAnalysis",
            fields=[
                ("id", key()),
                ("number", models.PositiveIntegerField()),
                ("seed", models.BigIntegerField()),
                ("method_version", models.CharField(max_length=20)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("received", "Waiting for a worker"),
                            ("working", "Being worked out"),
                            ("done", "Made"),
                            ("refused", "Not made"),
                            ("failed", "Failed"),
                        ],
                        default="received",
                        max_length=20,
                    ),
                ),
                ("progress", models.PositiveSmallIntegerField(default=0)),
                ("words", models.TextField(blank=True)),
                ("inputs", models.TextField(blank=True)),
                ("inputs_sha256", models.CharField(blank=True, max_length=64)),
                ("document", models.TextField(blank=True)),
                ("sha256", models.CharField(blank=True, max_length=64)),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("received_at", models.DateTimeField()),
                ("claimed_at", models.DateTimeField(blank=True, null=True)),
                ("finished_at", models.DateTimeField(blank=True, null=True)),
                ("host_authority", kept("register.authority")),
                ("received_by", kept(settings.AUTH_USER_MODEL)),
                ("round", kept("benchmarking.benchmarkround")),
            ],
            options={"ordering": ["-number"]},
        ),
        migrations.CreateModel(
            name="BenchmarkEdition",
            fields=[
                ("id", key()),
                ("number", models.PositiveIntegerField()),
                ("state", models.CharField(choices=STATES, default="drafted", max_length=20)),
                ("document", models.TextField()),
                ("sha256", models.CharField(max_length=64)),
                ("attacks", models.JSONField()),
                ("reasons", models.JSONField(default=dict)),
                ("policy_sha256", models.CharField(max_length=64)),
                ("public_from", models.DateField()),
                ("ledger_before", models.CharField(max_length=64)),
                ("ledger_after", models.CharField(blank=True, max_length=64)),
                ("drafted_at", models.DateTimeField()),
                ("approved_at", models.DateTimeField(blank=True, null=True)),
                ("rejected_at", models.DateTimeField(blank=True, null=True)),
                ("decision_note", models.CharField(blank=True, max_length=500)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawn_because", models.CharField(blank=True, choices=REASONS, max_length=20)),
                ("withdrawal_note", models.CharField(blank=True, max_length=500)),
                ("analysis", kept("benchmarking.roundanalysis", called="editions")),
                ("approved_by", kept(settings.AUTH_USER_MODEL, may_lack=True)),
                ("drafted_by", kept(settings.AUTH_USER_MODEL)),
                ("host_authority", kept("register.authority")),
                ("rejected_by", kept(settings.AUTH_USER_MODEL, may_lack=True)),
                ("round", kept("benchmarking.benchmarkround")),
                ("supersedes", kept("benchmarking.benchmarkedition", may_lack=True)),
                ("withdrawn_by", kept(settings.AUTH_USER_MODEL, may_lack=True)),
            ],
            options={"ordering": ["-number"]},
        ),
        migrations.CreateModel(
            name="EditionCopy",
            fields=[
                ("id", key()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("own", "Own page"),
                            ("members", "Members’ datasheet"),
                            ("public", "Public datasheet"),
                        ],
                        max_length=10,
                    ),
                ),
                ("state", models.CharField(choices=STATES, max_length=20)),
                ("round_name", models.CharField(max_length=80)),
                ("host_name", models.CharField(max_length=200)),
                ("reference_week", models.DateField()),
                ("number", models.PositiveIntegerField()),
                ("document", models.TextField(blank=True)),
                ("sha256", models.CharField(max_length=64)),
                ("public_from", models.DateField()),
                ("released_at", models.DateTimeField()),
                ("withdrawn_because", models.CharField(blank=True, choices=REASONS, max_length=20)),
                ("authority", kept("register.authority")),
                ("edition", kept("benchmarking.benchmarkedition", called="copies")),
                ("host_authority", kept("register.authority")),
                ("round", kept("benchmarking.benchmarkround")),
            ],
            options={"ordering": ["-reference_week", "-number", "kind"]},
        ),
        migrations.CreateModel(
            name="EditionLedgerRow",
            fields=[
                ("id", key()),
                ("position", models.PositiveIntegerField()),
                ("content", models.JSONField()),
                ("previous_sha256", models.CharField(max_length=64)),
                ("sha256", models.CharField(max_length=64, unique=True)),
                ("edition", kept("benchmarking.benchmarkedition", called="ledger")),
                ("host_authority", kept("register.authority")),
                ("round", kept("benchmarking.benchmarkround")),
            ],
            options={"ordering": ["round", "position"]},
        ),
        migrations.AddConstraint(
            model_name="roundanalysis",
            constraint=models.UniqueConstraint(fields=("round", "number"), name="analysis_numbered_once"),
        ),
        migrations.AddConstraint(
            model_name="roundanalysis",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "done"), _negated=True),
                    models.Q(
                        models.Q(("sha256", ""), _negated=True),
                        models.Q(("inputs_sha256", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="analysis_done_has_digests",
            ),
        ),
        migrations.AddConstraint(
            model_name="benchmarkedition",
            constraint=models.UniqueConstraint(fields=("round", "number"), name="edition_numbered_once"),
        ),
        migrations.AddConstraint(
            model_name="benchmarkedition",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "released")), fields=("round",), name="one_edition_stands_a_round"
            ),
        ),
        migrations.AddConstraint(
            model_name="benchmarkedition",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("approved_by__isnull", True),
                    models.Q(("approved_by", models.F("drafted_by")), _negated=True),
                    _connector="OR",
                ),
                name="edition_approved_by_a_second_person",
            ),
        ),
        migrations.AddConstraint(
            model_name="benchmarkedition",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["released", "superseded", "withdrawn"]), _negated=True),
                    models.Q(("approved_at__isnull", False), ("approved_by__isnull", False)),
                    _connector="OR",
                ),
                name="edition_out_only_when_approved",
            ),
        ),
        migrations.AddConstraint(
            model_name="benchmarkedition",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "rejected"), _negated=True),
                    models.Q(
                        models.Q(("decision_note", ""), _negated=True),
                        ("rejected_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="edition_sent_back_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="benchmarkedition",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "withdrawn"), _negated=True),
                    models.Q(
                        models.Q(("withdrawn_because", ""), _negated=True),
                        ("withdrawn_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="edition_withdrawn_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="benchmarkedition",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("withdrawn_by__isnull", True),
                    models.Q(("withdrawn_by", models.F("drafted_by")), _negated=True),
                    _connector="OR",
                ),
                name="edition_withdrawn_by_a_second_person",
            ),
        ),
        migrations.AddConstraint(
            model_name="editioncopy",
            constraint=models.UniqueConstraint(fields=("edition", "authority", "kind"), name="one_copy_a_recipient"),
        ),
        migrations.AddConstraint(
            model_name="editionledgerrow",
            constraint=models.UniqueConstraint(fields=("round", "position"), name="edition_ledger_counts_on"),
        ),
        migrations.AddConstraint(
            model_name="editionledgerrow",
            constraint=models.UniqueConstraint(
                fields=("round", "previous_sha256"), name="edition_ledger_does_not_fork"
            ),
        ),
    ]
