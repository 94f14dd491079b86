"""What ./portal test asks of Django, in one process: is a deployment safe, and is every model's migration written?

Both are asked, also where the first has something to say.
"""

import os
import sys

import django
from django.core.management import CommandError, call_command

# As a deployment that is safe has them: what a check of Django's or of our own says of these is said of the code.
SETTINGS = "costofcare.tests.safe_settings"
ASKED = (
    ("check", {"deploy": True, "fail_level": "WARNING"}),
    ("makemigrations", {"check_changes": True, "dry_run": True}),
)


def main() -> int:
    os.environ["DJANGO_SETTINGS_MODULE"] = SETTINGS
    django.setup()
    return max([status_of(command, how) for command, how in ASKED])


def status_of(command: str, how: dict[str, object]) -> int:
    try:
        call_command(command, **how)
    except CommandError as trouble:  # of a check, too
        print(trouble, file=sys.stderr)
        return 1
    except SystemExit as end:
        return int(end.code or 0)
    return 0


if __name__ == "__main__":
    sys.exit(main())
