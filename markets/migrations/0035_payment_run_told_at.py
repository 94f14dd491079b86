"""When the providers of a payment run were written to, which is once a run."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("markets", "0034_appraisals_without_phases")]

    operations = [
        migrations.AddField(model_name="paymentrun", name="told_at", field=models.DateTimeField(blank=True, null=True)),
    ]
