"""Papers on their pages: begun on frozen parts, written section by section, refused in words, frozen for good."""

import pytest

from accounts.tests.pages import get, is_kept_out, post, text_of
from markets.models import ImpactPaper
from markets.papers.actions import papers
from markets.papers.domain import resource_facts as parts
from markets.papers.domain.paper_kinds import PaperKind, SectionShape, sections_of
from markets.papers.domain.paper_parts import PaperParts
from markets.papers.tests.made_papers import WRITTEN, a_paper, frozen_parts
from markets.tests.council import Council, make_council
from markets.tests.made_rows import a_profile, a_rate_card
from register.models import Location
from reports.domain.output_search import unpacked_parts

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]


@pytest.fixture
def council() -> Council:
    return make_council()


def begun(council: Council, **changed: object) -> ImpactPaper:
    appraisal, scenario = frozen_parts(council.carol, **changed)  # type: ignore[arg-type]
    chosen = PaperParts(appraisal.id, scenario.id)
    made = papers.begin(by=council.carol, kind=PaperKind.RESOURCE, name="New lots", parts=chosen)
    assert isinstance(made, ImpactPaper), made
    return made


def write(council: Council, row: ImpactPaper, section: str, **typed: str) -> str:
    row.refresh_from_db()
    seen = papers.mark_of_section(row, section)
    return text_of(post(council.carol, "markets:paper_section", row.id, section, seen=seen, **typed))


def test_a_paper_is_begun_written_read_and_frozen(council):
    appraisal, scenario = frozen_parts(council.carol)
    page = text_of(get(council.carol, "markets:paper_new_resource"))
    assert "Fair from April" in page
    told = {"name": "New lots", "appraisal": appraisal.id, "scenario": scenario.id}
    assert "Write its sections next" in text_of(post(council.carol, "markets:paper_new_resource", **told))
    row = ImpactPaper.objects.get()
    assert get(council.carol, "markets:paper_file", row.id, "pdf").content.startswith(b"%PDF")
    assert "Write each section" in text_of(post(council.carol, "markets:paper_freeze", row.id, edition=row.edition))
    assert "expected is: what, days, £ a day" in write(council, row, "staff", words="Monitoring")
    for section, typed in WRITTEN.items():
        assert "is saved" in write(council, row, section, **typed)
    row.refresh_from_db()
    assert "is frozen" in text_of(post(council.carol, "markets:paper_freeze", row.id, edition=row.edition))
    row.refresh_from_db()
    assert row.digest and "Frozen on" in row.document["paper"]["mark"]
    assert "frozen and never changes" in write(council, row, "money", words="Elsewhere")
    assert get(council.dev, "markets:paper_file", row.id, "docx").content.startswith(b"PK")
    assert get(council.carol, "markets:paper_annex", row.id, "docx").status_code == 200
    listed = text_of(get(council.carol, "markets:paper_list"))
    assert "New lots" in listed and "PDF" in listed


def test_what_is_missing_is_said_on_the_page_and_for_its_file(council):
    row = begun(council, budget={})
    assert parts.NO_BUDGET in text_of(get(council.carol, "markets:paper_detail", row.id))
    answer = get(council.carol, "markets:paper_file", row.id, "docx")
    assert answer.status_code == 302 and answer["Location"].endswith(f"/papers/{row.id}/")
    unfrozen = ImpactPaper.objects.get(id=a_paper(council.carol)["paper_id"])
    page = text_of(get(council.carol, "markets:paper_detail", unfrozen.id))
    assert parts.FREEZE_APPRAISAL in page and parts.NO_SCENARIO in page


def test_a_second_tab_writes_nobody_over(council):
    row = begun(council)
    write(council, row, "money", words="The precept")
    late = text_of(post(council.carol, "markets:paper_section", row.id, "money", seen="x", words="A reserve"))
    assert "was changed by Carol Council" in late and "A reserve" in late
    row.refresh_from_db()
    assert row.sections["money"] == {"words": "The precept"}


def test_equality_says_what_data_cannot_say_of_each_characteristic(council):
    appraisal, _ = frozen_parts(council.carol)
    told = {"name": "People", "appraisal": appraisal.id}
    post(council.carol, "markets:paper_new_equality", **told)
    row = ImpactPaper.objects.get()
    page = text_of(get(council.carol, "markets:paper_section", row.id, "race"))
    assert "Ethnicity, language and nationality are not asked" in page and "Likely effect" in page
    assert "Choose the likely effect" in write(council, row, "race", words="None known.")
    assert "is saved" in write(council, row, "race", words="None known.", effect="unknown")
    row.refresh_from_db()
    document = papers.document_of(council.carol, row)["paper"]
    headings = {one["text"] for one in document["blocks"] if one["kind"] == "heading"}
    effects = {one.title for one in sections_of(PaperKind.EQUALITY) if one.shape is SectionShape.EFFECT}
    assert effects <= headings and len([one for one in effects if "article" in one]) == 5
    assert get(council.carol, "markets:paper_file", row.id, "pdf").status_code == 200


def test_others_find_no_paper_and_analysts_write_none(council):
    row = begun(council)
    for who in (council.ada, council.cora, council.gus, council.ned, None):
        assert is_kept_out(who, get(who, "markets:paper_detail", row.id))
        assert is_kept_out(who, get(who, "markets:paper_annex", row.id, "pdf"))
    assert get(council.dev, "markets:paper_section", row.id, "money").status_code == 404
    assert get(council.dev, "markets:paper_detail", row.id).status_code == 200


def test_a_pack_is_of_what_may_be_published(council):
    branch = Location.objects.create(
        name="Planted Branch", cqc_location_id="1-1", provider_id=council.ada.provider_id,
        authority=council.authority, is_homecare=True,
    )  # fmt: skip
    run, card = a_profile(council.carol, branch), a_rate_card(council.carol)
    page = text_of(get(council.carol, "markets:position_pack"))
    assert "fewer than 5 owners" in page and "Ratings by the CQC" in page
    unticked = text_of(get(council.carol, "markets:position_pack", card=str(card.id)))
    assert "Say that the council has published" in unticked
    chosen = {"profile": str(run.id), "card": str(card.id), "is_published": "on"}
    answer = get(council.carol, "markets:position_pack_file", **chosen)
    assert answer["Content-Type"] == "application/zip"
    parts = list(unpacked_parts(answer.content))
    assert any(b"Ratings by the CQC" in part for part in parts)
    assert not [part for part in parts if b"Planted" in part or b"Elm Ltd" in part or b"Elm Branch" in part]
    card.lines[0]["zone"] = "Planted Branch"
    card.save()
    refused = get(council.carol, "markets:position_pack_file", **chosen)
    assert refused.status_code == 302
    assert "the name of a provider" in text_of(get(council.carol, "markets:position_pack", **chosen))
    for who in (council.ada, council.ned, None):
        assert is_kept_out(who, get(who, "markets:position_pack_file"))
