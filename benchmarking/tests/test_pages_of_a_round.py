"""A round by its pages: the office sets it up, a council fills it in and sends it, and each finds theirs alone."""

import json
from datetime import date
from urllib.parse import urlencode

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.tests.in_turn import first_by_day
from accounts.tests.pages import client_of, get, is_kept_out, post, text_of
from benchmarking.models import BenchmarkRound, CouncilReturn, RoundMember
from benchmarking.returns.actions import drafts
from benchmarking.returns.domain.questionnaire import PRICES, PROFILE
from benchmarking.returns.domain.return_workbook import WorkbookOf, written_workbook
from benchmarking.returns.queries import standing_typed
from benchmarking.tests.made_return import CODE, PRICE, PROVIDER, WEEK, given, typed
from benchmarking.tests.office import LINES, Office, at, make_round
from register.models import Authority

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]
FORM = {
    "name": "Spring 2025", "reference_week_0": "7", "reference_week_1": "4", "reference_week_2": "2025",
    "opens_on_0": "1", "opens_on_1": "5", "opens_on_2": "2025", "closes_on_0": "30", "closes_on_1": "6",
    "closes_on_2": "2025", "hypotheses": ["H1", "H2"],
}  # fmt: skip


@pytest.fixture
def member(cast: Office) -> RoundMember:
    return at(make_round(cast), cast.ashgrove)


def test_the_office_sets_a_round_up_adds_councils_and_opens_it(cast: Office):
    assert "is a Tuesday" in text_of(post(cast.ann, "benchmarking:round_new", **{**FORM, "reference_week_0": "8"}))
    assert "Nobody is asked yet" in text_of(post(cast.ann, "benchmarking:round_new", **FORM))
    row = BenchmarkRound.objects.get()
    bad = text_of(post(cast.ned, "benchmarking:round_add_councils", row.id, lines="Nowhere;E0;nel;inner;A;a@b"))
    assert "Line 1: “E0” is no ONS code" in bad and "Nowhere;E0" in bad
    unknown = post(cast.ned, "benchmarking:round_add_councils", row.id, lines=LINES.replace("Barrow;X", "Nowhere;X"))
    assert "“Nowhere” is no authority of the register." in text_of(unknown) and not RoundMember.objects.exists()
    twice = f"{LINES}\nBARROW;X09000003;swl;outer;Bert Barrow;bert@example.org"
    said = text_of(post(cast.ned, "benchmarking:round_add_councils", row.id, lines=twice))
    assert "Line 4: Barrow stands in line 3 already." in said and not RoundMember.objects.exists()
    assert "2 councils take part now" in text_of(post(cast.ned, "benchmarking:round_add_councils", row.id, lines=LINES))
    told = {"state": "open", "edition": 1}
    assert "is now open" in text_of(post(cast.ann, "benchmarking:round_move", row.id, **told))
    assert "Somebody has changed this round" in text_of(post(cast.ann, "benchmarking:round_move", row.id, **told))
    assert "Letters to 2 delegates" in text_of(post(cast.ned, "benchmarking:round_remind", row.id))
    assert "were reminded today already" in text_of(post(cast.ned, "benchmarking:round_remind", row.id))
    assert "is now checking" in text_of(post(cast.ann, "benchmarking:round_move", row.id, state="checking", edition=2))
    assert "It cannot be opened again." in text_of(get(cast.ann, "benchmarking:round_detail", row.id))
    assert "is now locked" in text_of(post(cast.ann, "benchmarking:round_move", row.id, state="locked", edition=3))
    row.refresh_from_db()
    assert row.hypotheses == ["H1", "H2"] and row.hypotheses_locked_at


def test_an_analyst_of_a_council_runs_no_round(cast: Office):
    assert "Rounds are run by a programme office." in text_of(post(cast.dev, "benchmarking:round_new", **FORM))


def test_a_page_saves_itself_and_goes_on_to_the_next(cast: Office, member: RoundMember):
    page = text_of(get(cast.carol, "benchmarking:own_page", member.id, 3))
    assert "Main commissioning model" in page and "Page 3 of 9" in page
    before = json.dumps({"zones": ""})
    saved = post(cast.carol, "benchmarking:own_page_save", member.id, 3, zones="four", before=before)
    assert "Saved . Last saved by Carol Council" in text_of(saved)
    assert "we read “four”" in text_of(get(cast.carol, "benchmarking:own_page", member.id, 3))
    clash = post(cast.dora, "benchmarking:own_page", member.id, 3, zones="5", before=before)
    assert "“four” was saved on another page meanwhile" in text_of(clash)
    done = post(cast.dora, "benchmarking:own_page", member.id, 3, zones="5", before=json.dumps({"zones": "four"}))
    assert "Page 4 of 9" in text_of(done)
    assert standing_typed(cast.carol, member).typed["zones"] == "5"


def test_workbook_rows_and_guess_lead_to_an_approved_return(cast: Office, member: RoundMember):
    book = get(cast.carol, "benchmarking:own_workbook", member.id)
    assert book["Content-Disposition"].endswith('council-profile-X09000001-2025.xlsx"')
    slip = {**PRICE, "priced_by": "visit", "visit_minutes": "15", "price": "24.10", "hours_per_week": "0"}
    of = WorkbookOf("Spring 2025", "Ashgrove", CODE, WEEK)
    data = written_workbook(of, typed(), {"prices": [PRICE, slip], "providers": [PROVIDER]})
    read = post(cast.carol, "benchmarking:own_upload", member.id, file=SimpleUploadedFile("profile.xlsx", data))
    assert "Read: 71 answers" in text_of(read) and "1 thing to explain before it can be sent." in text_of(read)
    took = post(cast.carol, "benchmarking:own_use", member.id, key="prices", row="2", guess="6.03")
    assert "We took “6.03”." in text_of(took)
    sent = text_of(post(cast.carol, "benchmarking:own_send", member.id))
    assert "Version 1 is sent to Dora Director" in sent
    version = CouncilReturn.objects.get()
    assert "Approve this version" not in text_of(get(cast.carol, "benchmarking:own_version", member.id, version.id))
    assert "Approve this version" in text_of(get(cast.dora, "benchmarking:own_version", member.id, version.id))
    approved = text_of(post(cast.dora, "benchmarking:own_approve", member.id, version.id))
    assert "Version 1 is approved." in approved
    shown = text_of(get(cast.fay, "benchmarking:round_council", member.round_id, member.id))
    assert ("Its prices come to £21.50 per contact hour." in shown, "1-100001340" in shown) == (True, True)
    assert "your return is approved" in text_of(get(cast.carol, "home"))


def test_what_is_no_workbook_or_another_council_s_changes_nothing(cast: Office, member: RoundMember):
    nothing = post(cast.carol, "benchmarking:own_upload", member.id, file=SimpleUploadedFile("a.xlsx", b"a,b\n1,2\n"))
    assert "We look for the questions of the profile" in text_of(nothing)
    of = WorkbookOf("Spring 2025", "Barrow", "X09000002", date(2025, 4, 7))
    other = SimpleUploadedFile("b.xlsx", written_workbook(of, typed(), {}))
    said = text_of(post(cast.carol, "benchmarking:own_upload", member.id, file=other))
    assert "This workbook is filled in for Barrow (X09000002). You act for Ashgrove." in said
    assert "zones" not in standing_typed(cast.carol, member).typed


def test_rows_are_typed_loaded_changed_and_taken_out(cast: Office, member: RoundMember):
    where = (member.id, "prices")
    assert "Row 1 is added." in text_of(post(cast.carol, "benchmarking:own_table", *where, **PRICE, zone="<b>Naïve"))
    bad = post(cast.carol, "benchmarking:own_row", *where, 1, **{**PRICE, "price": "9" * 27, "count": "1"})
    assert "Prices, row 1, Price: it is “999999999999999999999999999”; expected is" in text_of(bad)
    late = post(cast.dora, "benchmarking:own_row_take_out", *where, 1, count="2")
    assert "The rows have changed on another page" in text_of(late)
    lines = f"{';'.join(PRICE)}\r\n{';'.join(PRICE.values())}\r\n"
    file = SimpleUploadedFile("prices.csv", lines.encode("cp1252"))
    read = text_of(post(cast.carol, "benchmarking:own_table_file", *where, file=file))
    assert "Read as semicolon-separated text; 1 row. It stands in the place of those before." in read
    wrong = SimpleUploadedFile("prices.csv", b"a;b\r\n1;2\r\n")
    assert "We look for a row of headings" in text_of(
        post(cast.carol, "benchmarking:own_table_file", *where, file=wrong)
    )
    assert "Row 1 is taken out." in text_of(post(cast.dora, "benchmarking:own_row_take_out", *where, 1, count="1"))


def test_consent_is_asked_for_by_one_and_given_by_the_other(cast: Office, member: RoundMember):
    asked = text_of(post(cast.carol, "benchmarking:own_consent", member.id, blocks=["prices"]))
    assert "Consent needs the director or her delegate. We have sent Dora Director a letter." in asked
    assert "Kept." in text_of(post(cast.dora, "benchmarking:own_consent", member.id, blocks=["prices"]))
    assert "by name – agreed" in text_of(get(cast.carol, "benchmarking:own_consent", member.id))


def test_last_round_is_offered_on_a_page(cast: Office, member: RoundMember):
    drafts.keep(cast.dora, member, given())
    post(cast.dora, "benchmarking:own_send", member.id)
    again = at(make_round(cast, name="2026", reference_week=date(2026, 4, 6)), cast.ashgrove)
    page = text_of(get(cast.carol, "benchmarking:own_last", again.id))
    assert "Zones or patches: 4" in page and "People receiving that care" not in page
    assert "Taken over." in text_of(post(cast.carol, "benchmarking:own_last", again.id, keys=["zones", "prices", "x"]))
    assert is_kept_out(cast.carol, get(cast.carol, "benchmarking:own_last", member.id))


@pytest.mark.parametrize("people", first_by_day(["ann carol bert", "fay ned reg dev"]))
def test_each_finds_theirs_alone(cast: Office, member: RoundMember, people: str):
    drafts.keep(cast.dora, member, given())
    post(cast.dora, "benchmarking:own_send", member.id)
    version = CouncilReturn.objects.get()
    row, clients = member.round_id, {who: client_of(getattr(cast, who)) for who in people.split()}
    pages = {
        ("round_list",): "ann fay ned reg dev",
        ("round_new",): "ann dev",
        ("round_detail", row): "ann fay ned reg",
        ("round_add_councils", row): "ann ned",
        ("round_council", row, member.id): "ann fay",
        ("own_round_list",): "carol bert",
        ("own_return", member.id): "carol",
        ("own_page", member.id, 1): "carol",
        ("own_page", member.id, 99): "",
        ("own_table", member.id, "prices"): "carol",
        ("own_table", member.id, "others"): "",
        ("own_workbook", member.id): "carol",
        ("own_upload", member.id): "carol",
        ("own_consent", member.id): "carol",
        ("own_row", member.id, "prices", 1): "carol",
        ("own_version", member.id, version.id): "carol",
    }
    for (name, *keys), finders in pages.items():
        for who, client in clients.items():
            status = client.get(reverse(f"benchmarking:{name}", args=keys)).status_code
            assert status == (200 if who in finders.split() else 404), (name, who)


def test_nobody_s_home_speaks_of_rounds_but_theirs(cast: Office, member: RoundMember):
    homes = {who: text_of(get(getattr(cast, who), "home")) for who in ("ann", "ned", "reg", "carol", "bert", "dev")}
    assert {who for who, page in homes.items() if "Spring 2025" in page} == {"ann", "ned", "reg", "carol", "bert"}


def test_an_office_is_in_no_pick_list(cast: Office):
    from register.queries import councils_by_word

    assert "region office" not in councils_by_word()
    assert Authority.objects.filter(is_programme_office=True).count() == 1


BY_NIGHT = [pytest.param(one, marks=pytest.mark.nightly) for one in ("9" * 27, "x" * 10_000)]
AS_PROOF = [pytest.param(one, marks=pytest.mark.proof) for one in ("1e400", "=1+1<script>", "�", "")]


@pytest.mark.parametrize("nasty", ["\0", *BY_NIGHT, *AS_PROOF])
def test_nasty_values_break_no_form(cast: Office, member: RoundMember, nasty: str):
    row, every = member.round_id, {question.key: nasty for question in PROFILE.questions}
    cells = {column.key: nasty for column in PRICES.columns}
    sends = [
        (cast.carol, "own_page", (member.id, 2), every),
        (cast.carol, "own_page_save", (member.id, 3), every | {"before": nasty}),
        (cast.carol, "own_table", (member.id, "prices"), cells),
        (cast.carol, "own_row", (member.id, "prices", 1), cells | {"count": nasty}),
        (cast.carol, "own_explain", (member.id,), {f"say-{nasty}": nasty}),
        (cast.carol, "own_use", (member.id,), {"key": "zones", "row": nasty, "guess": nasty}),
        (cast.carol, "own_use", (member.id,), {"key": "prices", "row": "1", "guess": nasty}),
        (cast.carol, "own_consent", (member.id,), {"blocks": [nasty]}),
        (cast.carol, "own_send", (member.id,), {"once": nasty}),
        (cast.ann, "round_new", (), dict.fromkeys(FORM, nasty)),
        (cast.ann, "round_add_councils", (row,), {"lines": nasty}),
        (cast.ann, "round_move", (row,), {"state": nasty, "edition": nasty}),
    ]
    clients = {"carol": client_of(cast.carol), "ann": client_of(cast.ann)}
    for who, name, keys, data in sends:
        client = clients["ann" if who is cast.ann else "carol"]
        body = urlencode(data, doseq=True)
        url = reverse(f"benchmarking:{name}", args=keys)
        answer = client.post(url, body, content_type="application/x-www-form-urlencoded", follow=True)
        assert answer.status_code < 500, (name, nasty)
    assert clients["ann"].get(reverse("benchmarking:round_detail", args=[row]), {"q": nasty[:20]}).status_code == 200
