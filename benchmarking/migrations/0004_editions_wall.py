"""The wall: analyses and editions are the office's analysts' and approvers', copies of those they were made for.

A council reads its own copies, the regional lead the members' datasheet, and anyone the public one from the day on
that it says. What was worked out or has left never changes: an edition is decided on once, and may be withdrawn.
"""

from django.db import migrations

from accounts.domain.roles import READS_RETURNS, RoleName
from accounts.domain.row_level_security import (
    PERSON,
    SqlStep,
    append_only,
    both,
    either,
    policy,
    to_anybody_signed_in,
    to_nobody,
    to_roles,
    wall,
)

HOST = "host_authority_id"
READERS = to_roles(READS_RETURNS, HOST)
ANALYST = to_roles({RoleName.ANALYST}, HOST)
THEIRS = to_roles({RoleName.COMMISSIONER}, "authority_id")
# What a lead reads is written for the office: the members' datasheet, and no council's own page.
LEADS = both(to_roles({RoleName.REGIONAL_LEAD}, "authority_id"), "kind <> 'own'")
ANYONES = both(
    either(to_nobody(), to_anybody_signed_in()),
    "kind = 'public'",
    "public_from <= (CURRENT_TIMESTAMP AT TIME ZONE 'Europe/London')::date",
)
FREEZE = """
CREATE FUNCTION keep_editions_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    movable text[] := ARRAY['state'];
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'an edition is frozen' USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF OLD.state = 'drafted' THEN
        movable := movable || ARRAY['approved_at', 'approved_by_id', 'ledger_after', 'rejected_at', 'rejected_by_id',
                                    'decision_note'];
    END IF;
    IF NEW.state = 'withdrawn' AND OLD.state <> 'withdrawn' THEN
        movable := movable || ARRAY['withdrawn_at', 'withdrawn_by_id', 'withdrawn_because', 'withdrawal_note'];
    END IF;
    IF to_jsonb(OLD) - movable <> to_jsonb(NEW) - movable OR (OLD.state <> NEW.state AND (OLD.state, NEW.state) NOT IN (
        ('drafted', 'rejected'), ('drafted', 'released'), ('released', 'superseded'), ('released', 'withdrawn'),
        ('superseded', 'withdrawn'))) THEN
        RAISE EXCEPTION 'an edition is frozen' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$
"""
FREEZE_COPIES = """
CREATE FUNCTION keep_copies_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    movable text[] := ARRAY['state'];
BEGIN
    IF TG_OP = 'DELETE' OR OLD.state = 'withdrawn' THEN
        RAISE EXCEPTION 'a copy is frozen' USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF NEW.state = 'withdrawn' AND NEW.document = '' THEN
        movable := movable || ARRAY['document', 'withdrawn_because'];
    END IF;
    IF to_jsonb(OLD) - movable <> to_jsonb(NEW) - movable THEN
        RAISE EXCEPTION 'a copy is frozen' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$
"""
FREEZE_ANALYSES = """
CREATE FUNCTION keep_analyses_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR OLD.state IN ('done', 'refused', 'failed') THEN
        RAISE EXCEPTION 'an analysis is frozen' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$
"""


def frozen(table: str, function: str, words: str) -> tuple[SqlStep, ...]:
    return (
        SqlStep(words, f"DROP FUNCTION {function}()"),
        SqlStep(
            f"CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION {function}()",
            f"DROP TRIGGER frozen ON {table}",
        ),
    )


STEPS = (
    *wall(
        "benchmarking_roundanalysis",
        select=READERS,
        insert=both(ANALYST, f"received_by_id = {PERSON}", "state = 'received'"),
    ),
    *wall(
        "benchmarking_benchmarkedition",
        select=READERS,
        insert=both(ANALYST, f"drafted_by_id = {PERSON}", "state = 'drafted'"),
        update=READERS,
    ),
    *wall(
        "benchmarking_editioncopy",
        select=either(READERS, THEIRS, LEADS, ANYONES),
        insert=READERS,
        update=READERS,
    ),
    *wall("benchmarking_editionledgerrow", select=READERS, insert=READERS),
    *append_only("benchmarking_editionledgerrow"),
    # Whoever approves an edition makes its round a released one.
    policy(
        "benchmarking_benchmarkround",
        "update",
        both(to_roles({RoleName.RELEASE_APPROVER}, HOST), "state IN ('locked', 'released')"),
        name="approver",
    ),
    *frozen("benchmarking_benchmarkedition", "keep_editions_frozen", FREEZE),
    *frozen("benchmarking_editioncopy", "keep_copies_frozen", FREEZE_COPIES),
    *frozen("benchmarking_roundanalysis", "keep_analyses_frozen", FREEZE_ANALYSES),
)


class Migration(migrations.Migration):
    dependencies = [("benchmarking", "0003_editions")]

    operations = [migrations.RunSQL(step.sql, step.reverse_sql or migrations.RunSQL.noop) for step in STEPS]
