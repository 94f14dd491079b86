"""What people said may be of one zone."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("markets", "0030_programmes")]

    operations = [
        migrations.AddField(
            model_name="experiencefigure",
            name="zone",
            field=models.CharField(blank=True, default="", max_length=100),
            preserve_default=False,
        ),
        migrations.AlterModelOptions(name="experiencefigure", options={"ordering": ["kind", "day", "zone", "id"]}),
    ]
