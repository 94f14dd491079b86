"""What is out and for publication is everybody's, where its exercise has a public page."""

from django.db import migrations

from accounts.domain.row_level_security import both, policy, to_nobody

TABLE = "reports_release"
HAS_PUBLIC_PAGE = (
    f"EXISTS (SELECT FROM register_exercise WHERE register_exercise.id = {TABLE}.exercise_id "
    "AND register_exercise.has_public_page)"
)
PUBLISHED = both(to_nobody(), "for_publication", "state IN ('released', 'superseded', 'withdrawn')", HAS_PUBLIC_PAGE)
STEP = policy(TABLE, "select", PUBLISHED, name="public")


class Migration(migrations.Migration):
    dependencies = [("reports", "0007_documents"), ("register", "0003_public_page")]

    operations = [migrations.RunSQL(STEP.sql, STEP.reverse_sql)]
