"""A small door for the timeline of a location: when something was done with its return, never what was written.

All of it is the independent team's, engagement officers too; the council learns only of extensions and of scope here.
"""

from django.db import migrations

from accounts.domain.roles import REACHES_PROVIDERS, TEAM_ROLES
from accounts.domain.wall import WEB, to_roles

EVENTS = f"""
CREATE FUNCTION location_events(asked uuid) RETURNS TABLE (at timestamptz, what text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    WITH reached AS (
        SELECT p.id FROM submissions_participation p
        WHERE p.id = asked AND {to_roles(REACHES_PROVIDERS, "p.authority_id")}
    ), submission AS (
        SELECT r.id FROM submissions_return r JOIN reached ON r.participation_id = reached.id
        WHERE {to_roles(TEAM_ROLES)}
    ), query AS (
        SELECT q.* FROM submissions_query q JOIN reached ON q.participation_id = reached.id
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
SIGNATURE = "location_events(uuid)"
RIGHTS = f"REVOKE ALL ON FUNCTION {SIGNATURE} FROM PUBLIC; GRANT EXECUTE ON FUNCTION {SIGNATURE} TO {WEB}"


class Migration(migrations.Migration):
    dependencies = [("submissions", "0011_asking"), ("accounts", "0002_wall")]

    operations = [migrations.RunSQL(f"{EVENTS}; {RIGHTS}", f"DROP FUNCTION {SIGNATURE}")]
