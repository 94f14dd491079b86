"""An officer of either side books for a provider, also with the other side; what came of it only officers say."""

from django.db import migrations

from accounts.domain.roles import PROVIDER_ROLES
from accounts.domain.wall import either, policy, to_provider, to_roles
from engagement.domain.walls import OWN_SIDE, STAFF

TABLE = "engagement_bookingwords"
BEFORE, AFTER = (
    policy(TABLE, "insert", either(condition, to_provider()), name="web") for condition in (OWN_SIDE, STAFF)
)
GUARDED = {
    "engagement_booking": ("outcome", "minutes", "outcome_at"),
    "engagement_place": ("attendance",),
}


def guard(table: str, columns: tuple[str, ...]) -> migrations.RunSQL:
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
    return migrations.RunSQL(made, f"DROP TRIGGER {name} ON {table}; DROP FUNCTION {name}()")


class Migration(migrations.Migration):
    dependencies = [("engagement", "0012_wall_around_inbound_mail")]

    operations = [
        migrations.RunSQL(BEFORE.reverse_sql, BEFORE.sql),
        migrations.RunSQL(AFTER.sql, AFTER.reverse_sql),
        *(guard(table, columns) for table, columns in GUARDED.items()),
    ]
