"""Test support: what each page asks of the database and how many bytes it has, as the first who may open it."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass

from django.db import connection, transaction
from django.http import HttpResponse

from costofcare.tests.answers import OWN, Crawl
from costofcare.tests.open_to import Address

MOST_BYTES = 150_000


@dataclass(frozen=True)
class PageSize:
    queries: int
    size: int

    def faults(self, small: "PageSize") -> Iterator[str]:
        if self.queries > small.queries:
            yield f"{self.queries} queries, not {small.queries}"
        if self.size > MOST_BYTES:
            yield f"{self.size:,} bytes"


def sizes(crawl: Crawl, addresses: Iterable[Address], people: dict[str, str]) -> dict[str, PageSize]:
    """Return by path the size of each page; ``people`` are asked, or learns who is the first that finds it."""
    found = {}
    for address in addresses:
        for who in [people[address.path]] if address.path in people else OWN:
            size = _size(crawl, address, who)
            if size is not None:
                found[address.path], people[address.path] = size, who
                break
    return found


def _size(crawl: Crawl, address: Address, who: str) -> PageSize | None:
    client, path = crawl.clients[who], crawl.path(address)
    cookies, point = copy(client.cookies), transaction.savepoint()
    try:
        with _counted() as asked:
            answer = client.get(path)
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        return PageSize(len(asked), len(body)) if _is_page(answer, body) else None
    finally:
        transaction.savepoint_rollback(point)
        transaction.savepoint_commit(point)
        client.cookies = cookies


@contextmanager
def _counted() -> Iterator[list[str]]:
    """Count statements; Django's own list of them is cut at nine thousand."""
    asked: list[str] = []

    def count(execute, sql, params, many, context):  # type: ignore[no-untyped-def]
        asked.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(count):
        yield asked


def _is_page(answer: HttpResponse, body: bytes) -> bool:
    return answer.status_code == 200 and b"<html" in body[:3000]
