from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("submissions", "0011_rechecks")]

    operations = [migrations.AddField("upload", "reading", models.BinaryField(null=True))]
