"""Small doors in the wall: numbers, times and references for those who read no return, never an answer.

How many returns have come in, for the council; how far each return is, for those who reach providers; when something
was done with a return, for the timeline of a location; which files failed, and that one is put back in the queue. All
but one answer in the owner's name, look at who asks themselves, and let out nothing else.
"""

from django.db import migrations

from accounts.domain.roles import AUTHORITY_ROLES, REACHES_PROVIDERS, TEAM_ROLES, RoleName
from accounts.domain.row_level_security import WORKER, door, either, to_provider, to_roles

# Excluded returns have come in as well: that one was left out is the independent team's business.
COUNT = f"""
CREATE FUNCTION returns_received(asked uuid) RETURNS integer
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT CASE WHEN count(*) = 0 OR count(*) >= 5 THEN count(*)::integer END
    FROM submissions_return
    WHERE exercise_id = asked AND state IN ('submitted', 'accepted', 'excluded')
        AND {to_roles(AUTHORITY_ROLES, "authority_id")}
$$
"""
FAILED = f"""
CREATE FUNCTION uploads_failed() RETURNS TABLE (reference text, received_at timestamptz, tries integer)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT reference, received_at, tries FROM submissions_upload
    WHERE state = 'failed' AND {to_roles({RoleName.ADMINISTRATOR})}
    ORDER BY received_at DESC
$$
"""
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
# All of it is the team's, engagement officers too; the council learns only of extensions and of scope here.
EVENTS = f"""
CREATE FUNCTION location_events(asked uuid) RETURNS TABLE (at timestamptz, what text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    WITH reached AS (
        SELECT p.id FROM register_participation p
        WHERE p.id = asked AND {to_roles(REACHES_PROVIDERS, "p.authority_id")}
    ), submission AS (
        SELECT r.id FROM submissions_return r JOIN reached ON r.participation_id = reached.id
        WHERE {to_roles(TEAM_ROLES)}
    ), query AS (
        SELECT q.* FROM submissions_returnquestion q JOIN reached ON q.participation_id = reached.id
        WHERE {to_roles(TEAM_ROLES)}
    )
    SELECT a.at, a.verb::text FROM accounts_auditevent a JOIN reached ON a.subject_id = reached.id::text
    WHERE a.subject_kind = 'participation'
        AND a.verb IN ('gave a location longer', 'marked a location not relevant', 'put a location back in scope')
    UNION ALL
    SELECT a.at, a.verb FROM accounts_auditevent a JOIN submission ON a.subject_id = submission.id::text
    WHERE a.subject_kind = 'return' AND a.verb IN (
        'submitted a return', 'took a return back', 'accepted a return', 'left a return out', 'sent a return back'
    )
    UNION ALL
    SELECT u.received_at, 'uploaded' FROM submissions_upload u JOIN submission ON u.submission_id = submission.id
    UNION ALL
    SELECT d.opened_at, 'opened' FROM submissions_draft d JOIN submission ON d.submission_id = submission.id
    UNION ALL
    SELECT max(s.saved_at), 'saved' FROM submissions_draftsection s
    JOIN submissions_draft d ON s.draft_id = d.id JOIN submission ON d.submission_id = submission.id
    GROUP BY (s.saved_at AT TIME ZONE 'Europe/London')::date
    UNION ALL
    SELECT query.asked_at, 'asked by ' || query.asked_side FROM query
    UNION ALL
    SELECT query.answered_at, 'answered' FROM query WHERE query.answered_at IS NOT NULL
    UNION ALL
    SELECT query.closed_at, 'closed' FROM query WHERE query.closed_at IS NOT NULL
$$
"""
# The web role writes no upload otherwise: what else becomes of one is the worker's to say.
MAY = either(to_provider(), to_roles({RoleName.ANALYST}, "authority_id"), to_roles({RoleName.ADMINISTRATOR}))
AGAIN = f"""
CREATE FUNCTION upload_again(wanted text)
RETURNS TABLE (upload_id uuid, submission_id uuid, exercise_id uuid, authority_id uuid, provider_id uuid)
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    UPDATE submissions_upload
    SET state = 'received', station = '', tries = 0, claimed_at = NULL, finished_at = NULL
    WHERE reference = wanted AND state = 'failed' AND {MAY}
    RETURNING id, submission_id, exercise_id, authority_id, provider_id
$$
"""
DOORS = (
    door(COUNT, "returns_received(uuid)"),
    door(FAILED, "uploads_failed()"),
    door(PROGRESS, "progress_of_returns(uuid)", WORKER),
    door(TOLD, "participation_progress(uuid)"),
    door(USABLE, "returns_usable(uuid)"),
    door(EVENTS, "location_events(uuid)"),
    door(AGAIN, "upload_again(text)"),
)


class Migration(migrations.Migration):
    dependencies = [("submissions", "0002_wall")]

    operations = [migrations.RunSQL(step.sql, step.reverse_sql) for step in DOORS]
