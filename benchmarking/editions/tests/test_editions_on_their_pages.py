"""An edition on its pages: drafted, attacked, approved by a second person, and read by each as far as they agreed."""

import json
import re
import zipfile
from io import BytesIO

import pytest
from django.db import ProgrammingError
from django.utils import timezone

from accounts.models import User
from accounts.tests.pages import get, post, text_of
from benchmarking.editions.actions import editions
from benchmarking.models import (
    BenchmarkEdition,
    EditionCopy,
    EditionLedgerRow,
    MemberConsent,
    RoundAnalysis,
    RoundMember,
)
from benchmarking.tests.demo_region import demo_inputs, demo_rows
from benchmarking.tests.region import NOON, Region, analysed, make_region
from costing.figure_words import day_in_words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]
COUNCILS = 9
LOCATION = re.compile(r"1-\d{9}")
CLAIMS = ("causes", "because", "drives", "improves", "saves")


@pytest.fixture
def region(monkeypatch: pytest.MonkeyPatch, db: None) -> Region:
    """Return nine councils of the invented region; their returns are taken for those of the analysis."""
    monkeypatch.setattr(editions, "inputs_of_round", lambda by, row: demo_inputs(COUNCILS))
    return make_region(COUNCILS)


def drafted(region: Region) -> tuple[RoundAnalysis, BenchmarkEdition]:
    analysis = analysed(region)
    made = editions.draft(by=region.ann, round_id=region.round.id, analysis_id=analysis.id)
    assert isinstance(made, BenchmarkEdition), made
    return analysis, made


def approved(region: Region) -> BenchmarkEdition:
    done = editions.approve(by=region.fay, round_id=region.round.id, edition_id=drafted(region)[1].id)
    assert isinstance(done, BenchmarkEdition), done
    return done


def copy_of(region: Region, at: int | None, kind: str) -> EditionCopy:
    whose = region.round.host_authority_id if at is None else region.members[at].authority_id
    return EditionCopy.objects.get(authority_id=whose, kind=kind, state="released")


def test_the_team_reads_drafts_and_lets_out(region: Region):
    analysis, row = analysed(region), region.round
    listed = text_of(get(region.ann, "benchmarking:analysis_list", row.id))
    assert "Analysis 1" in listed and "Work the round out" in listed
    page = text_of(get(region.fay, "benchmarking:analysis_detail", row.id, analysis.id))
    for words in ("Nine councils have sent a price.", "too few councils", "9 of 33 councils", "what is true between"):
        assert words in page, words
    assert get(region.fay, "benchmarking:analysis_file", row.id, analysis.id).content[:2] == b"PK"
    sent = text_of(post(region.ann, "benchmarking:edition_draft", row.id, analysis.id))
    assert "Edition 1 is drafted." in sent
    edition = BenchmarkEdition.objects.get()
    again = text_of(post(region.ann, "benchmarking:edition_draft", row.id, analysis.id))
    assert "still waits for approval" in again and BenchmarkEdition.objects.count() == 1
    mine = text_of(get(region.ann, "benchmarking:edition_detail", row.id, edition.id))
    assert "You drafted this edition." in mine and "Approve it" not in mine
    hers = text_of(get(region.fay, "benchmarking:edition_detail", row.id, edition.id))
    for words in ("Approve it and let it out", "takes away the rows of those who are named", "33.3", "(D3)"):
        assert words in hers, words
    assert "Say why you send it back" in text_of(post(region.fay, "benchmarking:edition_reject", row.id, edition.id))
    done = text_of(post(region.fay, "benchmarking:edition_approve", row.id, edition.id))
    assert "Edition 1 is out." in done
    late = editions.approve(by=region.fay, round_id=row.id, edition_id=edition.id)
    assert "no longer waiting" in getattr(late, "because", "")
    for who in (region.ned, region.reg, region.ash):
        assert get(who, "benchmarking:edition_detail", row.id, edition.id).status_code == 404
        assert post(who, "benchmarking:edition_withdraw", row.id, edition.id, because="error").status_code == 404
    you_see_by_name_what_you_show_by_name(region)
    anyone_reads_the_public_edition_and_no_name()
    it_is_withdrawn_by_a_second_person(region, edition)


def you_see_by_name_what_you_show_by_name(region: Region) -> None:
    ash, cal, gai = (copy_of(region, at, "members") for at in (0, 2, 6))
    assert set(json.loads(gai.document)["named"]) == {"prices", "practice", "both"}
    assert set(json.loads(ash.document)["named"]) == {"practice"} and json.loads(cal.document)["named"] == {}
    page = text_of(get(region.gai, "benchmarking:copy_detail", gai.id))
    assert "Inverley" in page and "What councils pay, by name" in page and "Calderwick" not in page
    assert "Inverley" not in text_of(get(region.cal, "benchmarking:copy_detail", cal.id))
    assert get(region.cal, "benchmarking:copy_detail", gai.id).status_code == 404
    held = copy_of(region, None, "members").id
    lead, opened = (text_of(get(region.reg, "benchmarking:copy_detail", held, table=name)) for name in ("", "groups"))
    assert "Inverley" in lead and "Calderwick" not in lead
    closed = "By model, pay floor and place: "
    assert closed in lead and closed not in opened and "By model, pay floor and place" in opened
    own = copy_of(region, 2, "own")
    assert get(region.reg, "benchmarking:copy_detail", own.id).status_code == 404
    shown = text_of(get(region.cal, "benchmarking:copy_detail", own.id))
    assert "Where your council stands" in shown and "third of 9" in shown
    assert "Own page" in text_of(get(region.cal, "benchmarking:copy_list"))


def anyone_reads_the_public_edition_and_no_name() -> None:
    public = EditionCopy.objects.get(kind="public")
    page = get(None, "benchmarking:public_edition_detail", public.id)
    words = text_of(page)
    assert "indicative" in words and "LA 9" in words and "LA 10" not in words and "[c]" in words
    assert "Spring 2025" in text_of(get(None, "benchmarking:public_edition_list"))
    rows, places = demo_rows("authorities"), {row["location_id"] for row in demo_rows("providers")}
    secrets = {row["la"] for row in rows} | {row["ons_code"] for row in rows}
    assert all(LOCATION.fullmatch(place) for place in places)
    for name in ("release.xlsx", "release.ods", "release.zip", "release.json", "figures.csv", "sheet-price.csv"):
        sent = get(None, "benchmarking:public_edition_file", public.id, name)
        assert sent.status_code == 200, name
        text = unpacked(sent.content)
        assert not {one for one in secrets if one in text} | (places & set(LOCATION.findall(text))), name
        assert not [claim for claim in CLAIMS if f" {claim} " in text], name
    assert get(None, "benchmarking:public_edition_file", public.id, "named-prices.csv").status_code == 404
    assert get(None, "benchmarking:copy_detail", public.id).status_code == 302


def unpacked(content: bytes) -> str:
    if content[:2] != b"PK":
        return content.decode()
    with zipfile.ZipFile(BytesIO(content)) as folder:
        return "\n".join(folder.read(name).decode(errors="replace") for name in folder.namelist())


def test_consent_withdrawn_counts_from_the_next_edition_on(region: Region):
    first = approved(region)
    member = region.members[6]
    RoundMember.objects.filter(id=member.id).update(delegate_email=User.objects.get(id=region.gai.person_id).email)
    day = day_in_words(timezone.localdate(copy_of(region, 6, "members").released_at))
    said = text_of(post(region.gai, "benchmarking:own_consent", member.id, blocks=["practice"]))
    assert f"Kept. From the next edition on. The edition of {day} stays; it was agreed for it." in said
    assert "X09000007" in json.loads(copy_of(region, None, "members").document)["named"]["prices"]
    second = editions.draft(by=region.ann, round_id=region.round.id, analysis_id=first.analysis_id)
    assert isinstance(second, BenchmarkEdition), second
    out = editions.approve(by=region.fay, round_id=region.round.id, edition_id=second.id)
    assert isinstance(out, BenchmarkEdition), out
    named = json.loads(copy_of(region, None, "members").document)["named"]
    assert "X09000007" not in named["prices"] and "X09000007" in named["practice"]
    host = region.round.host_authority_id
    old = EditionCopy.objects.get(edition=first, authority_id=host, kind="members")
    assert old.state == "superseded" and "X09000007" in json.loads(old.document)["named"]["prices"]
    sheets = [json.loads(one.document)["sheets"] for one in EditionCopy.objects.filter(kind="public")]
    assert [one["measure"] for one in sheets[0]] == [one["measure"] for one in sheets[1]]
    with pytest.raises(ProgrammingError, match="only grows"):
        EditionLedgerRow.objects.update(position=1)


def test_what_has_changed_since_the_draft_is_not_approved(region: Region):
    _, edition = drafted(region)
    member = region.members[1]
    MemberConsent.objects.create(
        round=region.round, host_authority_id=region.round.host_authority_id, authority_id=member.authority_id,
        member=member, block="prices", is_given=True, said_at=NOON, said_by_id=region.ann.person_id,
    )  # fmt: skip
    told = {"round_id": region.round.id, "edition_id": edition.id}
    assert "changed since" in getattr(editions.approve(by=region.fay, **told), "because", "")
    back = editions.reject(by=region.fay, **told, reason="Consent has changed.")
    assert isinstance(back, BenchmarkEdition) and back.state == "rejected"


def it_is_withdrawn_by_a_second_person(region: Region, edition: BenchmarkEdition) -> None:
    row = region.round
    assert "Somebody else" in text_of(post(region.ann, "benchmarking:edition_withdraw", row.id, edition.id,
                                           because="error", note="x"))  # fmt: skip
    bad = post(region.fay, "benchmarking:edition_withdraw", row.id, edition.id, because="error", note="x" * 10_000)
    assert "up to 500 characters" in text_of(bad)
    done = text_of(post(region.fay, "benchmarking:edition_withdraw", row.id, edition.id, because="error", note="x"))
    assert "is withdrawn" in done
    public = EditionCopy.objects.get(kind="public")
    shown = get(None, "benchmarking:public_edition_detail", public.id)
    assert "This edition was withdrawn. An error was found in it." in text_of(shown) and "indicative" not in text_of(
        shown
    )
    assert get(None, "benchmarking:public_edition_file", public.id, "release.json").status_code == 404


def test_a_seed_is_a_whole_number(region: Region):
    for seed in ("1e400", "-1", "9" * 27, "x" * 10_000, "1.5"):
        page = text_of(post(region.ann, "benchmarking:analysis_list", region.round.id, seed=seed))
        assert "The seed is a whole number" in page or "up to 18 digits" in page, seed
    assert not RoundAnalysis.objects.exists()
    assert post(region.fay, "benchmarking:analysis_list", region.round.id, seed="1").status_code == 404
    assert "Asked for" in text_of(post(region.ann, "benchmarking:analysis_list", region.round.id, seed="1"))
    assert RoundAnalysis.objects.get().seed == 1
