"""Believe nobody without a seal any more: the last step of an upgrade, once no web process of before runs."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db import connection

from accounts.actions.wall_keys import be_strict


class Command(BaseCommand):
    help = "After an upgrade: the database believes only sealed words about who asks."

    def handle(self, *args: Any, **options: Any) -> None:
        with connection.cursor() as cursor:
            was_lenient = be_strict(cursor)
        self.stdout.write("The wall is sealed." if was_lenient else "The wall was sealed already.")
