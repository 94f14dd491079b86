"""Count tries, in rows that nothing else pushes out: one statement counts a try, or says that it is too early.

``wait_after`` of the allowance is the same in Python; a test holds that both agree.
"""

from datetime import datetime, timedelta

from django.db import connection
from django.utils.crypto import salted_hmac

from accounts.domain.try_limits import Allowance
from accounts.models import TryCount

# Whoever tries after the window begins anew; whoever tries before ``free_at`` changes nothing and gets no row back.
TAKE = """
    INSERT INTO accounts_trycount AS known (key, tries, began_at, free_at)
    VALUES (%(key)s, 1, %(now)s, %(now)s + make_interval(secs => %(first)s))
    ON CONFLICT (key) DO UPDATE SET
        tries = CASE WHEN known.began_at <= %(over)s THEN 1 ELSE known.tries + 1 END,
        began_at = CASE WHEN known.began_at <= %(over)s THEN %(now)s ELSE known.began_at END,
        free_at = CASE
            WHEN known.began_at <= %(over)s THEN %(now)s + make_interval(secs => %(first)s)
            WHEN known.tries + 1 < %(free)s THEN %(now)s
            WHEN %(longest)s < 0 THEN known.began_at + make_interval(secs => %(window)s)
            ELSE %(now)s + make_interval(secs => LEAST(%(longest)s, 2 ^ LEAST(known.tries + 1 - %(free)s, 30)))
        END
    WHERE known.free_at <= %(now)s OR known.began_at <= %(over)s
    RETURNING tries
"""
KEPT_FOR = timedelta(days=1)


def take(allowance: Allowance, who: str, now: datetime) -> bool:
    """Count a try; False, and nothing counted, if it comes too early."""
    window = allowance.window.total_seconds()
    first = allowance.wait_after(1)
    said: dict[str, str | int | float | datetime] = {
        "key": key_of(allowance, who),
        "now": now,
        "over": now - allowance.window,
        "free": allowance.free,
        "window": window,
        "first": window if first is None else first.total_seconds(),
        "longest": -1.0 if allowance.longest is None else allowance.longest.total_seconds(),
    }
    with connection.cursor() as cursor:
        cursor.execute(TAKE, said)
        return cursor.fetchone() is not None


def free_at(allowance: Allowance, who: str, now: datetime) -> datetime:
    """Return from when the next try may be made; now, if at once."""
    row = TryCount.objects.filter(key=key_of(allowance, who), began_at__gt=now - allowance.window).first()
    return max(row.free_at, now) if row else now


def forget(allowance: Allowance, who: str) -> None:
    """Uncount, in one statement: a queryset would begin and end a transaction around it."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM accounts_trycount WHERE key = %s", [key_of(allowance, who)])


def drop_old(now: datetime) -> int:
    dropped, _ = TryCount.objects.filter(began_at__lt=now - KEPT_FOR, free_at__lt=now).delete()
    return dropped


def key_of(allowance: Allowance, who: str) -> str:
    """Return a digest: the table names neither people nor addresses."""
    return salted_hmac("tries", f"{allowance.kind} {who.strip().lower()}", algorithm="sha256").hexdigest()
