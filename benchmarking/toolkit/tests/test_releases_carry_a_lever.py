"""What was released of a round and of interviews may carry a lever, by rule and in the words in which it left."""

import json

import pytest

from accounts.tests.pages import get, no_second_factor, post, text_of
from benchmarking.models import BenchmarkEdition, LeverVersion
from benchmarking.tests.made_edition import an_edition
from benchmarking.tests.office import make_office, make_round
from benchmarking.toolkit.domain.lever_sources import finding_evidence, link_evidence
from benchmarking.toolkit.domain.levers import EvidenceKind, grade_of
from benchmarking.toolkit.tests.test_an_office_writes_levers import TYPED
from engagement.models import StudyFinding

__all__ = ["no_second_factor"]
LINKS = {
    "H1": {"sentence": "The average price an hour goes with the share of hours rated Good (26 councils)"},
    "H2": {"sentence": "The London Living Wage may go with the price (26 councils)"},
    "H4": {"sentence": "No sign of a link between one and another; a weak link could not be seen (26 councils)"},
}
FINDING = StudyFinding(sentence="Trust holds people", said_by="Many of those asked say so; nobody speaks against it.")


def test_a_link_counts_where_it_goes_together():
    assert [one.ref for one in link_evidence("e", "Spring", LINKS)] == ["link:e:H1"]


@pytest.mark.parametrize(
    ("sentence", "speak_for", "against", "counts"),
    [("", 3, 2, True), ("", 2, 0, False), ("", 9, 3, False), ("Pay drives people away", 9, 0, False)],
)
def test_a_finding_counts_where_several_say_so(sentence: str, speak_for: int, against: int, counts: bool):
    one = StudyFinding(sentence=sentence or FINDING.sentence, said_by=FINDING.said_by)
    found = finding_evidence(one, "Interviews", ["x"] * speak_for, ["y"] * against)
    assert (found is not None) == counts
    if found:
        assert found.kind is EvidenceKind.INTERVIEWS and grade_of((found,)) == "C"
        assert found.what == "Trust holds people. Many of those asked say so; nobody speaks against it."


@pytest.mark.django_db
@pytest.mark.usefixtures("no_second_factor")
def test_a_round_s_link_is_chosen_and_asked_for_again_before_it_goes_out():
    cast = make_office()
    edition = an_edition(cast, make_round(cast), json.dumps({"hypotheses": LINKS}))
    ref = f"link:{edition.id}:H1"
    page = text_of(get(cast.ann, "benchmarking:lever_new"))
    assert "goes with the share" in page and "may go with" not in page
    told = TYPED | {"kind_0": "opinion", "released": [ref]}
    post(cast.ann, "benchmarking:lever_new", **told)
    row = LeverVersion.objects.get()
    assert row.evidence[1] == {
        "kind": "figures", "what": LINKS["H1"]["sentence"], "ref": ref,
        "source": "Spring 2025, edition 1 of Region office",
    }  # fmt: skip
    approve = {"act": "approve", "after": 1}
    said = text_of(post(cast.fay, "benchmarking:lever_detail", row.lever, **approve))
    assert "version 1: approved" in said and "C: figures, practice or several interviews" in said
    assert "goes with the share of hours rated Good (26 councils) (Spring 2025" in text_of(
        get(cast.carol, "benchmarking:toolkit")
    )
    post(cast.ann, "benchmarking:lever_new", **(told | {"name": "Another"}))
    BenchmarkEdition.objects.update(state="superseded")
    other = LeverVersion.objects.get(name="Another").lever
    said = text_of(post(cast.fay, "benchmarking:lever_detail", other, **approve))
    assert "is not released any more as this version has it" in said
    assert "Not released any more" in text_of(get(cast.fay, "benchmarking:lever_detail", row.lever))
