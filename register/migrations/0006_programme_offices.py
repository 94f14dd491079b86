"""An authority may be a programme office: no council, but where the people of a region's rounds hold their roles."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("register", "0005_people_wall")]

    operations = [
        migrations.AddField(
            model_name="authority",
            name="is_programme_office",
            field=models.BooleanField(default=False, db_default=False),
        )
    ]
