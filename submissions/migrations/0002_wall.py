"""The wall: a provider's rows are for itself and for the independent team of its authority.

Versions of files and their findings are written by the worker alone. What is typed online is its provider's alone,
until a version without a file is made of it; saves are never changed. How colleagues work together is their
provider's alone; but who is in charge is told to the independent team too, and nobody says of another that they have
a page open. Each side writes the questions that it asks itself. Nothing is ever deleted through the web.
"""

from django.db import migrations

from accounts.domain.roles import RoleName
from accounts.domain.row_level_security import both, either, policy, to_person, to_provider, to_roles, to_team, wall

PROVIDER = to_provider()
READERS = either(to_team(), PROVIDER)
ANALYSTS = to_roles({RoleName.ANALYST}, "authority_id")
LOOKS_AFTER = either(ANALYSTS, PROVIDER)
ASKS = either(both(ANALYSTS, "asked_side = 'team'"), both(PROVIDER, "asked_side = 'provider'"))
ONESELF = both(PROVIDER, to_person("person_id"))
NOT_FOR_ANALYSTS_ALONE = "(audience = 'provider')"
OF_NO_FILE = (
    "EXISTS (SELECT 1 FROM submissions_version AS made WHERE made.id = version_id AND made.upload_id IS NULL "
    "AND made.provider_id = submissions_versionfinding.provider_id)"
)

WALLS = (
    *wall("submissions_return", select=READERS, insert=PROVIDER, update=READERS),
    *wall("submissions_upload", select=READERS, insert=PROVIDER),
    *wall("submissions_version", select=READERS, insert=both(PROVIDER, "upload_id IS NULL")),
    *wall("submissions_versionfinding", select=either(to_team(), both(PROVIDER, NOT_FOR_ANALYSTS_ALONE))),
    policy("submissions_versionfinding", "insert", both(PROVIDER, OF_NO_FILE)),
    *wall("submissions_explanation", select=READERS, insert=PROVIDER, update=PROVIDER),
    *wall("submissions_draft", select=PROVIDER, insert=PROVIDER, update=PROVIDER),
    *wall("submissions_draftsection", select=PROVIDER, insert=PROVIDER),
    *wall("submissions_draftclash", select=PROVIDER, insert=PROVIDER, update=PROVIDER),
    *wall("submissions_presence", select=PROVIDER, insert=ONESELF, update=ONESELF),
    *wall("submissions_responsibility", select=either(PROVIDER, to_team()), insert=PROVIDER, update=PROVIDER),
    *wall("submissions_colleaguenote", select=PROVIDER, insert=PROVIDER, update=PROVIDER),
    *wall("submissions_allocation", select=PROVIDER, insert=PROVIDER, update=PROVIDER),
    *wall("submissions_returnquestion", select=READERS, insert=ASKS, update=LOOKS_AFTER),
    *wall("submissions_exemptionrequest", select=READERS, insert=PROVIDER, update=LOOKS_AFTER),
)


class Migration(migrations.Migration):
    dependencies = [("submissions", "0001_initial"), ("accounts", "0002_wall"), ("register", "0002_wall")]

    operations = [migrations.RunSQL(step.sql, step.reverse_sql) for step in WALLS]
