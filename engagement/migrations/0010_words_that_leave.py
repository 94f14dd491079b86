from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("engagement", "0009_interviews_wall")]

    operations = [
        migrations.AddField(
            model_name="interviewstudy",
            name="more_names",
            field=models.TextField(blank=True, db_default="", default="", max_length=20000),
        ),
        migrations.AddField(
            model_name="studyfinding",
            name="said_by",
            field=models.CharField(blank=True, db_default="", default="", max_length=120),
        ),
    ]
