"""The wall around 1-2-1s: providers see what is free and what is theirs; who booked a slot is nobody else's to know.

That a slot is taken is written onto it by the database with each booking, which also refuses a slot that is not free:
whoever books may not change slots, nor see who has booked.
"""

from django.db import migrations

from accounts.domain.roles import PROVIDER_ROLES
from accounts.domain.wall import PROVIDER, both, either, to_provider, to_roles, wall
from engagement.domain.sides import Side
from engagement.domain.walls import COUNCIL, OWN_SIDE, STAFF, TEAM

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

IS_A_PROVIDER = to_roles(PROVIDER_ROLES)
# Both are asked behind the wall themselves: a provider's participations and bookings are its own.
TAKES_PART = f"exercise_id IN (SELECT exercise_id FROM submissions_participation WHERE provider_id = {PROVIDER})"
OFFERED = "id IN (SELECT slot_id FROM engagement_slotfor)"
FREE = "NOT is_taken AND closed_at IS NULL"
BOOKED_BY_THEM = f"id IN (SELECT slot_id FROM engagement_booking WHERE provider_id = {PROVIDER})"
EITHER_END = either(STAFF, to_provider())

WALLS = (
    *wall(
        "engagement_slot",
        select=either(STAFF, both(IS_A_PROVIDER, either(both(FREE, OFFERED), BOOKED_BY_THEM))),
        insert=OWN_SIDE,
        update=OWN_SIDE,
    ),
    *wall("engagement_slotfor", select=either(STAFF, both(IS_A_PROVIDER, TAKES_PART)), insert=STAFF),
    *wall("engagement_booking", select=EITHER_END, insert=EITHER_END, update=EITHER_END),
    *wall(
        "engagement_bookingwords",
        select=either(TEAM, both(COUNCIL, f"side = '{Side.COUNCIL}'"), to_provider()),
        insert=either(OWN_SIDE, to_provider()),
    ),
    *wall("engagement_notice", select=STAFF, insert=EITHER_END, update=STAFF),
)


class Migration(migrations.Migration):
    dependencies = [("engagement", "0006_one_to_ones"), ("submissions", "0002_wall")]

    operations = [
        migrations.RunSQL(TAKING, NO_LONGER),
        *(migrations.RunSQL(step.sql, step.reverse_sql) for step in WALLS),
    ]
