"""A quote with a name, brand, ward, figure, date or address in it cannot be approved; plain talk can."""

import pytest

from engagement.interviews.domain.quote_description import shared_description
from engagement.interviews.domain.quote_scan import quote_fault, what_stands_in

NAMES = [
    "Brightcare Ltd",
    "London Borough of Barnet",
    "Mary O'Connor",
    "Hounslow West",
    "Care UK",
    "Green Lane Care Group",
    "Dr Anna May",
    "Home Comforts Domiciliary Care Limited",
    "Zoë Müller",
    "X-Care24",
    "Ashgrove",
    "Will Young",
]
# What is said, with the piece planted in it.
PLANTED = [
    (
        "We lost the lot to {} again",
        ["Brightcare", "BRIGHTCARE", "brightcare's", "Bright Care", "Care UK", "CareUK", "X-Care24"],
    ),
    (
        "Then {} rang about the rota",
        ["Mary O'Connor", "mary o’connor", "O’Connor", "Müller", "ZOË", "Anna", "Will Young"],
    ),
    (
        "Rounds in {} are too far apart",
        ["Barnet", "Hounslow West", "hounslow", "Ashgrove", "Green Lane", "N1 9GU", "n19gu"],
    ),
    (
        "They pay us {} for it",
        ["£21.40", "£ 21", "twenty pounds", "18p", "21.40", "forty per cent", "30%", "€5", "ten quid"],
    ),
    (
        "It began in {} or so",
        ["May 2024", "March", "3rd June", "12 of March", "12/03/2024", "2024-04-01", "Tuesday", "sept 24", "1 Jan"],
    ),
    ("Write to {} please", ["a.b@c.org", "www.brightcare.test", "https://x.test/y", "020 7946 0000", "1-100001340"]),
]
PLAIN = [
    "They may march on, but I will stay as young as I feel.",
    "Will it be paid? The care is good, the people are kind and home is where they want to be.",
    "The council pays by the minute and our best people leave […].",
    "One size does not fit all; two of us go where the other cannot.",
]


@pytest.mark.parametrize("said", PLAIN)
def test_plain_talk_may_be_quoted(said):
    assert what_stands_in(said, NAMES) == ()
    assert quote_fault(()) == ""


@pytest.mark.parametrize(("frame", "planted"), PLANTED)
def test_what_is_planted_is_found(frame, planted):
    for piece in planted:
        found = what_stands_in(frame.format(piece), NAMES)
        assert found, piece
        assert what_stands_in(frame.format("[…]"), NAMES) == ()


def test_the_words_for_it():
    found = what_stands_in("We lost it to Brightcare at £21.40.", NAMES)
    assert quote_fault(found) == "“Brightcare” and “£21.40” stand in this quote. Take them out or put […]."
    assert quote_fault(("Barnet",)) == "“Barnet” stands in this quote. Take it out or put […]."


class TestADescription:
    OFFERED = ("a small provider leaving, inner London", "a small provider", "a provider")

    def test_is_the_most_exact_that_five_share(self):
        members = [self.OFFERED] * 3 + [self.OFFERED[1:]] * 2 + [self.OFFERED[2:]] * 9
        assert shared_description(self.OFFERED, members) == "a small provider"
        assert shared_description(self.OFFERED, members[1:]) == "a provider"

    def test_of_fewer_than_five_people_cannot_be_given(self):
        with pytest.raises(ValueError, match="Fewer than five"):
            shared_description(self.OFFERED, [self.OFFERED] * 4)
