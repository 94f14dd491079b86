"""Test support: a web process that receives one file and may be stopped on the way; run as a program.

Arguments: the person's e-mail address, the participation, the file, and the folder that says where to stop.
"""

import sys
from pathlib import Path
from uuid import UUID

import django


def main(email: str, participation_id: str, file: str, folder: str) -> None:
    django.setup()
    from django.db import connection

    from accounts import queries as accounts
    from accounts.domain.row_level_security import SETTINGS, values
    from accounts.models import User
    from submissions.actions import uploads
    from submissions.tests.pause_points import RECEIVING, pause_at

    pause_at(RECEIVING, Path(folder))
    context = accounts.context_of(User.objects.get(email=email), None)
    with connection.cursor() as cursor:
        for setting, value in zip(SETTINGS, values(context), strict=True):
            cursor.execute("SELECT set_config(%s, %s, false)", [setting, value])
    data = Path(file).read_bytes()
    receipt = uploads.receive(by=context, participation_id=UUID(participation_id), file_name="r.xlsx", data=data)
    print(receipt.reference, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
