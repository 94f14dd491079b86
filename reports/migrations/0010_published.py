"""What is out and for publication is everybody's, where its exercise has a public page; so is that it was withdrawn."""

from django.db import migrations

from accounts.domain.row_level_security import SqlStep, both, policy, to_nobody

RELEASE, NOTICE = "reports_release", "reports_withdrawalnotice"


def published(table: str, *conditions: str) -> SqlStep:
    """Return the policy for those who are nobody, on rows of exercises with a public page."""
    has_public_page = (
        f"EXISTS (SELECT FROM register_exercise WHERE register_exercise.id = {table}.exercise_id "
        "AND register_exercise.has_public_page)"
    )
    return policy(table, "select", both(to_nobody(), *conditions, has_public_page), name="public")


STEPS = (published(RELEASE, "for_publication", "state IN ('released', 'superseded')"), published(NOTICE))


class Migration(migrations.Migration):
    dependencies = [("reports", "0009_withdrawn_releases"), ("register", "0003_public_page")]

    operations = [migrations.RunSQL(step.sql, step.reverse_sql) for step in STEPS]
