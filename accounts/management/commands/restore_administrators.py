"""`restore_administrators "Name <e-mail>" ["Name <e-mail>"]`: a portal that has lost administrators has two again."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.actions.people import restore_administrators
from accounts.actions.portal_links import link_to
from accounts.domain.refusal import Refusal
from accounts.management.commands.first_administrators import parsed


class Command(BaseCommand):
    help = "Make as many administrators as are missing of two, in a portal that has lost them. It is an event."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("people", nargs="+", metavar="PERSON", help='"Name <email>", in quotation marks')

    def handle(self, *, people: list[str], **options: Any) -> None:
        done = restore_administrators(named=[parsed(words) for words in people])
        if isinstance(done, Refusal):
            raise CommandError(done.because)
        self.stdout.write(f"Administrators again: {' and '.join(person.email for person in done)}.")
        self.stdout.write(
            f"Whoever has no password yet chooses one by an email from {link_to('account_reset_password')}"
        )
