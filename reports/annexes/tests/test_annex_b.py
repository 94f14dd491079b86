"""Annex B says all it should in either edition, for Word and as a PDF, and the same bytes each time."""

import re
from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document
from docx.oxml.ns import qn

from accounts.tests.in_turn import first_by_day
from costing.forms import CURRENT
from reports.annexes.domain.annex_b_word import annex_b_word
from reports.annexes.domain.cost_drivers import driver_rows
from reports.annexes.domain.editions import AnnexEdition
from reports.annexes.domain.page_layout import annex_b_pdf
from reports.annexes.domain.report.annex_b import annex_b
from reports.annexes.domain.report.covering_sheet import covering_sheet
from reports.annexes.domain.sheets import SheetFigure
from reports.annexes.domain.word_template import TEMPLATE, word_template
from reports.annexes.tests.report_facts import invented_inputs, report_facts
from reports.domain.protected_table import HidingReason
from reports.domain.release_words import REASONS
from reports.domain.released_measures import measure_tables
from spreadsheets.fixed_zip import NO_TIME

BOTH = pytest.mark.parametrize("edition", list(AnnexEdition))
SERVICES = pytest.mark.parametrize("service", ["homecare", "care_home"])
CHAPTERS = [
    "Summary",
    "Engagement with providers",
    "How the results were reached",
    "Results",
    "Return on operations",
    "Prices",
    "Notes and cautions",
    "What this report rests on",
    "The questions asked",
]


def tables(document, title: str) -> list[list[list[str]]]:
    found = [one for one in document["blocks"] if one["kind"] == "table" and one["title"].startswith(title)]
    return [[row["cells"] for row in one["rows"]] for one in found]


def text(document) -> str:
    return str(document["blocks"])


@BOTH
@SERVICES
def test_every_chapter_is_there_in_its_order(service, edition):
    document = annex_b(report_facts(service, edition))
    found = [one["text"] for one in document["blocks"] if one["kind"] == "heading" and one["level"] == 1]
    assert [title.removesuffix(" and return on capital") for title in found] == CHAPTERS
    form = CURRENT[service]
    asked = [one for one in document["blocks"] if one["kind"] == "table" and one["heads"][0] == "Question"]
    assert sum(len(one["rows"]) for one in asked) == len(form.questions)
    assert "A return of 5 % is usual." in text(document)
    assert "All figures are at the prices of 1 April 2026." in text(document)


def test_the_exact_edition_has_what_is_exact_alone():
    exact, public = (annex_b(report_facts("homecare", edition)) for edition in AnnexEdition)
    for title in ("Cost of a visit", "Appointments a week", "The tariff", "Total by zone", "Weighted means"):
        assert tables(exact, title) and not tables(public, title)
    assert re.fullmatch(r"£0\.\d{4}", tables(exact, "The tariff")[0][1][3])
    assert tables(exact, "Coverage")[0][-1] == [
        "Usable",
        "13",
        "72\N{NO-BREAK SPACE}%",
        "14",
        "70\N{NO-BREAK SPACE}%",
        "3,000",
        "75\N{NO-BREAK SPACE}%",
    ]
    assert tables(exact, "Queries to providers")[0] == [["Explained", "5", "2", "7"], ["All", "5", "2", "7"]]
    assert [row[0] for row in tables(exact, "Returns left out")[0]] == ["Blank in parts", "All"]


@SERVICES
def test_an_uplift_is_printed_with_index_dates_values_and_source(service):
    exact, public = (annex_b(report_facts(service, edition)) for edition in AnnexEdition)
    rows = {row[0]: row for row in tables(exact, "The indices used")[0]}
    assert rows["Insurance" if service == "homecare" else "Food supplies"][1:] == [
        "CPI",
        "1.0308",
        "130 (1 April 2025) to 134 (1 April 2026). ONS",
    ]
    assert "ROO 5 %" in text(exact) and "medians at both dates" in text(exact)
    assert "the supporting information stay at the prices of 1 April 2025" in text(exact)
    assert ("visits by their length and the tariff" in text(exact)) == (service == "homecare")
    assert "CPI" not in text(public) and "were not uplifted" in text(public)


def test_the_public_edition_has_no_hours_no_exclusions_and_only_released_figures():
    public = annex_b(report_facts("homecare", AnnexEdition.PUBLIC))
    assert len(tables(public, "Coverage")[0][0]) == 5
    assert "3,777" not in text(public) and "Blank in parts" not in text(public)
    assert "stand for about 65 % of the hours" in text(public)
    own = {
        f"£{value:.2f}" for one in invented_inputs("homecare", 14) for value in one.costs.columns["homecare"].values()
    }
    cells = {cell for row in tables(public, "18+ domiciliary care")[0] for cell in row[2:]}
    assert {cell for cell in cells & own if float(cell[1:]) >= 4} == set()


@SERVICES
def test_the_public_edition_prints_groups_and_supporting_rows_as_released_and_why_what_is_hidden_is(service):
    facts = report_facts(service, AnnexEdition.PUBLIC)
    public, released = annex_b(facts), facts.figures.figures
    for one in measure_tables(facts.form, released):
        (rows,) = tables(public, one.title + ("," if not one.has_units and one.rows[0].unit else ""))[:1]
        for row, cells in zip(one.rows, rows, strict=True):
            star = "*" if row.indicative else ""
            shown = ["[c]" if words is None else words if words == "–" else f"{words}{star}" for words in row.words]
            assert cells[0] == row.label and cells[-3:] == shown
    assert [row[0] for row in tables(public, "The total by zone")[0]] == ["All returns", "North", "South"]
    assert "too few took part or it could be traced back to one of them" in text(public)
    reasons = [*REASONS.values(), *(f"{one.value}:" for one in HidingReason)]
    assert not [words for words in reasons if words in text(public)]


def test_a_release_of_before_there_were_groups_says_that_they_are_not_part_of_it():
    facts = report_facts("homecare", AnnexEdition.PUBLIC)
    old = {name: facts.figures.figures[name] for name in ("table", "totals", "policy", "coverage")}
    public = annex_b(replace(facts, figures=replace(facts.figures, figures=old)))
    assert "is not part of the release" in text(public)


def test_annex_a_prints_released_cost_drivers_and_no_sums_over_returns():
    facts = report_facts("homecare", AnnexEdition.PUBLIC).figures
    drivers = dict(driver_rows(facts))
    pay = facts.figures["supporting"]["homecare"]["basic_pay_rate"]["median"]
    assert drivers["Carer basic pay per hour"] == (SheetFigure("gbp", pay),)
    assert drivers["Total direct care hours per annum"] == ("not released",)


def test_a_small_market_is_told_with_a_caution():
    facts = report_facts("care_home", AnnexEdition.STATUTORY, 4)
    assert "Only 4 returns stand behind it" in text(annex_b(facts))
    hidden = annex_b(report_facts("care_home", AnnexEdition.PUBLIC, 4))
    assert "too few returns stand behind it for anything to be published" in text(hidden)
    assert all(cell == "[c]" for row in tables(hidden, "Total cost")[0] for cell in row[1:])


@pytest.mark.parametrize("edition", first_by_day(reversed(AnnexEdition)))
def test_word_is_the_same_each_time_and_names_nobody(edition):
    document = annex_b(report_facts("homecare", edition, 8))
    made = annex_b_word(document)
    assert made == annex_b_word(document)
    with ZipFile(BytesIO(made)) as parts:
        assert {part.date_time for part in parts.infolist()} == {NO_TIME}
        said = b"".join(parts.read(part) for part in parts.infolist() if part.filename.endswith("xml")).decode()
    assert "<dc:creator></dc:creator>" in said or "<dc:creator/>" in said
    assert not [one.location for one in invented_inputs("homecare", 8) if one.location in said]
    assert "{{" not in said and "{%" not in said
    opened = Document(BytesIO(made))
    assert "See <the> & market." in [paragraph.text for paragraph in opened.paragraphs]
    assert len(opened.tables) == sum(one["kind"] == "table" for one in document["blocks"])
    assert len(opened.inline_shapes) == sum(one["kind"] == "picture" for one in document["blocks"])
    assert said.count("w:tblHeader") == len(opened.tables)


@BOTH
def test_the_pdf_is_the_same_each_time_tagged_and_titled(edition):
    document = annex_b(report_facts("homecare", edition, 8))
    made = annex_b_pdf(document)
    assert made == annex_b_pdf(document)
    assert b"pdfuaid" in made and b"/MarkInfo" in made and b"(en-GB)" in made
    assert b"/CreationDate" not in made and b"/Author" not in made


def test_words_are_values_and_never_code():
    facts = report_facts("homecare", AnnexEdition.PUBLIC, 8)
    document = annex_b(facts)
    nasty = '#panic("x") $x$ {{ 7*7 }} {% for %} <b> \N{ZERO WIDTH JOINER} ' + "9" * 2000
    document["blocks"][1] = {"kind": "words", "text": nasty}
    assert annex_b_pdf(document)
    assert nasty in [paragraph.text for paragraph in Document(BytesIO(annex_b_word(document))).paragraphs]


def test_the_template_kept_is_the_one_that_is_built():
    assert TEMPLATE.read_bytes() == word_template()


@SERVICES
def test_self_checks_name_no_location(service):
    facts = report_facts(service, AnnexEdition.STATUTORY)
    assert not re.search(r"\b1-\d{6,}", text(annex_b(facts)))


@SERVICES
def test_the_covering_sheet_has_counts_and_no_figure_of_a_cost(service):
    facts = report_facts(service, AnnexEdition.STATUTORY)
    sheet = covering_sheet(facts)
    assert len(tables(sheet, "Number of returns")[0]) == len(CURRENT[service].lines)
    assert f"{facts.figures.equal} of its figures are one return’s own" in text(sheet)
    assert "£" not in text(sheet)
    assert annex_b_pdf(sheet) == annex_b_pdf(sheet)


@BOTH
@pytest.mark.nightly
def test_word_lists_the_chapters_as_links_to_their_headings(edition):
    made = Document(BytesIO(annex_b_word(annex_b(report_facts("care_home", edition)))))
    links = made.element.body.findall(".//" + qn("w:hyperlink"))
    marks = {each.get(qn("w:name")): each.getparent() for each in made.element.body.iter(qn("w:bookmarkStart"))}
    named = ["".join(part.text for part in each.iter(qn("w:t"))) for each in links]
    assert [title.removesuffix(" and return on capital") for title in named] == CHAPTERS
    for link, text_of_it in zip(links, named, strict=True):
        assert "".join(part.text for part in marks[link.get(qn("w:anchor"))].iter(qn("w:t"))) == text_of_it
    before = [each.text for each in made.paragraphs].index("Contents")
    assert before < [each.style.name for each in made.paragraphs].index("Heading 1")


def test_one_return_alone_has_no_heading_beside_the_chapter_s():
    headings = [
        one["text"]
        for one in annex_b(report_facts("homecare", AnnexEdition.PUBLIC))["blocks"]
        if one["kind"] == "heading"
    ]
    assert headings.count("Return on operations") == 1
    homes = [
        one["text"]
        for one in annex_b(report_facts("care_home", AnnexEdition.PUBLIC))["blocks"]
        if one["kind"] == "heading"
    ]
    assert {"Return on operations", "Return on capital"} <= set(homes)
