"""The last step of an upgrade, once no web process of before runs: believe nobody without a seal, and seal secrets."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction

from accounts.actions.sealed_secrets import close_what_lies_open
from accounts.actions.wall_keys import be_strict


class Command(BaseCommand):
    help = (
        "After an upgrade: the database believes only sealed words about who asks, and digests of passwords and second "
        "factors are sealed. Whoever is signed in then has to sign in once more."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.SEALING_KEYS:
            raise CommandError("SEALING_KEYS is not in this environment: the secrets of accounts could not be sealed.")
        with transaction.atomic():
            with connection.cursor() as cursor:
                was_lenient = be_strict(cursor)
            sealed = close_what_lies_open()
        self.stdout.write("The wall is sealed." if was_lenient else "The wall was sealed already.")
        if sealed:
            self.stdout.write(f"Sealed besides: {sealed} secrets of accounts.")
