from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0005_mail_servers")]

    operations = [
        migrations.CreateModel(
            name="TryCount",
            fields=[
                ("key", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("tries", models.PositiveIntegerField()),
                ("began_at", models.DateTimeField(db_index=True)),
                ("free_at", models.DateTimeField()),
            ],
        ),
    ]
