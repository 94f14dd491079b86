"""What those who reach the providers need: people they may look after, and how far each return has come.

Progress is told by a small door in the wall: times and a count of answered questions, never an answer. The council
learns that a return was begun and that it has come in; how far it is and what became of it is the team's.
"""

import django.db.models.deletion
from django.db import migrations, models

from accounts.domain.roles import REACHES_PROVIDERS, TEAM_ROLES, RoleName
from accounts.domain.wall import WEB, WORKER, policy, to_roles

PEOPLE = "submissions_contactperson"
LOOKS_AFTER_PEOPLE = to_roles({RoleName.ADMINISTRATOR, *REACHES_PROVIDERS})
# Runs with the rights of who calls it, so that only the worker and the owner of the tables get everything.
PROGRESS = """
CREATE FUNCTION progress_of_returns(asked uuid) RETURNS TABLE (
    participation_id uuid, authority_id uuid, used_at timestamptz, received_at timestamptz,
    last_used_at timestamptz, answered integer, state text
)
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
    SELECT r.participation_id, r.authority_id, least(d.opened_at, u.first_at),
        CASE WHEN r.state IN ('submitted', 'accepted', 'excluded') THEN r.submitted_at END,
        greatest(s.last_at, u.last_at), s.answered, r.state
    FROM submissions_return r
    LEFT JOIN submissions_draft d ON d.submission_id = r.id
    LEFT JOIN (
        SELECT submission_id, min(received_at) AS first_at, max(received_at) AS last_at
        FROM submissions_upload WHERE exercise_id = asked GROUP BY submission_id
    ) u ON u.submission_id = r.id
    LEFT JOIN (
        SELECT draft_id, max(saved_at) AS last_at, sum(filled)::integer AS answered
        FROM (
            SELECT DISTINCT ON (draft_id, sheet) draft_id, saved_at,
                (SELECT count(*) FROM jsonb_each_text(answers) WHERE value <> '') AS filled
            FROM submissions_draftsection WHERE exercise_id = asked ORDER BY draft_id, sheet, number DESC
        ) newest GROUP BY draft_id
    ) s ON s.draft_id = d.id
    WHERE r.exercise_id = asked
$$
"""
TOLD = f"""
CREATE FUNCTION participation_progress(asked uuid) RETURNS TABLE (
    participation_id uuid, used_at timestamptz, received_at timestamptz,
    last_used_at timestamptz, answered integer, state text
)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT r.participation_id, r.used_at, r.received_at,
        CASE WHEN asker.team THEN r.last_used_at END,
        CASE WHEN asker.team THEN r.answered END,
        CASE WHEN asker.team THEN r.state END
    FROM progress_of_returns(asked) r, (SELECT {to_roles(TEAM_ROLES)} AS team) asker
    WHERE {to_roles(REACHES_PROVIDERS, "r.authority_id")}
$$
"""
# Which returns are usable is the team's; how many, from five on, is the council's as well.
USABLE = f"""
CREATE FUNCTION returns_usable(asked uuid) RETURNS integer
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT CASE WHEN count(*) >= 5 THEN count(*)::integer END
    FROM submissions_return
    WHERE exercise_id = asked AND state = 'accepted' AND {to_roles(REACHES_PROVIDERS, "authority_id")}
$$
"""


def door(make: str, signature: str, role: str) -> migrations.RunSQL:
    rights = f"REVOKE ALL ON FUNCTION {signature} FROM PUBLIC; GRANT EXECUTE ON FUNCTION {signature} TO {role}"
    return migrations.RunSQL(f"{make}; {rights}", f"DROP FUNCTION {signature}")


WALLS = [policy(PEOPLE, command, LOOKS_AFTER_PEOPLE, name="reaching") for command in ("select", "insert", "update")]


class Migration(migrations.Migration):
    dependencies = [("submissions", "0007_notes_and_steps"), ("accounts", "0002_wall")]

    operations = [
        migrations.AddField(
            model_name="contactperson",
            name="kind",
            field=models.CharField(
                blank=True,
                choices=[
                    ("registered_manager", "Registered manager"),
                    ("finance", "Finance"),
                    ("head_office", "Head office"),
                    ("owner", "Owner"),
                    ("other", "Other"),
                ],
                max_length=30,
            ),
        ),
        migrations.AddField(
            model_name="contactperson",
            name="merged_into",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="merged",
                to="submissions.contactperson",
            ),
        ),
        *(migrations.RunSQL(step.sql, step.reverse_sql) for step in WALLS),
        door(PROGRESS, "progress_of_returns(uuid)", WORKER),
        door(TOLD, "participation_progress(uuid)", WEB),
        door(USABLE, "returns_usable(uuid)", WEB),
    ]
