"""Slots and seats are given by the database, in turn: whoever books may not change a slot, nor see who else comes.

A booking takes its slot, which has to be free; a place gets a seat or waits. Only officers say what came of either.
Whoever holds the link of an invitation answers it through a small door: the number of the invitation, which stands
nowhere but in the signed link, is the permission.
"""

from django.db import migrations

from accounts.domain.roles import PROVIDER_ROLES, REACHES_PROVIDERS
from accounts.domain.row_level_security import SqlStep, door, to_roles

TAKING = """
CREATE FUNCTION take_slot() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.cancelled_at IS NULL
        AND (NEW.slot_id <> OLD.slot_id OR NEW.cancelled_at IS NOT NULL) THEN
        UPDATE engagement_slot SET is_taken = false WHERE id = OLD.slot_id;
    END IF;
    IF NEW.cancelled_at IS NULL
        AND (TG_OP = 'INSERT' OR NEW.slot_id <> OLD.slot_id OR OLD.cancelled_at IS NOT NULL) THEN
        UPDATE engagement_slot s SET is_taken = true
        WHERE s.id = NEW.slot_id AND NOT s.is_taken AND s.closed_at IS NULL AND s.authority_id = NEW.authority_id
            AND EXISTS (
                SELECT 1 FROM engagement_slotfor f WHERE f.slot_id = s.id AND f.exercise_id = NEW.exercise_id
            );
        IF NOT FOUND THEN
            RAISE EXCEPTION 'the slot is not free' USING ERRCODE = 'unique_violation';
        END IF;
    END IF;
    RETURN NEW;
END $$;
REVOKE ALL ON FUNCTION take_slot() FROM PUBLIC;
CREATE TRIGGER take_slot BEFORE INSERT OR UPDATE ON engagement_booking FOR EACH ROW EXECUTE FUNCTION take_slot()
"""
NO_LONGER = "DROP TRIGGER take_slot ON engagement_booking; DROP FUNCTION take_slot()"
SEATS = """
CREATE FUNCTION seat_place() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    was text := ''; most integer; seated integer;
BEGIN
    IF TG_OP = 'UPDATE' THEN was := OLD.seat; END IF;
    IF NEW.answer <> 'yes' THEN
        NEW.seat := '';
    ELSIF was = 'seated' THEN
        NEW.seat := 'seated';
    ELSE
        SELECT capacity INTO most FROM engagement_event WHERE id = NEW.event_id FOR NO KEY UPDATE;
        SELECT count(*) INTO seated FROM engagement_registration
        WHERE event_id = NEW.event_id AND seat = 'seated' AND id <> NEW.id;
        NEW.seat := CASE WHEN most IS NULL OR seated < most THEN 'seated' ELSE 'waiting' END;
    END IF;
    IF NEW.seat <> was THEN
        NEW.sequence := NEW.sequence + 1;
        NEW.is_to_settle := true;
    END IF;
    RETURN NEW;
END $$;
CREATE FUNCTION give_free_seats() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    asked uuid; most integer; seated integer;
BEGIN
    IF TG_TABLE_NAME = 'engagement_event' THEN
        asked := NEW.id;
    ELSIF OLD.seat = 'seated' AND NEW.seat <> 'seated' THEN
        asked := NEW.event_id;
    ELSE
        RETURN NULL;
    END IF;
    SELECT capacity INTO most FROM engagement_event WHERE id = asked FOR NO KEY UPDATE;
    SELECT count(*) INTO seated FROM engagement_registration WHERE event_id = asked AND seat = 'seated';
    UPDATE engagement_registration SET seat = 'seated' WHERE id IN (
        SELECT id FROM engagement_registration WHERE event_id = asked AND seat = 'waiting'
        ORDER BY answered_at, id LIMIT CASE WHEN most IS NOT NULL THEN greatest(most - seated, 0) END
    );
    RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION seat_place() FROM PUBLIC;
REVOKE ALL ON FUNCTION give_free_seats() FROM PUBLIC;
CREATE TRIGGER seat_place BEFORE INSERT OR UPDATE ON engagement_registration FOR EACH ROW EXECUTE FUNCTION seat_place();
CREATE TRIGGER give_free_seats AFTER UPDATE ON engagement_registration FOR EACH ROW EXECUTE FUNCTION give_free_seats();
CREATE TRIGGER give_free_seats AFTER UPDATE OF capacity ON engagement_event
FOR EACH ROW EXECUTE FUNCTION give_free_seats()
"""
NO_SEATS = """
DROP TRIGGER give_free_seats ON engagement_event;
DROP TRIGGER give_free_seats ON engagement_registration;
DROP TRIGGER seat_place ON engagement_registration;
DROP FUNCTION give_free_seats();
DROP FUNCTION seat_place()
"""
# What an invitation says to whoever holds it: its own locations, and of others nothing, not even how many come.
INVITED = """
CREATE FUNCTION event_invited(asked uuid) RETURNS TABLE (
    title text, kind text, words text, starts_at timestamptz, ends_at timestamptz, place text, is_online boolean,
    is_off boolean, host text, name text, location text, answer text, seat text
)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT e.title, e.kind, e.words, e.starts_at, e.ends_at,
        CASE WHEN e.is_online AND p.seat <> 'seated' THEN '' ELSE e.place END, e.is_online,
        e.cancelled_at IS NOT NULL OR e.ends_at <= now(), a.name, coalesce(nullif(p.name, ''), i.name),
        t.location_name, p.answer, p.seat
    FROM engagement_invite i
    JOIN engagement_event e ON e.id = i.event_id
    JOIN register_authority a ON a.id = e.authority_id
    JOIN engagement_registration p ON p.invite_id = i.id
    JOIN register_participation t ON t.id = p.participation_id
    WHERE i.id = asked ORDER BY t.location_name
$$
"""
ANSWER = """
CREATE FUNCTION answer_invite(asked uuid, said text, who text) RETURNS integer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    changed integer;
BEGIN
    UPDATE engagement_registration p SET answer = said, answered_at = now(), name = left(who, 200),
        email = coalesce(nullif(p.email, ''), i.email)
    FROM engagement_invite i, engagement_event e
    WHERE i.id = asked AND p.invite_id = i.id AND e.id = p.event_id AND said IN ('yes', 'no')
        AND p.answer <> said AND e.cancelled_at IS NULL AND e.ends_at > now();
    GET DIAGNOSTICS changed = ROW_COUNT;
    RETURN changed;
END $$
"""
# How many seats are taken, over all authorities: for whoever wants one or gives them, and a number alone.
TAKEN = f"""
CREATE FUNCTION event_seats_taken(asked uuid) RETURNS integer
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT count(*)::integer FROM engagement_registration
    WHERE event_id = asked AND seat = 'seated' AND {to_roles(PROVIDER_ROLES | REACHES_PROVIDERS)}
$$
"""
# Joining needs the code that the host has given away.
BY_CODE = f"""
CREATE FUNCTION event_of_code(said text) RETURNS TABLE (id uuid, title text, starts_at timestamptz, host_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT e.id, e.title, e.starts_at, e.authority_id FROM engagement_event e
    WHERE e.code = said AND e.cancelled_at IS NULL AND {to_roles(REACHES_PROVIDERS)}
$$
"""
GUARDED = {
    "engagement_booking": ("outcome", "minutes", "outcome_at"),
    "engagement_registration": ("attendance",),
}


def guard(table: str, columns: tuple[str, ...]) -> SqlStep:
    """Providers may change rows of their own, but for these columns."""
    new, old = (", ".join(f"{which}.{column}" for column in columns) for which in ("NEW", "OLD"))
    name = f"officers_say_{table}"
    made = f"""
        CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
        BEGIN
            IF {to_roles(PROVIDER_ROLES)} AND ROW({new}) IS DISTINCT FROM ROW({old}) THEN
                RAISE EXCEPTION 'only officers say what came of it' USING ERRCODE = 'insufficient_privilege';
            END IF;
            RETURN NEW;
        END $$;
        REVOKE ALL ON FUNCTION {name}() FROM PUBLIC;
        CREATE TRIGGER {name} BEFORE UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()
    """
    return SqlStep(made, f"DROP TRIGGER {name} ON {table}; DROP FUNCTION {name}()")


STEPS = (
    SqlStep(TAKING, NO_LONGER),
    SqlStep(SEATS, NO_SEATS),
    door(INVITED, "event_invited(uuid)"),
    door(ANSWER, "answer_invite(uuid, text, text)"),
    door(TAKEN, "event_seats_taken(uuid)"),
    door(BY_CODE, "event_of_code(text)"),
    *(guard(table, columns) for table, columns in GUARDED.items()),
)


class Migration(migrations.Migration):
    dependencies = [("engagement", "0002_wall")]

    operations = [migrations.RunSQL(step.sql, step.reverse_sql) for step in STEPS]
