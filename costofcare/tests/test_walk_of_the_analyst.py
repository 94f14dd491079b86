"""The analyst's whole walk: a query from a strip plot, the panel of outliers, and both annexes in both editions.

Real pages, a real worker, and the documents as those open them who get them: with LibreOffice, page by page.
"""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import expect

from accounts.domain.context import Context
from costing.tests.libreoffice import convert
from costofcare.tests.walkers import Person
from reports.annexes.domain.editions import NOT_FOR_PUBLICATION
from reports.annexes.tests.test_annex_b_opens_in_libreoffice import pages_of
from reports.models import AnnexDocument, Calculation
from reports.tests.accepted_returns import Market, make_market
from submissions.models import Return
from submissions.tests.cast import submitted, workbook_for
from submissions.tests.processes import house

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("no_second_factor"),
    pytest.mark.proof,
]
Arrives = Callable[[Context], Person]
OTHERS = 13
# PPE of five years in one; what it is right.
TOO_MUCH, RIGHT = {"ppe_cost": "38000"}, {"ppe_cost": "7605"}
ASKED = "Is this PPE of one year, and of this branch alone?"
SAID = "No: it is the group’s. They send the branch’s own today."
KINDS = ("Annex A, workbook (xlsx)", "Annex B, report for Word (docx)", "Annex B, report (pdf)")


@pytest.fixture
def market(transactional_db) -> Market:
    """Elm's return has too much PPE, Oak's was sent in after it; both pay more for mileage than all others."""
    made = make_market(OTHERS, preset="statutory")
    cast = made.cast
    submitted(cast.ada, cast.at_elm, workbook_for(cast.at_elm, **TOO_MUCH))
    submitted(cast.bea, cast.at_oak, workbook_for(cast.at_oak, insurance_cost="6100"))
    return made


@pytest.fixture(autouse=True)
def letters_go_out(servers, tmp_path):
    """A worker of our own sends them, as it reads files and makes documents."""
    with house(servers, tmp_path) as at_home:
        yield at_home.worker(concurrency=1)


@pytest.fixture
def arrives(live_server, new_page, page_holds) -> Arrives:
    def arrived(context: Context) -> Person:
        person = Person(new_page(), live_server.url, page_holds)
        person.sign_in(context)
        return person

    return arrived


def test_from_a_strip_plot_to_both_annexes(market: Market, arrives: Arrives, tmp_path: Path):
    dev = arrives(market.ana)
    query = raises_a_query(dev)
    is_corrected(arrives(market.cast.ada), workbook_for(market.cast.at_elm, **RIGHT), tmp_path)
    is_closed_as_corrected(dev, query)
    decides_in_the_panel(dev)
    dev.follow("Calculations")
    dev.press("Make a calculation")
    assert dev.page.locator("details[open] select option:checked").inner_text() == "Leave out: Mileage"
    dev.press("Calculate")
    dev.reads("Calculation 1 is made", f"{OTHERS + 2} used")
    calculation = dev.page.url
    fay = arrives(market.fay)
    dev.press("Draft a release")
    dev.press("Draft the protected release")
    approves(fay, 1, "This release is approved and out.")
    public = makes_documents(dev, tmp_path)
    dev.page.goto(calculation)
    dev.press("Draft a release")
    dev.press("Draft the statutory table")
    dev.reads("Not for publication")
    approves(fay, 2, "One more person has to approve this table.")
    approves(arrives(market.sam), 2, "This table is approved.")
    statutory = makes_documents(dev, tmp_path)
    opened(public + statutory, tmp_path)
    workbook_has_the_calculation_s_figures(statutory[0])
    says_what_was_done(public[1:], statutory[1:])
    council_reads_the_public_edition_alone(arrives(market.cast.carol))


def raises_a_query(dev: Person) -> str:
    """From the return to its line among its peers, to the provider, and what it says on the phone."""
    dev.follow("Look at 2 submitted returns")
    dev.follow("Elm Home Care")
    dev.follow("Every line beside its peers")
    dev.follow("PPE among its peers")
    dev.reads("This return £1.46", "Others with this line 14", "P01")
    assert dev.page.locator(".portal-strip__plot").is_visible()
    dev.press("Raise a query on this line")
    dev.page.get_by_label("Your question").fill(ASKED)
    dev.press("Send the query")
    dev.reads("Sent in cycle 1. The answer is due by", "With the provider")
    query = dev.page.url
    dev.page.get_by_label("By phone").check()
    dev.page.get_by_label("What did the provider say?").fill(SAID)
    dev.press("Keep this answer")
    dev.reads("To be closed", SAID, "written down by Dev Analyst")
    assert dev.page.get_by_label("The figure was corrected").count() == 0
    return query


def is_corrected(ada: Person, workbook: bytes, folder: Path) -> None:
    """The provider reads what it said, takes the return back, and sends another file."""
    ada.follow("Elm Home Care")
    ada.reads("PPE")
    ada.follow("Take the return back to correct it")
    ada.press("Take it back")
    ada.follow("Upload it when it is filled in")
    (file := folder / "corrected.xlsx").write_bytes(workbook)
    ada.upload(file)
    ada.press("Sign and submit")
    ada.page.get_by_label("Your full name").fill("Ada Elm")
    ada.page.get_by_label("The figures are those of this location alone", exact=False).check()
    ada.press("Submit the return")
    ada.reads("Return submitted")


def is_closed_as_corrected(dev: Person, query: str) -> None:
    """The query shows the figure before and after; once the return is accepted, the next comes by itself."""
    dev.page.goto(query)
    dev.arrive()
    dev.reads("Since it was asked, this has changed", "£1.46 per contact hour", "£0.29 per contact hour")
    dev.page.get_by_label("The figure was corrected").check()
    dev.press("Close it")
    dev.reads("The query is closed.", "The figure was corrected", "Until it was closed, this changed", "£1.46", "£0.29")
    dev.follow("Back")
    assert dev.title == "Elm Home Care"
    dev.press("Accept, and on to the next")
    dev.reads("Elm Home Care: the return is accepted and counts", "This is the last one that waits")
    assert "Oak Home Care" in dev.title


def decides_in_the_panel(dev: Person) -> None:
    """Mileage of two lies far off: one is looked through and kept, of the other the line is left out."""
    dev.follow("Every line beside its peers")
    dev.follow("Mileage among its peers")
    dev.follow("All outliers of this line")
    dev.reads("2 of 15 returns lie far from their peers")
    chosen = {
        "Elm Home Care": ("Keep it: it counts", "Looked through with its answers: it is right", "A rural branch."),
        "Oak Home Care": ("Leave this line out", "An outlier, not explained", "Nobody can say why."),
    }
    for place, (choice, reason, words) in chosen.items():
        part = dev.page.get_by_role("region").filter(has=dev.page.get_by_role("link", name=place, exact=True))
        part.get_by_label(choice).check()
        part.get_by_label("Reason").select_option(label=reason)
        part.get_by_role("textbox").fill(words)
    dev.press("Decide what is chosen")
    dev.reads("2 decided.", "Left out of this line", "Nobody can say why.", "A rural branch.")
    dev.page.get_by_role("listitem").get_by_role("link", name="Oak Home Care", exact=True).click()
    dev.arrive()
    dev.reads("Nobody can say why.")
    dev.press("Accept")
    dev.reads("The return is accepted")


def approves(person: Person, number: int, words: str) -> None:
    person.follow("Home")
    person.follow(f"Decide on release {number}")
    person.press("Approve")
    person.press("Approve")
    person.reads(words)


def makes_documents(dev: Person, folder: Path) -> list[Path]:
    """Return the downloaded files, as soon as the worker has made them: Annex A, and Annex B twice."""
    dev.page.reload()
    dev.follow("Annex A and Annex B of this release")
    dev.press("Make the documents")
    for kind in KINDS:
        expect(dev.page.get_by_role("link", name=kind)).to_be_visible()
    dev.arrive()
    return [dev.download(kind, folder) for kind in KINDS]


def opened(files: list[Path], folder: Path) -> None:
    """LibreOffice makes pages of them; a PDF has its own. Pictures of all pages show something."""
    office = [file for file in files if file.suffix != ".pdf"]
    shown = folder / "shown"
    convert(office, "pdf", shown, folder / "profile")
    for pages in [*(shown / f"{file.stem}.pdf" for file in office), *(file for file in files if file not in office)]:
        pictures = folder / "pictures" / pages.stem / pages.parent.name
        pictures.mkdir(parents=True)
        subprocess.run(["pdftoppm", "-gray", "-r", "20", str(pages), str(pictures / "page")], check=True)
        drawn = [file.read_bytes() for file in pictures.iterdir()]
        assert drawn and all(len(set(picture[-len(picture) // 2 :])) > 1 for picture in drawn), pages


def workbook_has_the_calculation_s_figures(file: Path) -> None:
    book, calculation = load_workbook(file), Calculation.objects.get()
    exact = calculation.table["table"]["homecare"]
    counts = {row[0]: row[1:5] for row in book["Quartiles"].iter_rows(values_only=True) if row[0]}
    for label, line, n in (("PPE", "ppe", OTHERS + 2), ("Mileage", "mileage", OTHERS + 1)):
        cell = exact[line]
        assert counts[label][0] == cell["n"] == n
        assert counts[label][2] == pytest.approx(float(cell["median"]))
    assert book["Section 3"]["A2"].value == NOT_FOR_PUBLICATION


def says_what_was_done(public: list[Path], statutory: list[Path]) -> None:
    """Both forms of each edition, as pages: what was asked and decided by count, and nobody's name."""
    for files, told in ((public, "Public edition"), (statutory, "Not for publication")):
        for file in files:
            shown = file if file.suffix == ".pdf" else file.parent / "shown" / f"{file.stem}.pdf"
            text = " ".join(" ".join(pages_of(shown)).split())
            assert told in text and "The questions asked" in text
            assert not any(name in text for name in ("Elm ", "Oak ", "Branch 3", "Dev Analyst", SAID)), shown
            assert "Decided at review" not in text, shown
            assert ("Mileage: An outlier" in text) == (files is statutory), shown
            assert ("The figure was corrected" in text) == (files is statutory), shown


def council_reads_the_public_edition_alone(carol: Person) -> None:
    carol.follow("Home care 2026, release 1")
    carol.reads(*KINDS)
    assert Return.objects.filter(state="accepted").count() == OTHERS + 2
    for document in AnnexDocument.objects.all():
        answer = carol.page.request.get(f"{carol.address}/documents/{document.id}/file/")
        assert answer.status == (200 if document.for_publication else 404)
