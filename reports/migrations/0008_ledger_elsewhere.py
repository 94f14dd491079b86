"""A small door to what other exercises have published: digests and figures, to compare a release with (R13).

Exercises of the same service and price date, whosever they are, and of them the cells with a provider in common: who
those are the digests do not say. It opens for the independent team of the exercise that is to be released, and for
whoever runs commands with the database's own key.
"""

from django.db import migrations

from accounts.domain.row_level_security import door, either, to_team

COMMANDS = "(session_user = current_user AND current_setting('role') = 'none')"
ELSEWHERE = f"""
CREATE FUNCTION ledger_elsewhere(asked uuid, providers text[]) RETURNS TABLE (
    release_id uuid, column_key text, measure text, dimension text, group_key text,
    policy_sha256 text, figures jsonb, members jsonb
)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT r.release_id, r."column", r.measure, r.dimension, r."group", r.policy_sha256, r.figures, r.members
    FROM register_exercise here
    JOIN register_exercise other
        ON other.service = here.service AND other.price_date = here.price_date AND other.id <> here.id
    JOIN reports_ledgerrow r ON r.exercise_id = other.id
    WHERE here.id = asked AND {either(to_team("here.authority_id"), COMMANDS)}
        AND EXISTS (SELECT FROM jsonb_array_elements(r.members) m WHERE m ->> 0 = ANY (providers))
    ORDER BY r.exercise_id, r.position
$$
"""
DOOR = door(ELSEWHERE, "ledger_elsewhere(uuid, text[])")


class Migration(migrations.Migration):
    dependencies = [("reports", "0007_documents"), ("register", "0002_wall")]

    operations = [migrations.RunSQL(DOOR.sql, DOOR.reverse_sql)]
