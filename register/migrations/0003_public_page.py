"""Whether releases of an exercise have a public page: of those that stand not, as their providers were told so."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("register", "0002_wall")]

    operations = [
        migrations.AddField("exercise", "has_public_page", models.BooleanField(default=False)),
        migrations.AlterField("exercise", "has_public_page", models.BooleanField(default=True)),
    ]
