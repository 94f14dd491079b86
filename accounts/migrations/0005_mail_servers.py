from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0004_independence")]

    operations = [
        migrations.CreateModel(
            name="MailServer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=300, unique=True)),
                ("refusal", models.CharField(blank=True, max_length=300)),
                ("words", models.CharField(blank=True, max_length=300)),
                ("recipients", models.JSONField(default=list)),
                ("alike_since", models.DateTimeField(blank=True, null=True)),
                ("stopped_at", models.DateTimeField(blank=True, null=True)),
                ("tried_at", models.DateTimeField(blank=True, null=True)),
                ("told_at", models.DateTimeField(blank=True, null=True)),
            ],
        ),
    ]
