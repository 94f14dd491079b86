"""The regional report: every chapter is there, it claims nothing and names nobody, and is made alike each time."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from accounts.tests.pages import get, text_of
from benchmarking.analysis.domain.catalogue import MEASURES, measured
from benchmarking.editions.domain.edition_document import shown_figure
from benchmarking.editions.domain.said_words import CLAIMS
from benchmarking.models import EditionCopy
from benchmarking.regionalreport.domain.region_facts import RegionFacts
from benchmarking.regionalreport.domain.regional_report import RegionalReportKind, regional_report, report_bytes
from benchmarking.regionalreport.queries import facts_of_copy, facts_of_edition
from benchmarking.regionalreport.tests.made_facts import made_facts, shared_document
from benchmarking.tests.made_edition import an_edition, an_own_copy
from benchmarking.tests.office import Office, make_round
from benchmarking.tests.quick_edition import quick_source
from benchmarking.tests.test_wall_of_rounds import behind_the_wall
from benchmarking.toolkit.domain.levers import shipped_levers
from engagement.interviews.tests.made_study import a_study
from engagement.models import StudyFinding

CHAPTERS = (
    "1 In a page", "2 Who took part", "3 What good means", "4 How councils buy", "5 What is paid", "6 Quality",
    "7 Supply and demand", "8 What goes with what", "9 Commissioners say", "10 Providers say", "11 Personalisation",
    "12 Recommendations", "13 Method, limits, what must not be concluded", "Annex A: the questionnaire",
    "Annex B: sources", "Annex C: the hypotheses as they were locked", "Annex D: glossary",
)  # fmt: skip
QUOTED = re.compile("“[^”]*”")


def few_facts() -> RegionFacts:
    """Of few councils, read without words: made for the tests, and not while they are read."""
    return made_facts(8, findings=(), quotes=(), reads_words=False)


def printed(facts: RegionFacts) -> str:
    return json.dumps(regional_report(facts), ensure_ascii=False)


def chapters(facts: RegionFacts) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for block in regional_report(facts)["blocks"]:
        if block["kind"] == "heading" and block["level"] == 1:
            found[block["text"]] = []
        else:
            found[list(found)[-1]].append(block)
    return found


@pytest.mark.parametrize("made", [made_facts, few_facts], ids=["all", "few councils and no words"])
def test_every_chapter_says_something_and_none_claims_a_cause(made: Callable[[], RegionFacts]):
    facts = made()
    found = chapters(facts)
    assert tuple(found) == CHAPTERS
    assert all(any(block["kind"] != "heading" for block in blocks) for blocks in found.values())
    assert CLAIMS.findall(QUOTED.sub("", printed(facts))) == []


def test_a_finding_that_claims_a_cause_is_counted_and_not_printed():
    whole = printed(made_facts())
    assert "drives people away" not in whole and "claims that one thing makes another: 1." in whole
    assert "F1: Short visits are late for one another. Many of those asked say so." in whole
    assert "“We stay because they know us.” – a commissioner, inner London" in whole


def test_what_is_missing_is_said():
    found = {title: json.dumps(blocks, ensure_ascii=False) for title, blocks in chapters(few_facts()).items()}
    for title in ("3 What good means", "9 Commissioners say", "10 Providers say", "11 Personalisation"):
        assert "is missing in this copy" in found[title], title
    assert "Links are missing" in found["8 What goes with what"]
    assert "ithheld, as" in found["5 What is paid"]


def test_no_council_is_named_and_no_figure_of_one_is_there():
    source, whole = quick_source(), printed(made_facts())
    protected = json.dumps(shared_document())
    for case in source.cases:
        assert case.council not in whole and case.ons_code not in whole
        price = shown_figure(measured(case)["price"], MEASURES["price"].places)
        assert price is None or price not in whole or price in protected


@pytest.mark.parametrize("kind", RegionalReportKind)
def test_the_same_facts_make_the_same_bytes(kind: RegionalReportKind):
    made = report_bytes(kind, few_facts())
    assert made == report_bytes(kind, few_facts()) and made[:2] in (b"PK", b"%P")


@pytest.mark.django_db
@pytest.mark.usefixtures("no_second_factor")
def test_office_lead_and_members_download_it_and_nobody_else(cast: Office):
    row = make_round(cast)
    study = a_study(cast.ann)
    StudyFinding.objects.filter(id=study["study_finding_id"]).update(state="released", decided_by_id=cast.fay.person_id)
    edition = an_edition(cast, row, json.dumps(shared_document()))
    lead, council = (
        an_own_copy(edition, whose, shared_document(), kind="members") for whose in (cast.office, cast.ashgrove)
    )
    office = get(cast.fay, "benchmarking:edition_report", row.id, edition.id, "pdf")
    assert office.content[:4] == b"%PDF"
    assert get(cast.reg, "benchmarking:copy_report", lead.id, "pdf").content == office.content
    mine = get(cast.carol, "benchmarking:copy_report", council.id, "pdf")
    assert mine.status_code == 200 and mine.content != office.content
    assert "Regional report, Word" in text_of(get(cast.carol, "benchmarking:copy_detail", council.id))
    behind_the_wall_they_read_as_much(cast, edition, lead, council)
    for who in (cast.ned, cast.reg, cast.carol, cast.dev):
        assert get(who, "benchmarking:edition_report", row.id, edition.id, "pdf").status_code == 404
    assert get(cast.bert, "benchmarking:copy_report", council.id, "pdf").status_code == 404
    assert get(cast.carol, "benchmarking:copy_report", council.id, "exe").status_code == 404
    EditionCopy.objects.filter(id=council.id).update(state="withdrawn", document="", withdrawn_because="error")
    assert get(cast.carol, "benchmarking:copy_report", council.id, "pdf").status_code == 404


def behind_the_wall_they_read_as_much(cast: Office, edition: Any, lead: EditionCopy, council: EditionCopy) -> None:
    """The web's own role: the office and its lead read what people said, a member the figures alone."""
    for who, row in ((cast.fay, edition), (cast.reg, lead), (cast.carol, council)):
        with behind_the_wall(who):
            found = type(row).objects.get(id=row.id)
            facts = facts_of_edition(who, found) if row is edition else facts_of_copy(who, found)
        assert facts is not None and facts.document == shared_document()
        assert [one.sentence for one in facts.findings] == ([] if who is cast.carol else ["Trust holds people"])


def test_levers_are_printed_with_their_version_and_retired_ones_named():
    one, other, *rest = shipped_levers()
    gone = replace(other, is_retired=True, version=2, since=date(2026, 11, 29))
    whole = printed(made_facts(levers=(replace(one, version=3, since=date(2026, 11, 2)), gone, *rest)))
    assert "3, 2 November 2026" in whole and "0, as shipped" in whole
    assert f"No longer in the toolkit: {other.name} (version 2, 29 November 2026)." in whole
    assert whole.count(other.name) == 1
