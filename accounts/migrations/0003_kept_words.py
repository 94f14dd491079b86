"""Keep forms that were posted too late; drop addresses that pages of the sign-in library had taken in.

Those pages are gone, the portal signs in by the person's own address alone, and another's address must not lie about.
"""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_wall"), ("account", "0001_initial")]

    operations = [
        migrations.RunSQL(
            "DELETE FROM account_emailconfirmation; DELETE FROM account_emailaddress", migrations.RunSQL.noop
        ),
        migrations.CreateModel(
            name="KeptWords",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("kept_at", models.DateTimeField(db_index=True)),
                ("sealed", models.BinaryField()),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
        ),
    ]
