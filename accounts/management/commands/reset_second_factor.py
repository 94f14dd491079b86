"""`reset_second_factor <e-mail>`: let an administrator in who is locked out when there is no other administrator."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.actions import second_factors


class Command(BaseCommand):
    help = "Switch off somebody's second factor, end their sessions and tell them. Others ask an administrator."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email")

    def handle(self, *, email: str, **options: Any) -> None:
        person = second_factors.reset_from_the_server(email=email)
        if person is None:
            raise CommandError(f"Nobody signs in as {email}.")
        self.stdout.write(f"{person.full_name} signs in with the password alone next time.")
