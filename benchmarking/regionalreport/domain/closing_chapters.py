"""The last chapters: recommendations from levers and findings, method and limits, and the annexes."""

from benchmarking.analysis.domain.catalogue import MEASURES
from benchmarking.editions.domain.edition_files import NEVER
from benchmarking.regionalreport.domain.figure_parts import answer_in_words, cell_of
from benchmarking.regionalreport.domain.region_facts import RegionFacts
from benchmarking.returns.domain.questionnaire import PROFILE, TABLES
from benchmarking.rounds.domain.round_terms import HYPOTHESES
from benchmarking.toolkit.domain.levers import Lever, LeverGrade, published_levers, retired_levers
from costing.form import AnswerType, Question
from reports.annexes.domain.blocks import Block, heading, points, table, words

# What of the round and of the interviews is on the theme of a lever; whether it bears it out is the reader's to say.
OF_THE_ROUND = {
    "min_visit": ("short_visits",),
    "indexed_uplift": ("uplift",),
    "cost_floor": ("minimum_cover", "cost_cover"),
    "llw": ("wage_cover",),
    "quality_gate": ("good_share",),
}
THEMES = {
    "min_visit": ("commissioning_quality",),
    "patch": ("promotes",),
    "travel_paid": ("commissioning_workforce",),
}
TYPED = {
    AnswerType.TEXT: "text",
    AnswerType.LOCATION_ID: "text",
    AnswerType.EMAIL: "e-mail address",
    AnswerType.DATE: "date",
}
ASKED = ("Question", "Answers or unit")
NEVER_CONCLUDED = (
    NEVER,
    "No ranking: a low price may be efficient or may not last, and a high one may be needed where it is paid.",
    "Nothing of the quality of one council’s care from a share of rated hours.",
    "No change between two rounds of different councils.",
    "No difference between two models, where model and pay floor cannot be told apart.",
    "“No sign of a link” is never “no link”.",
)
SOURCES = (
    "Returns of councils for the reference week, approved by each council’s director or delegate",
    "Ratings of the Care Quality Commission",
    "The Homecare Association’s minimum price of the year of the reference week",
    "Interviews with commissioners and providers: findings and quotes that a second person has approved",
    "The toolkit of levers, each with its own sources, in chapter 12",
)
GLOSSARY = (
    (
        "Concentration",
        "How far hours lie with few providers: the squares of their shares added up, of 10,000 where one has all",
    ),
    ("Contact hour", "An hour with the person, without the way to them"),
    ("DPS", "A dynamic purchasing system: a list that providers may join at any time"),
    ("Holm", "A way to read several p together, so that one of many is not taken for more than it is"),
    ("Indicative", "Of fewer than 10 councils, and rounded more coarsely"),
    ("London Living Wage", "A rate of pay reckoned from the cost of living in London, above the legal minimum"),
    ("Median", "Half of the councils lie below it and half above"),
    ("Package handed back", "A person’s care that a provider gives back to the council"),
    ("Pay floor", "The lowest hourly pay that a contract asks for"),
    ("Quartile", "A quarter of the councils lies below the lower, and a quarter above the upper"),
    ("Rated hours", "Hours bought from a provider that has a rating"),
    ("Tau-b", "How far two orders of councils agree: 1 wholly, 0 not at all, −1 turned round"),
)


def recommendations(facts: RegionFacts) -> list[Block]:
    levers = [one for one in published_levers(facts.levers) if one.grade != LeverGrade.D]
    rows = [(one.name, one.what, _rests_on(facts, one), one.cost, one.grade.value, one.version_words) for one in levers]
    heads = ("Lever", "What it takes", "Rests on", "Cost", "Grade", "Version")
    return [
        heading("12 Recommendations", 1, on_new_page=True),
        words(
            "Addressed to directors and heads of commissioning of the councils. Each is a lever of the toolkit with "
            "its own sources, in the version that stands as this is printed. The grade follows by rule from what it "
            "rests on. “On its theme” points to figures and findings of this report, which may speak for or against it."
        ),
        table("Levers, the best known first", heads, rows, widths=(1.4, 2.1, 3.1, 0.9, 0.6, 0.9)),
        *_retired(facts),
        *points(f"Grade {grade.value}: {grade.words}." for grade in LeverGrade),
        words("A lever of grade D, and one without a source, is not recommended. Try one in one place, and look."),
    ]


def _retired(facts: RegionFacts) -> list[Block]:
    """Return which levers are in the toolkit no more: whoever has an earlier print looks for them."""
    gone = [f"{one.name} (version {one.version_words})" for one in retired_levers(facts.levers)]
    return [words(f"No longer in the toolkit: {'; '.join(gone)}.")] if gone else []


def _rests_on(facts: RegionFacts, lever: Lever) -> str:
    said = [one.words for one in lever.evidence if one.source]
    same = [MEASURES[key].label for key in OF_THE_ROUND.get(lever.key, ()) if cell_of(facts.document, key)]
    same += facts.on(*THEMES.get(lever.key, ()))
    return ". ".join([*said, *([f"On its theme: {', '.join(same)}"] if same else [])]) + "."


def method_and_limits(facts: RegionFacts) -> list[Block]:
    hidden = sum(1 for one in facts.findings if one.claims)
    left = f"Released findings that are not printed, as the sentence claims that one thing makes another: {hidden}."
    return [
        heading("13 Method, limits, what must not be concluded", 1),
        words(
            f"Method of version {facts.document['method']}. This report is made from edition {facts.number} of "
            f"{facts.round_name}, as it was released: figures of fewer than five councils were withheld and others "
            "rounded before it was made, and of the round no council or provider is named."
        ),
        words(
            "Medians and quartiles count each council once. Links are Kendall’s tau-b with permutation of pairs, and "
            "intervals by bootstrap over councils. Interviews were read by framework analysis; how many say something "
            "is told in words, by rule."
        ),
        *([words(left)] if hidden else []),
        heading("What must not be concluded"),
        *points(NEVER_CONCLUDED),
    ]


def _asked(one: Question) -> tuple[str, str]:
    """Return a question, and the answers to choose from, the unit, or what is typed."""
    chosen = "; ".join(answer_in_words(one, choice) for choice in one.choices)
    return one.label, chosen or one.unit or TYPED.get(one.type, "number")


def annexes(facts: RegionFacts) -> list[Block]:
    locked = [(key, HYPOTHESES.get(key, key)) for key in facts.document["hypotheses"] or HYPOTHESES]
    unsaid = [] if facts.document["hypotheses"] else [words("Which of these the round held is not in this edition.")]
    return [
        heading("Annex A: the questionnaire", 1, on_new_page=True),
        *(table(page.title, ASKED, [_asked(one) for one in page.questions], widths=(3, 3)) for page in PROFILE.pages),
        *(table(f"Table of {one.title.lower()}", ASKED, [_asked(column) for column in one.typed_columns], widths=(3, 3))
          for one in TABLES.values()),
        heading("Annex B: sources", 1),
        *points(SOURCES),
        heading("Annex C: the hypotheses as they were locked", 1),
        table("Hypotheses", ("Key", "Hypothesis"), locked, widths=(0.5, 5)),
        *unsaid,
        heading("Annex D: glossary", 1),
        table("Words", ("Word", "What it means"), GLOSSARY, widths=(1, 3)),
    ]  # fmt: skip
