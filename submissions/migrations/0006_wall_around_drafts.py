"""What is typed online is its provider's alone, until a version is made of it; such a version has no file.

Saves are never changed nor deleted through the web. Versions of files, and their findings, stay the worker's.
"""

from django.db import migrations

from accounts.domain.wall import both, policy, to_provider, wall

OF_NO_FILE = (
    "EXISTS (SELECT 1 FROM submissions_version AS made WHERE made.id = version_id AND made.upload_id IS NULL "
    "AND made.provider_id = submissions_versionfinding.provider_id)"
)
PROVIDER = to_provider()
WALLS = (
    *wall("submissions_draft", select=PROVIDER, insert=PROVIDER, update=PROVIDER),
    *wall("submissions_draftsection", select=PROVIDER, insert=PROVIDER),
    *wall("submissions_draftclash", select=PROVIDER, insert=PROVIDER, update=PROVIDER),
    policy("submissions_version", "insert", both(PROVIDER, "upload_id IS NULL")),
    policy("submissions_versionfinding", "insert", both(PROVIDER, OF_NO_FILE)),
)


class Migration(migrations.Migration):
    dependencies = [("submissions", "0005_drafts")]

    operations = [migrations.RunSQL(step.sql, step.reverse_sql) for step in WALLS]
