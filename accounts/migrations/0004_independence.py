"""Nobody holds a role of the independent team beside one of its council or of a provider; a second one consents.

Exclusion constraints, as two transactions at once see no row of each other. PostgreSQL's own GiST compares ranges
alone, so a person is a range of one: ``-|-`` (adjacent) is true of the ranges of two sides and false of a side and
itself. This needs no extension.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from accounts.domain.roles import COUNCIL_ROLES, NEEDS_CONSENT, PROVIDER_ROLES, TEAM_ROLES
from accounts.domain.row_level_security import SqlStep

NAMES = {
    "team": ", ".join(f"'{name.value}'" for name in sorted(TEAM_ROLES)),
    "council": ", ".join(f"'{name.value}'" for name in sorted(COUNCIL_ROLES)),
    "provider": ", ".join(f"'{name.value}'" for name in sorted(PROVIDER_ROLES)),
}
PERSON, AUTHORITY = (f"uuidrange({column}, {column}, '[]') WITH &&" for column in ("person_id", "authority_id"))
SIDE = f"(CASE WHEN name IN ({NAMES['team']}) THEN int4range(0, 1) ELSE int4range(1, 2) END) WITH -|-"


def keep_apart(name: str, other: str, *within: str) -> SqlStep:
    """Return the constraint that nobody holds a role of the team and one of the ``other`` side at once."""
    return SqlStep(
        f"ALTER TABLE accounts_role ADD CONSTRAINT {name} EXCLUDE USING gist ({', '.join((*within, SIDE))}) "
        f"WHERE (ended_at IS NULL AND name IN ({NAMES['team']}, {NAMES[other]}))",
        f"ALTER TABLE accounts_role DROP CONSTRAINT {name}",
    )


STEPS = (
    SqlStep("CREATE TYPE uuidrange AS RANGE (SUBTYPE = uuid)", "DROP TYPE uuidrange"),
    keep_apart("team_is_not_of_its_council", "council", PERSON, AUTHORITY),
    keep_apart("team_is_of_no_provider", "provider", PERSON),
)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0003_kept_words")]

    operations = [
        *(migrations.RunSQL(step.sql, step.reverse_sql) for step in STEPS),
        migrations.AddField(
            model_name="invitation",
            name="consented_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="invitation",
            name="consented_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            model_name="invitation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("accepted_at__isnull", True),
                    models.Q(("name__in", sorted(name.value for name in NEEDS_CONSENT)), _negated=True),
                    ("consented_by__isnull", False),
                    _connector="OR",
                ),
                name="invitation_taken_with_consent",
            ),
        ),
        migrations.AddConstraint(
            model_name="invitation",
            constraint=models.CheckConstraint(
                condition=models.Q(("consented_by", models.F("invited_by")), _negated=True),
                name="invitation_consented_by_another",
            ),
        ),
    ]
