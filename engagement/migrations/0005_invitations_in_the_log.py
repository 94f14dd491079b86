from django.db import migrations, models

SOURCES = [
    ("typed", "Typed"),
    ("imported", "From a file"),
    ("campaign", "Campaign"),
    ("event", "Event"),
    ("slot", "1-2-1 booking"),
    ("mailbox", "Mailbox"),
    ("invitation", "Invitation to the portal"),
]


class Migration(migrations.Migration):
    dependencies = [("engagement", "0004_officer_meets_one_at_a_time")]

    operations = [
        migrations.AlterField(
            model_name="contact", name="source", field=models.CharField(choices=SOURCES, max_length=20)
        ),
    ]
