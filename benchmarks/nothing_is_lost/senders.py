"""People who upload over HTTP at the same time, and try again until they hold a receipt."""

import hashlib
import http.client
import io
import re
import threading
import time
import zipfile
from dataclasses import dataclass, field
from uuid import UUID

CSRF = "c" * 32
BOUNDARY = "----------a-boundary"
RECEIPT = re.compile(r"/uploads/([0-9a-f-]{36})/")
# Whoever waits longer for an answer tries again; the same bytes are within a minute the same click.
PATIENCE_SECONDS, PAUSE_SECONDS = 30, 0.5


@dataclass(frozen=True)
class Sender:
    """Somebody who is signed in, and the location whose return they send in."""

    session: str
    path: str
    workbook: bytes


@dataclass
class Receipts:
    """What was acknowledged, by whom it may be read while it grows; and what was tried in vain."""

    of: dict[UUID, str] = field(default_factory=dict)
    unanswered: int = 0
    refused: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)


def numbered(workbook: bytes, number: int) -> bytes:
    """Return the same workbook as another file: the zip's comment is no part of what is read."""
    copy = io.BytesIO(workbook)
    with zipfile.ZipFile(copy, "a") as archive:
        archive.comment = f"number {number}".encode()
    return copy.getvalue()


def send_all(
    sender: Sender, numbers: range, port: int, receipts: Receipts, may_go_on: threading.Event, end: threading.Event
) -> None:
    for number in numbers:
        while not may_go_on.wait(0.2) and not end.is_set():
            continue
        send(sender, numbered(sender.workbook, number), port, receipts, end)


def send(sender: Sender, data: bytes, port: int, receipts: Receipts, end: threading.Event) -> None:
    """Send a file until there is a receipt for it, as a person would."""
    while not end.is_set():
        status, place = answer_to(sender, data, port)
        found = RECEIPT.search(place)
        with receipts.lock:
            if status == 302 and found:
                receipts.of[UUID(found[1])] = hashlib.sha256(data).hexdigest()
                return
            if 0 < status < 500:
                receipts.refused.append(f"{status} {place}")
                return
            receipts.unanswered += 1
        time.sleep(PAUSE_SECONDS)


def answer_to(sender: Sender, data: bytes, port: int) -> tuple[int, str]:
    """Return the status and where it leads; 0 where no answer came."""
    head = (
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="csrfmiddlewaretoken"\r\n\r\n{CSRF}\r\n'
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="return.xlsx"\r\n'
        "Content-Type: application/octet-stream\r\n\r\n"
    )
    headers = {
        "Host": f"localhost:{port}",
        "Cookie": f"session={sender.session}; csrf={CSRF}",
        "Content-Type": f"multipart/form-data; boundary={BOUNDARY}",
    }
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE_SECONDS)
    try:
        line.request("POST", sender.path, head.encode() + data + f"\r\n--{BOUNDARY}--\r\n".encode(), headers)
        answer = line.getresponse()
        answer.read()
        return answer.status, answer.getheader("Location", "")
    except (OSError, http.client.HTTPException):
        return 0, ""
    finally:
        line.close()
