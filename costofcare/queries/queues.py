"""How long the queues are: numbers alone, through a door of the database, as rows are for whom they concern."""

from django.db import connection

from costofcare.domain.incidents import Queue

COUNTS = "SELECT work, waiting, working, failed, oldest FROM"
QUEUES = f"{COUNTS} queue_counts() UNION ALL {COUNTS} recheck_counts()"


def queues() -> list[Queue]:
    with connection.cursor() as cursor:
        cursor.execute(QUEUES)
        return [Queue(*row) for row in cursor.fetchall()]
