"""A public file is read, looked at and kept: once, by the office's analysts, for everybody; nothing is overwritten."""

from urllib.parse import urlencode

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import ProgrammingError, transaction
from django.urls import reverse

from accounts.domain.context import Context
from accounts.models import AuditEvent
from accounts.tests.pages import client_of, get, post, text_of
from benchmarking.models import PublicFigure, PublicFile
from benchmarking.public_files.actions import public_files
from benchmarking.public_files.queries import counting_figures, figures_for
from benchmarking.public_files.tests import golden
from benchmarking.returns.actions import drafts, versions
from benchmarking.returns.queries import read_whole, standing_typed
from benchmarking.tests.made_return import given
from benchmarking.tests.office import Office, at, make_round
from benchmarking.tests.test_wall_of_rounds import behind_the_wall
from register.models import Authority

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]
WITHOUT_DUNMERE = {name: fee for name, fee in golden.FEES.items() if name != "Dunmere"}


def sent(who: Context, data: bytes, name: str = "fees.xlsx", **more: str) -> str:
    return text_of(post(who, "benchmarking:public_file_send", file=SimpleUploadedFile(name, data), **more))


def newest() -> PublicFile:
    return PublicFile.objects.order_by("sent_at").last()


def kept(who: Context, data: bytes, name: str = "fees.xlsx") -> PublicFile:
    read = public_files.read(by=who, sent=public_files.SentPublicFile(name, data))
    assert isinstance(read, PublicFile), read
    done = public_files.keep(by=who, file_id=read.id)
    assert isinstance(done, PublicFile), done
    return done


def test_a_file_is_looked_at_kept_and_recognised_byte_for_byte(cast: Office):
    data = golden.msif()
    page = sent(cast.ann, data)
    assert "Nothing of it counts yet." in page and "£116.35" in page and "Cover, Notes, Table A 2025-26" in page
    assert "Row 4, homes 18 to 64 without nursing 2025-26: “[x]” means not available in this file." in page
    assert not PublicFigure.objects.exists() and "No figure yet" in text_of(
        get(cast.carol, "benchmarking:public_figure_list")
    )
    assert "Nothing of it counts yet." in sent(cast.ann, data) and PublicFile.objects.count() == 1
    assert "Kept. Its figures count from now on." in text_of(
        post(cast.ann, "benchmarking:public_file_keep", newest().id)
    )
    again = sent(cast.ann, data)
    assert "This file is the one of 21 August 2025, byte for byte. Nothing changed." in again
    late = text_of(post(cast.ann, "benchmarking:public_file_discard", newest().id))
    assert "Somebody has kept, discarded or set aside this file meanwhile." in late
    row = PublicFigure.objects.get(measure="msif_home_care", council="Ashgrove")
    assert (f"{row.value:f}", row.period, row.standing, row.source_kind, row.row_number) == (
        "24.100000", "2025-26", "provisional", "public_file", 4,
    )  # fmt: skip
    assert (row.as_of.isoformat(), row.entered_by_id, row.file.pending) == ("2025-08-21", cast.ann.person_id, [])
    assert set(AuditEvent.objects.values_list("verb", flat=True)) >= {"public_file.read", "public_file.loaded"}


def test_a_final_file_stands_beside_the_provisional_one_and_counts(cast: Office):
    kept(cast.ann, golden.msif())
    page = sent(
        cast.ann, golden.msif({**WITHOUT_DUNMERE, "Ashgrove": "24.30"}, mark="(final)", published="20 May 2026")
    )
    assert "4 of 5 councils are in it; Dunmere is not. Its figure stays empty, not 0." in page
    assert "We take it as final figures of 2025-26; the provisional ones stay beside it." in page
    post(cast.ann, "benchmarking:public_file_keep", newest().id)
    fees = counting_figures("msif_home_care", "2025-26")
    code = golden.CODES["Ashgrove"]
    assert (f"{fees[code].value:.2f}", fees[code].standing) == ("24.30", "final")
    assert fees[golden.CODES["Dunmere"]].standing == "provisional"
    assert PublicFigure.objects.filter(measure="msif_home_care", ons_code=code).count() == 2
    found = figures_for(cast.carol, measure="msif_home_care", words="Ashgrove")
    assert [one.standing for one in found] == ["final"]
    ordered = figures_for(cast.carol, measure="msif_home_care", order="lowest")
    assert [one.council for one in ordered][:2] == ["Dunmere", "Barrow"]
    everything = figures_for(cast.carol, measure="msif_home_care", words="Ashgrove", all_editions=True)
    assert [one.standing for one in everything] == ["final", "provisional"]


def test_a_wrong_file_is_set_aside_and_the_earlier_one_counts_again(cast: Office):
    kept(cast.ann, golden.msif())
    data = golden.msif({**golden.FEES, "Ashgrove": "30"}, mark="(final)")
    wrong = kept(cast.ann, data)
    code = golden.CODES["Ashgrove"]
    assert counting_figures("msif_home_care", "2025-26")[code].value == 30
    page = text_of(post(cast.ann, "benchmarking:public_file_set_aside", wrong.id))
    assert "Set aside. Its figures count no more." in page
    assert f"{counting_figures('msif_home_care', '2025-26')[code].value:.2f}" == "24.10"
    assert PublicFigure.objects.count() == 50
    assert public_files.set_aside(by=cast.ann, file_id=wrong.id).because.startswith("Somebody has kept, discarded")
    assert public_files.set_aside(by=cast.reg, file_id=wrong.id) is None
    assert kept(cast.ann, data).id != wrong.id


def test_what_was_kept_meanwhile_is_told_before_a_file_is_kept(cast: Office):
    sent(cast.ann, golden.msif(mark="(final)"))
    waits = newest()
    kept(cast.ann, golden.msif())
    again = text_of(post(cast.ann, "benchmarking:public_file_keep", waits.id))
    assert "Other figures were kept after you sent this file" in again
    assert "the provisional ones stay beside it." in again and PublicFigure.objects.count() == 25
    assert "Its figures count from now on." in text_of(post(cast.ann, "benchmarking:public_file_keep", waits.id))


@pytest.mark.nightly
def test_everybody_who_signs_in_sees_figures_by_name_and_takes_them_away(cast: Office):
    kept(cast.ann, golden.msif())
    for who in (cast.carol, cast.bert, cast.reg, cast.dev):
        assert "£24.10" in text_of(get(who, "benchmarking:public_figure_list", q="ashgrove"))
    file = get(cast.carol, "benchmarking:public_figure_file", "csv", measure="msif_home_care").content.decode()
    assert "never averaged together" in file and "Ashgrove,council,2025-26,provisional,24.100000" in file
    assert get(cast.carol, "benchmarking:public_figure_file", "xlsx").status_code == 200
    assert get(cast.carol, "benchmarking:public_figure_file", "exe").status_code == 404
    assert "No figure fits" in text_of(get(cast.carol, "benchmarking:public_figure_list", q="Nowhere"))


@pytest.mark.nightly
def test_only_an_office_s_analyst_loads_files_and_others_find_theirs(cast: Office):
    assert "Public files are loaded by a programme office." in sent(cast.dev, golden.msif())
    sent(cast.ann, golden.msif())
    clients = {who: client_of(getattr(cast, who)) for who in ("ann", "fay", "ned", "reg", "carol", "dev")}
    pages = {("list",): "ann fay ned reg dev", ("send",): "ann dev", ("detail", newest().id): "ann fay ned reg"}
    for (name, *keys), finders in pages.items():
        for who, client in clients.items():
            status = client.get(reverse(f"benchmarking:public_file_{name}", args=keys)).status_code
            assert status == (200 if who in finders.split() else 404), (name, who)
    assert clients["fay"].post(reverse("benchmarking:public_file_keep", args=[newest().id])).status_code == 404
    assert newest().state == "read"


def test_the_fee_that_a_council_reported_is_held_against_its_prices(cast: Office):
    kept(cast.ann, golden.msif())
    member = at(make_round(cast), cast.ashgrove)
    drafts.keep(cast.dora, member, given())
    with behind_the_wall(cast.dora):
        remarks = read_whole(cast.dora, member, standing_typed(cast.dora, member)).remarks
    assert [one.message for one in remarks if one.code == "B11"] == [
        "Your prices come to £21.50 an hour; the fee reported to MSIF is £24.10 for 2025-26 (provisional)."
    ]
    done = versions.send(by=cast.dora, member_id=member.id)
    assert "1 thing to explain" in done.because


def test_files_have_their_wall_and_figures_only_grow(cast: Office):
    row = kept(cast.ann, golden.msif())
    other = Authority.objects.create(name="Other office", cqc_name="Other office", is_programme_office=True)
    sent(cast.ann, golden.msif_of_2023())
    counts = {"ann": (2, 25), "reg": (2, 25), "carol": (1, 25), "dev": (1, 25)}
    for name, wanted in counts.items():
        with behind_the_wall(getattr(cast, name)):
            assert (PublicFile.objects.count(), PublicFigure.objects.count()) == wanted, name
    with behind_the_wall(None):
        assert (PublicFile.objects.count(), PublicFigure.objects.count()) == (0, 0)
    for change in (
        lambda: PublicFigure.objects.update(value=1),
        lambda: PublicFigure.objects.filter(id__gt=0).delete(),
        lambda: PublicFile.objects.filter(id=row.id).update(host_authority=other) or pytest.fail("moved"),
    ):
        with pytest.raises(ProgrammingError), transaction.atomic(), behind_the_wall(cast.ann):
            change()


AS_PROOF = [pytest.param(one, marks=pytest.mark.proof) for one in ("9" * 27, "=1+1<script>", "")]


@pytest.mark.parametrize("nasty", ["x" * 10_000, pytest.param("\0", marks=pytest.mark.nightly), *AS_PROOF])
def test_nasty_values_break_no_page(cast: Office, nasty: str):
    fees = {**golden.FEES, "Ashgrove": nasty.replace("\0", "").replace("�", "?")[:300]}
    page = sent(cast.ann, golden.msif(fees), nasty.replace("\0", "")[:100] + ".xlsx", period=nasty)
    assert "Keep its figures" in page or "There is a problem" in page
    client = client_of(cast.carol)
    query = urlencode({"q": nasty, "measure": nasty, "period": nasty, "page": nasty, "editions": nasty})
    assert client.get(f"{reverse('benchmarking:public_figure_list')}?{query}").status_code == 200
    assert client.get(f"{reverse('benchmarking:public_figure_file', args=['csv'])}?{query}").status_code == 200
