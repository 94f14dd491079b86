"""Old words of the trail are due by London's day, as they are announced: the database's own is behind in summer."""

from django.db import migrations

OF_LONDON = "(CURRENT_TIMESTAMP AT TIME ZONE 'Europe/London')::date"
ERASE_OLD_WORDS = """
CREATE OR REPLACE FUNCTION erase_old_trail_words(before timestamptz) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE gone integer;
BEGIN
    IF NOT EXISTS (SELECT FROM accounts_retentionrun WHERE finished_at IS NULL AND due_on <= {today}
        AND (plan -> 'trail_words' ->> 'before')::timestamptz >= before) THEN
        RAISE EXCEPTION 'nothing of the trail is due' USING ERRCODE = 'insufficient_privilege';
    END IF;
    INSERT INTO accounts_erasedwords (event_id, erasure_id, at)
        SELECT id, NULL, now() FROM accounts_auditevent WHERE at < before AND words <> '' ON CONFLICT DO NOTHING;
    UPDATE accounts_auditevent SET words = '' WHERE at < before AND words <> '';
    GET DIAGNOSTICS gone = ROW_COUNT;
    RETURN gone;
END $$
"""


class Migration(migrations.Migration):
    dependencies = [("accounts", "0011_role_with_visits")]

    operations = [
        migrations.RunSQL(ERASE_OLD_WORDS.format(today=OF_LONDON), ERASE_OLD_WORDS.format(today="CURRENT_DATE"))
    ]
