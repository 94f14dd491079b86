"""How long the queues are: numbers alone, through a door of the database, as rows are for whom they concern."""

from django.db import connection

from costofcare.domain.incidents import Queue


def queues() -> list[Queue]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT work, waiting, working, failed, oldest FROM queue_counts()")
        return [Queue(*row) for row in cursor.fetchall()]
