"""LibreOffice opens Annex B for Word, and nothing of it is lost on the way to a page."""

import subprocess
from itertools import product
from pathlib import Path

import pytest

from costing.tests.libreoffice import convert
from reports.annexes.domain.annex_b_word import annex_b_word
from reports.annexes.domain.editions import AnnexEdition
from reports.annexes.domain.report.annex_b import annex_b
from reports.annexes.tests.report_facts import report_facts

SERVICES = ("homecare", "care_home")


@pytest.mark.parametrize(
    "documents",
    [
        pytest.param(tuple(zip(SERVICES, AnnexEdition, strict=True))[:1], id="one", marks=pytest.mark.nightly),
        pytest.param(tuple(product(SERVICES, AnnexEdition)), id="all", marks=pytest.mark.proof),
    ],
)
def test_every_chapter_is_on_a_page_and_no_page_is_empty(tmp_path: Path, documents: tuple[tuple[str, AnnexEdition]]):
    made = {}
    for service, edition in documents:
        document = annex_b(report_facts(service, edition))
        file = tmp_path / f"{service}-{edition.value}.docx"
        file.write_bytes(annex_b_word(document))
        made[file] = document
    convert(made, "pdf", into=tmp_path, profile=tmp_path / "profile")
    for file, document in made.items():
        pages = pages_of(file.with_suffix(".pdf"))
        assert all(len(page.split()) > 20 for page in pages), file.name
        said = " ".join(" ".join(pages).split())
        missing = [one["text"] for one in document["blocks"] if one["kind"] == "heading" and one["text"] not in said]
        assert missing == []
        assert document["short_mark"] in pages[-1]


def pages_of(file: Path) -> list[str]:
    read = subprocess.run(["pdftotext", "-layout", str(file), "-"], capture_output=True, check=True)
    return read.stdout.decode().split("\f")[:-1]
