"""A provider's own question can be withdrawn, and stays."""

from django.db import migrations, models

STATES = [("open", "open"), ("answered", "answered"), ("closed", "closed"), ("withdrawn", "withdrawn")]
IS_PROVIDER_S = models.Q(
    models.Q(("state", "withdrawn"), _negated=True),
    models.Q(("asked_side", "provider"), ("closed_at__isnull", False)),
    _connector="OR",
)


class Migration(migrations.Migration):
    dependencies = [("submissions", "0012_what_happened_at_a_location")]

    operations = [
        migrations.AlterField("query", "state", models.CharField(choices=STATES, default="open", max_length=10)),
        migrations.AddConstraint(
            "query", models.CheckConstraint(condition=IS_PROVIDER_S, name="withdrawn_query_was_a_provider_s")
        ),
    ]
