"""Test support: a web process that receives one file and may be stopped on the way; run as a program.

Arguments: the person's e-mail address, the participation, the file, and the folder that says where to stop.
"""

import sys
from pathlib import Path
from uuid import UUID

import django


def main(email: str, participation_id: str, file: str, folder: str) -> None:
    django.setup()
    from accounts import queries as accounts
    from accounts.models import User
    from accounts.queries.wall_context import seeking, tell
    from submissions.actions import uploads
    from submissions.tests.pause_points import RECEIVING, pause_at

    pause_at(RECEIVING, Path(folder))
    with seeking(email):
        context = accounts.context_of(User.objects.get(email=email), None)
    tell(context)
    data = Path(file).read_bytes()
    receipt = uploads.receive(by=context, participation_id=UUID(participation_id), file_name="r.xlsx", data=data)
    print(receipt.reference, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
