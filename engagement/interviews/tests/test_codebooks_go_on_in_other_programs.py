"""Codebooks and projects of REFI-QDA: valid by the standard, the same after a round trip."""

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from lxml import etree

from engagement.interviews.domain.code_book import CodeBook, book_bytes, book_in
from engagement.interviews.domain.code_tree import Code, guid_of, new_code, told_apart, tree_faults, walked
from engagement.interviews.domain.passages import sentences_of, with_plain_ends
from engagement.interviews.domain.qda_project import (
    CodedPassage,
    ProjectInterview,
    QdaProject,
    coded_passages,
    project_bytes,
)

FILES = Path(__file__).parent / "files"
EXAMPLE = (FILES / "example.qdc").read_bytes()
SECOND = new_code(("Pay & terms", "Travel <unpaid>"), "“Gaps” between visits.")
TREE = (new_code(("Pay & terms",), "What is paid.", (SECOND,), codable=False), new_code(("Trust",)))
TEXT = "We trust them.\nTravel is not paid 🚗 at all."
PASSAGES = (
    CodedPassage(0, 14, (TREE[1].guid,), "Coder 1"),
    CodedPassage(15, 40, (SECOND.guid, TREE[1].guid), "Coder 2"),
)


def is_valid(schema: str, data: bytes) -> bool:
    return etree.XMLSchema(etree.parse(str(FILES / schema))).validate(etree.fromstring(data))


def parts_of(project: QdaProject) -> dict[str, bytes]:
    with ZipFile(BytesIO(project_bytes(project))) as file:
        return {name: file.read(name) for name in file.namelist()}


class TestACodebook:
    def test_comes_back_byte_for_byte(self):
        assert book_bytes(book_in(EXAMPLE)) == EXAMPLE

    def test_of_ours_is_valid_and_reads_the_same(self):
        data = book_bytes(CodeBook(TREE))
        assert is_valid("Codebook.xsd", data) and is_valid("Codebook.xsd", EXAMPLE)
        assert book_in(data) == CodeBook(TREE)

    def test_of_another_program_keeps_its_identities_colours_and_origin(self):
        data = EXAMPLE.replace(b'"Cost of Care Portal"', b'"Other 9"').replace(
            b'isCodable="true"/>', b'isCodable="1" color="#FFaa00"/>'
        )
        book = book_in(data.replace(b"D776F935-AD82-5481-85CD-028F9AD8B53D", b"{d776f935-ad82-5481-85cd-028f9ad8b53d}"))
        part = book.codes[0].parts[0]
        assert (book.origin, part.guid, part.colour) == ("Other 9", "D776F935-AD82-5481-85CD-028F9AD8B53D", "#FFaa00")
        assert book_in(book_bytes(book)) == book

    @pytest.mark.parametrize(
        ("data", "said"),
        [
            (b"", "cannot be read as a codebook"),
            (b"name;code", "cannot be read as a codebook"),
            (EXAMPLE[:200], "cannot be read as a codebook"),
            (b"<CodeBook><Codes/></CodeBook>", "first element is not CodeBook"),
            (b'<CodeBook xmlns="urn:QDA-XML:codebook:1.0"><Codes/></CodeBook>', "holds no code"),
            (EXAMPLE.replace(b' name="Continuity"', b""), "has no name"),
            (b'<!DOCTYPE a [<!ENTITY b "c">]>' + EXAMPLE, "cannot be read as a codebook"),
            (EXAMPLE + b" " * 5_000_001, "larger than 5 MB"),
        ],
    )
    def test_that_is_none_is_refused_in_words(self, data, said):
        with pytest.raises(ValueError, match=said):
            book_in(data)

    def test_identity_is_the_same_on_any_day_and_differs_by_path(self):
        assert guid_of(("Pay", "Travel")) == guid_of(("Pay", "Travel")) != guid_of(("Travel",))
        assert guid_of(("Pay",)).isupper()


class TestAProject:
    def test_is_valid_and_holds_what_was_coded_where(self):
        interviews = (
            ProjectInterview("I-01", "a small provider", TEXT, PASSAGES),
            ProjectInterview("I-02", "", "Nothing."),
        )
        parts = parts_of(QdaProject("North region", TREE, interviews))
        document = parts.pop("project.qde")
        assert is_valid("Project.xsd", document)
        assert sorted(parts.values()) == sorted([TEXT.encode(), b"Nothing."])
        spans = etree.fromstring(document).findall(".//{*}PlainTextSelection")
        said = [TEXT[int(span.get("startPosition")) : int(span.get("endPosition"))] for span in spans]
        assert said == ["We trust them.", "Travel is not paid 🚗 at a"]

    def test_counts_a_line_s_end_once_and_keeps_what_a_coder_noted(self):
        notes = "Müller’s team: £21.40.\r\n\r\nIs it? Yes 🚗."
        rows = [{"start": at.start, "end": at.end, "codes": [SECOND.guid]} for at in sentences_of(notes)]
        passages = coded_passages(notes, rows, "Ask\r\nagain\x0b", "Coder 1", 0)
        text = with_plain_ends(notes)
        assert [text[each.start : each.end] for each in passages] == [
            "Müller’s team: £21.40.", "Is it?", "Yes 🚗.", text
        ]  # fmt: skip
        interviews = (ProjectInterview("I-01", "", text, tuple(passages)),)
        document = parts_of(QdaProject("North", TREE, interviews))["project.qde"]
        assert is_valid("Project.xsd", document)
        [noted] = etree.fromstring(document).findall(".//{*}PlainTextSelection[{*}Description]")
        assert noted.findtext("{*}Description") == "Ask\nagain" and noted.find("{*}Coding") is None

    def test_tells_two_codes_of_one_name_apart(self):
        groups = tuple(new_code((name,), parts=(new_code((name, "Pay")),)) for name in ("Career", "Buying"))
        document = parts_of(QdaProject("North", groups, ()))["project.qde"]
        names = [each.get("name") for each in etree.fromstring(document).iter("{*}Code")]
        assert names == ["Career", "Pay (Career)", "Buying", "Pay (Buying)"]
        assert told_apart(TREE) == TREE

    @pytest.mark.parametrize("interviews", [(), (ProjectInterview("I-01", "", ""),)])
    def test_that_has_little_in_it_is_valid_too(self, interviews):
        assert is_valid("Project.xsd", parts_of(QdaProject("Empty", (), interviews))["project.qde"])

    def test_is_the_same_bytes_each_time(self):
        project = QdaProject("North", TREE, (ProjectInterview("I-01", "", TEXT, PASSAGES),))
        assert project_bytes(project) == project_bytes(project)


@pytest.mark.parametrize(
    ("codes", "said"),
    [
        ((Code(" ", "A"),), "cannot be a code's name"),
        ((Code("Pay / travel", "A"),), "cannot be a code's name"),
        ((Code("x" * 201, "A"),), "201 letters"),
        ((Code("Pay", "A"), Code("pay", "B")), "stands twice"),
        ((Code("Pay", "A"), Code("Trust", "A")), "identity of another"),
        (tuple(Code(str(number), str(number)) for number in range(2_001)), "2,001 codes"),
    ],
)
def test_a_tree_that_cannot_be_kept_is_named(codes, said):
    assert said in " ".join(tree_faults(codes))


def test_a_sound_tree_has_no_faults_and_is_walked_from_above():
    assert tree_faults(TREE) == []
    assert [each.title for each in walked(TREE)] == ["Pay & terms", "Pay & terms / Travel <unpaid>", "Trust"]
