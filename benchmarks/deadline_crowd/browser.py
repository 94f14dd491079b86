"""A browser as small as can be: cookies, forms and times, with nothing but the standard library."""

import http.client
import re
import time
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from urllib.parse import urlencode, urlsplit

BOUNDARY = "----------a-boundary"
FORM = "application/x-www-form-urlencoded"
HIDDEN = re.compile(r'<input type="hidden" name="([a-z_]+)" value="([^"]*)"')
PATIENCE_SECONDS = 60
NO_ANSWER = 0


class BrokenOff(Exception):
    """What somebody wanted to do and could not."""


@dataclass(frozen=True)
class Asked:
    """A request that was answered: what it was for, how, when it was sent and how long it took."""

    name: str
    status: int
    at: float
    seconds: float


@dataclass
class Browser:
    """Asks one portal, as one person."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)
    text: str = ""

    def get(self, name: str, address: str) -> http.client.HTTPMessage:
        return self._ask(name, "GET", address)

    def post(self, name: str, address: str, given: dict[str, str]) -> http.client.HTTPMessage:
        """Send a form together with the hidden fields of the page that was opened last."""
        return self._ask(name, "POST", address, urlencode(self.hidden() | given).encode(), FORM)

    def send_file(self, name: str, address: str, file: bytes) -> http.client.HTTPMessage:
        parts = [_part(f'name="{field}"', value.encode()) for field, value in self.hidden().items()]
        parts.append(_part('name="file"; filename="return.xlsx"', file))
        body = b"".join(parts) + f"--{BOUNDARY}--\r\n".encode()
        return self._ask(name, "POST", address, body, f"multipart/form-data; boundary={BOUNDARY}")

    def hidden(self) -> dict[str, str]:
        return dict(HIDDEN.findall(self.text))

    def _ask(
        self, name: str, method: str, address: str, body: bytes | None = None, kind: str = ""
    ) -> http.client.HTTPMessage:
        begun, at = time.perf_counter(), time.time()
        status, headers, content = self._answer(method, urlsplit(address).path, body, kind)
        self.asked.append(Asked(name, status, at, time.perf_counter() - begun))
        if status not in (200, 204, 302):
            raise BrokenOff(f"{name} was answered {status}")
        for line in headers.get_all("Set-Cookie", []):
            self.cookies |= {key: morsel.value for key, morsel in SimpleCookie(line).items()}
        self.text = content.decode(errors="replace")
        return headers

    def _answer(
        self, method: str, path: str, body: bytes | None, kind: str
    ) -> tuple[int, http.client.HTTPMessage, bytes]:
        headers = {
            "Host": f"localhost:{self.port}",
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
            **({"Content-Type": kind} if kind else {}),
        }
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE_SECONDS)
        try:
            line.request(method, path, body, headers)
            answer = line.getresponse()
            return answer.status, answer.headers, answer.read()
        except (OSError, http.client.HTTPException):
            return NO_ANSWER, http.client.HTTPMessage(), b""
        finally:
            line.close()


def _part(name: str, data: bytes) -> bytes:
    kind = b"Content-Type: application/octet-stream\r\n" if "filename" in name else b""
    return f"--{BOUNDARY}\r\nContent-Disposition: form-data; {name}\r\n".encode() + kind + b"\r\n" + data + b"\r\n"
