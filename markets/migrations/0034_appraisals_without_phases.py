"""Take out the phases of an appraisal: programmes have their own, and nothing wrote these any more."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("markets", "0033_counted_lengths_wall")]

    operations = [migrations.RemoveField(model_name="optionsappraisal", name="phases")]
