"""Test support: the first table of a page, as a browser would read its rows."""

from html.parser import HTMLParser


class _Rows(HTMLParser):
    """Collects the head and the cells of each row, without what only screen readers are told."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: dict[str, list[str]] = {}
        self._in_body = self._is_done = self._is_unseen = False
        self._cells: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "tbody" and not self._is_done:
            self._in_body = True
        if tag == "tr":
            self._cells = []
        if tag in ("th", "td"):
            self._cells.append("")
        self._is_unseen = "govuk-visually-hidden" in (dict(attrs).get("class") or "")

    def handle_endtag(self, tag: str) -> None:
        self._is_unseen = False
        if tag == "tr" and self._in_body and self._cells:
            self.rows[self._cells[0].strip()] = [cell.strip() for cell in self._cells[1:]]
        if tag == "tbody":
            self._is_done, self._in_body = True, False

    def handle_data(self, data: str) -> None:
        if self._cells and not self._is_unseen:
            self._cells[-1] += data


def rows_in(page: str) -> dict[str, list[str]]:
    parser = _Rows()
    parser.feed(page)
    return parser.rows
