"""A layout that is shared is proposed to other authorities, who confirm it; it carries no word and no provider."""

from typing import Any

from accounts.tests.pages import get, is_kept_out, post, text_of
from markets.models import Dataset, VisitMapping
from markets.store import layouts
from markets.tests.council import Council
from markets.tests.held_visits import sent, worked
from markets.visits.actions import datasets
from markets.visits.tests.test_file_is_taken_in import in_their_words

COLUMNS = {
    "Branch": "provider_ref",
    "Service User": "client_ref",
    "Employee": "carer_ref",
    "Due": "planned_start",
    "Length": "planned_seconds",
    "Log in": "actual_start",
    "Log out": "actual_end",
    "Result": "outcome",
}


def test_sharing_is_confirmed_and_proposed_to_others(council: Council, no_second_factor: Any):
    carol = council.carol
    row = sent(carol, in_their_words(14))
    assert get(carol, "markets:layout_share", row.id).url == f"/visits/{row.id}/"
    datasets.map_columns(by=carol, dataset_id=row.id, columns=COLUMNS, zone="UTC", dates="dmy", name="Their system")
    worked(row)
    datasets.answer(by=carol, dataset_id=row.id, answers={"V21:Completed": "done"})
    worked(row)
    page = text_of(get(carol, "markets:layout_share", row.id))
    assert "Share this layout with other authorities?" in page and "Planned length" in page
    assert not VisitMapping.objects.filter(is_shared=True).exists()
    for other in (council.cora, council.dev, council.gus):
        assert is_kept_out(other, post(other, "markets:layout_share", row.id))
    assert "“Their system” is shared" in text_of(post(carol, "markets:layout_share", row.id))
    shared = VisitMapping.objects.get(is_shared=True)
    assert (shared.words, shared.providers, shared.columns) == ({}, {}, COLUMNS)
    other = sent(council.dev, in_their_words(15), "theirs.csv")
    assert (other.state, other.layout["zone"]) == ("mapping", "UTC")
    asked = text_of(get(council.dev, "markets:dataset_map", other.id))
    assert "Another authority shares this layout as “Their system”" in asked and "As in “Their system”" in asked
    assert {one["name"]: one["field"] for one in other.layout["columns"]} == COLUMNS
    assert "Stop sharing this layout?" in text_of(get(carol, "markets:layout_share", row.id))
    assert "is shared no longer" in text_of(post(carol, "markets:layout_share", row.id, stop="yes"))
    assert not VisitMapping.objects.filter(is_shared=True).exists()
    assert "This layout is not shared" in text_of(post(carol, "markets:layout_share", row.id, stop="yes"))


def test_what_seems_to_hold_names_is_not_proposed_by_others(council: Council):
    row = sent(council.dev, in_their_words(14))
    kept = VisitMapping(authority=council.authority, holder="council", name="Theirs", columns=COLUMNS, is_shared=True)
    kept.fingerprint, kept.header, kept.made_at = row.layout["fingerprint"], list(COLUMNS), row.received_at
    kept.save()
    names = in_their_words(15)
    for number, name in enumerate((b"Mary Jones", b"John Smith", b"Ann Lee", b"Tom Brown"), 1):
        names = names.replace(b"Elm Branch,%d," % number, b"Elm Branch,%s," % name)
    Dataset.objects.all().delete()
    other = sent(council.dev, names, "names.csv")
    fields = {one["name"]: one["field"] for one in other.layout["columns"]}
    assert fields["Service User"] == "" and fields["Log in"] == "actual_start"
    assert "Mary" not in str(other.layout) and layouts.SHARED.format(name="Theirs") == other.words
