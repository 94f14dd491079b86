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
    dependencies = [("engagement", "0003_slots_and_seats")]

    operations = [
        migrations.AlterField(
            model_name="contact", name="source", field=models.CharField(choices=SOURCES, max_length=20)
        ),
    ]
