"""After a test that commits no row of a model is left, not of a ledger either, and who still writes is waited for."""

from threading import Thread

import pytest
from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction

from accounts.models import AuditEvent
from costofcare.tests.emptied_tables import STAYS, empty_tables
from register.models import Authority
from submissions.tests.cast import make_cast

pytestmark = pytest.mark.django_db(transaction=True)


def filled() -> list[str]:
    tables = [model._meta.db_table for model in apps.get_models(include_auto_created=True)]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(f"SELECT '{name}' WHERE EXISTS (SELECT FROM \"{name}\")" for name in tables))
        return sorted(name for (name,) in cursor.fetchall())


def test_nothing_is_left_but_what_migrate_filled():
    make_cast()
    assert AuditEvent.objects.exists() and len(filled()) > 8
    types = set(ContentType.objects.values_list("id", "app_label", "model"))
    empty_tables()
    assert filled() == sorted(STAYS)
    assert set(ContentType.objects.values_list("id", "app_label", "model")) == types


def emptied_beside() -> None:
    empty_tables()
    connection.close()  # of this thread


def test_who_still_writes_is_waited_for():
    emptied = Thread(target=emptied_beside)
    with transaction.atomic():
        Authority.objects.create(name="Late", cqc_name="Late")
        emptied.start()
        emptied.join(0.3)
        assert emptied.is_alive()
    emptied.join(10)
    assert not emptied.is_alive() and not Authority.objects.exists()
