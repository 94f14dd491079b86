"""`first_administrators "Name <e-mail>" "Name <e-mail>"`: make the two administrators who let in all others, once."""

from argparse import ArgumentParser
from email.utils import parseaddr
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.actions.people import make_first_administrators
from accounts.actions.portal_links import link_to
from accounts.domain.refusal import Refusal


class Command(BaseCommand):
    help = (
        "Make the first two administrators of a portal that has none. From then on two appoint whoever reads returns, "
        "approves or administers."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("people", nargs=2, metavar="PERSON", help='"Name <email>", in quotation marks')

    def handle(self, *, people: list[str], **options: Any) -> None:
        done = make_first_administrators(named=[parsed(words) for words in people])
        if isinstance(done, Refusal):
            raise CommandError(done.because)
        self.stdout.write(f"Administrators from now on: {' and '.join(person.email for person in done)}.")
        self.stdout.write(f"Each chooses a password by an email from {link_to('account_reset_password')}")


def parsed(words: str) -> tuple[str, str]:
    """Return name and address; the part before the @ stands in for a missing name."""
    name, email = parseaddr(words)
    if "@" not in email:
        raise CommandError(f'“{words}” is not a name with an email address, such as "Alex Admin <alex@example.org>".')
    return name.strip() or email.partition("@")[0], email
