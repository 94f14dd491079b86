"""The same visits as XML and as CSV come to the same rows; groups of thousands are counted once."""

import csv
import io
from xml.sax.saxutils import escape

import pytest

from markets.store import xml_records
from markets.store.text_files import UnreadableFile
from markets.store.xml_rows import xml_rows
from markets.synthetic.domain.county import generator, invented_county
from markets.synthetic.domain.planted_dirt import with_dirt
from markets.synthetic.domain.visit_texts import HEADER
from markets.visits.domain.columns import ColumnMapping
from markets.visits.tests.files_taken_in import taken_from


def rows_of(text: str, size: int = 1 << 20) -> list[list[str]]:
    data = text.encode()
    return [list(row) for row in xml_rows(lambda: (data[at : at + size] for at in range(0, len(data), size)))]


def test_the_same_visits_come_to_the_same_rows():
    rng = generator(7)
    texts = with_dirt(rng, invented_county(rng, 7, 1, 120)).rows
    table = io.StringIO()
    csv.writer(table, lineterminator="\n").writerows([list(HEADER), *texts])
    cells = ("".join(f"<{k}>{escape(v)}</{k}>" for k, v in zip(HEADER, row, strict=True) if v) for row in texts)
    markup = "".join(f"<Visit>{each}</Visit>\n" for each in cells)
    plain, rows = taken_from(table.getvalue().encode(), ColumnMapping())
    found, same = taken_from(f"<Visits>{markup}</Visits>".encode(), ColumnMapping())
    assert rows and same == rows
    assert (found.rows, found.waits, found.refusals, found.marks) == (
        *(plain.rows, plain.waits, plain.refusals, plain.marks),
    )


def test_a_group_whose_rows_were_handed_over_is_no_row_itself(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(xml_records, "MOST_PENDING", 3)
    heads = "".join(f"<Head><Client>C{n}</Client><Visits><Visit><At>{n}</At></Visit></Visits></Head>" for n in range(4))
    found = rows_of(f"<File><Ref>F</Ref>{heads}<Head><Client>last</Client></Head></File>")
    assert found == [["File Ref", "Client", "At"], *(["F", f"C{n}", str(n)] for n in range(4)), ["F", "last", ""]]


@pytest.mark.parametrize("size", [1, 7, 1 << 20])
def test_it_reads_alike_however_it_is_cut_to_pieces(size: int):
    text = (
        '<?xml version="1.0"?><x:File xmlns:x="urn:a"><Branch name="B1"><Visit id="1"><A> 1 </A><A>2</A><B/></Visit>'
        "<Visit><A><![CDATA[<3>]]></A><!-- no --><C>4 &amp; 5</C></Visit></Branch><Note>kept</Note></x:File>"
    )
    assert rows_of(text, size) == [
        ["Note", "Branch name", "Visit id", "A", "B", "C"],
        ["kept", "B1", "1", "1", "", ""],
        ["kept", "B1", "", "<3>", "", "4 & 5"],
    ]


@pytest.mark.parametrize("text", ["<a><b>1</b>", "<!DOCTYPE a><a><b>1</b></a>", "<a><b>&x;</b></a>", "<a>" * 50])
def test_what_is_no_plain_xml_is_refused_in_words(text: str):
    with pytest.raises(UnreadableFile, match="We could not read this file: its XML is"):
        rows_of(text, 3)
