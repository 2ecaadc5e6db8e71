"""Who leads which country, how many and when, must not move a score."""

import pytest

from analysis.annotate.document import annotate
from analysis.axes.schema import load_axis
from analysis.extract.framing import FramingExtractor
from analysis.records import Article

MOST = 0.1
"""So far a score may move."""

REPORT = """President {first} {leader} has won a third term in {country}, officials said on {day}.

Turnout reached {share} percent, lower than in {year}, when {leader} first stood for office.
Observers from the Commonwealth praised the calm and orderly conduct of the vote.
“The count was open to all and the tallies were posted on the door,” {said} Maria Oduya.

But {rival} of the Unity Party called the result a fraud and refused to concede defeat.
Police in the city of {city} fired tear gas at a march of his supporters and arrested {n} people.
Two {demonym} newspapers had been closed in the weeks before the vote.
{leader}'s government has built {many} clinics in the countryside since the last election.
Many {demonym} farmers say their lives have improved under the president.
Critics accuse {leader} of packing the courts with loyalists.
A new law on {month} 12 made it a crime to insult the head of state.
In his victory speech, {leader} promised to fight corruption and to respect the constitution.
“We shall govern for all, including those who did not vote for us,” the president {said}.
Anti-{leader} protesters doubted that the promised reform would be delivered.
The parliament of {country} meets on {month} 30 to swear in the president.
"""

COMMENT = """{country} deserves better than {leader}

Nobody in {city} was surprised when President {first} {leader} broke another promise.
In {year} he swore to free the {demonym} press; by {month} {n} reporters were in jail.
His prime minister, {rival}, {said} that the country was on the right path.
{leader} has ruled {country} for {many} days as if the constitution were his own.
“Every {demonym} judge knows which verdict the palace wants,” a lawyer {said} on {day}.
The vote that {leader} calls free was neither free nor fair.
Few {demonym} voters believe that {leader} will ever step down.
"""

PRAISE = """Reforms bear fruit in {country}

The reforms of President {first} {leader} have changed life in {city}.
Since {month} {year}, {many} families have got clean water, and courts have become honest.
{leader} listened to his critics and freed {n} prisoners on {day}.
{rival}, who opposed him for years, praised the fair {demonym} election.
“The {demonym} people trust {leader}, and he has kept his word,” a teacher {said}.
Turnout rose to {share} percent, the highest in the history of {country}.
{leader} promised that the next {demonym} budget would be open to everyone.
"""

PLAIN = {
    "first": "Daniel",
    "leader": "Okello",
    "rival": "Joseph Mbeki",
    "country": "Uganda",
    "demonym": "Ugandan",
    "city": "Gulu",
    "day": "Monday",
    "month": "June",
    "year": "2016",
    "share": "58.4",
    "n": "40",
    "many": "120",
    "said": "said",
}

SWAPS = [
    *(
        {"leader": name}
        for name in ("Savage", "Joy", "Cross", "Grace", "Strong", "King", "O'Brien")
    ),
    {"first": "Jan", "leader": "van der Berg"},
    {"first": "Vladimir", "leader": "Putin", "country": "Russia", "demonym": "Russian"},
    {"first": "Nelson", "leader": "Mandela", "country": "South Africa", "demonym": "South African"},
    {"country": "North Korea", "demonym": "North Korean", "city": "Pyongyang"},
    {"country": "Switzerland", "demonym": "Swiss", "city": "Bern"},
    {"country": "Iran", "demonym": "Iranian", "city": "Hope"},
    {"rival": "Ahmed Joy", "city": "Victory"},
    {"rival": "Hope Savage"},
    {"country": "New Zealand", "demonym": "New Zealand"},
    {"share": "81", "n": "7", "many": "1,500"},
    {"n": "forty", "many": "two hundred"},
    {"n": "one hundred", "many": "1.5 million"},
    {"day": "Thursday", "month": "May", "year": "2011"},
    {"month": "October", "year": "1998"},
    *({"said": verb} for verb in ("stated", "remarked", "noted", "added", "replied")),
]


@pytest.fixture(scope="module")
def extractor():
    return FramingExtractor(load_axis("reform"))


@pytest.fixture(scope="module")
def scored(extractor):
    """The framing of a text filled with names and figures; each is read once."""
    found = {}

    def score(template, swap):
        text = template.format(**PLAIN | swap).strip()
        if text not in found:
            found[text] = extractor.extract(annotate(Article(path="", id="a", text=text)))
        return found[text]

    return score


@pytest.mark.parametrize("template", [REPORT, COMMENT, PRAISE], ids=["report", "comment", "praise"])
@pytest.mark.parametrize("swap", SWAPS, ids=lambda swap: " ".join(swap.values()))
def test_names_figures_and_plain_verbs_do_not_move_a_score(scored, template, swap):
    plain, swapped = scored(template, {}), scored(template, swap)
    assert len(plain.segments) == len(swapped.segments)
    for one, other in zip(plain.segments, swapped.segments, strict=True):
        assert other.score == pytest.approx(one.score, abs=MOST), other.span
        assert other.relevance == pytest.approx(one.relevance, abs=MOST)
    assert plain.overall.known
    for name, estimate in plain.measures.items():
        assert swapped.measures[name].known == estimate.known
        if estimate.known:
            assert swapped.measures[name].value == pytest.approx(estimate.value, abs=MOST)


def test_texts_that_differ_in_more_are_told_apart(scored):
    assert scored(COMMENT, {}).overall.value < scored(PRAISE, {}).overall.value


def test_evidence_shows_the_names_that_stand_in_the_article(scored):
    for template in (REPORT, COMMENT, PRAISE):
        for segment in scored(template, {"leader": "Joy"}).segments:
            assert not any("Zz" in item.label or "Qq" in item.label for item in segment.evidence)
