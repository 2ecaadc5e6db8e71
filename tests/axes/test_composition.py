"""Every composition rule on short sentences: the sign it must give, and that it says so."""

from __future__ import annotations

import pytest

from analysis.axes.lexicon import LexiconScore, LexiconView
from analysis.axes.schema import load_axis
from analysis.records import Span


@pytest.fixture(scope="module")
def view() -> LexiconView:
    return LexiconView(load_axis("reform"))


def score(view: LexiconView, text: str) -> LexiconScore:
    return view.score(text, Span(0, len(text)))


PLAIN = [
    ("The election was free and fair.", 1),
    ("The vote was rigged.", -1),
    ("Monitors called the referendum a sham.", -1),
    ("The president won a strong mandate.", 1),
    ("The reforms are beginning to bear fruit.", 1),
    ("Police beat students and fired tear gas at them.", -1),
    ("The president's opponents were virtually unknown.", -1),
    ("He has tightened his grip on power.", -1),
    ("The handover was peaceful and orderly.", 1),
    ("The parliament is a rubber stamp.", -1),
    ("The new law was a step in the right direction.", 1),
    ("Officials embezzled the money.", -1),
]
NEGATION = [
    ("The vote was not free and fair.", -1),
    ("The election was neither transparent nor credible.", -1),
    ("The vote wasn't transparent.", -1),
    ("There was no transparency.", -1),
    ("Nobody here has any confidence in the government.", -1),
    ("The courts have never been independent; there is no fair trial.", -1),
    ("The ballot was not rigged.", 1),
    ("There was no fraud.", 1),
    ("None of those who stood against him had any credibility.", -1),
    ("The count was hardly transparent.", -1),
    ("The count was not only transparent but quick.", 1),
    ("There is no doubt that the vote was credible.", 1),
]
ABSENCE = [
    ("The report noted an absence of meaningful political competition.", -1),
    ("Critics deplored the lack of transparency.", -1),
    ("The contest lacked credibility.", -1),
    ("The vote passed without fraud.", 1),
    ("The campaign took place without pluralism or debate.", -1),
    ("The result was far from credible.", -1),
    ("His rivals were little more than stooges.", -1),
    ("What was offered was the semblance of democracy.", -1),
    ("It is a democracy in name only.", -1),
    ("Transparency was nowhere to be found.", -1),
]
FAILURE = [
    ("The government failed to protect journalists.", -1),
    ("The commission refused to guarantee a fair count.", -1),
    ("The cabinet has yet to deliver real change.", -1),
    ("The vote did nothing to restore trust.", -1),
    ("The bill undermines judicial independence.", -1),
    ("The decree was a blow to press freedom.", -1),
    ("The minister trampled on freedom of speech.", -1),
    ("It was an opportunity missed to show that a page has been turned.", -1),
]
REDUCTION = [
    ("The law is a blow to corruption.", 1),
    ("We shall never go back to the looting.", 1),
    ("They are closing the chapter of chaos.", 1),
    ("Petty corruption has almost disappeared.", 1),
    ("The editor disappeared.", -1),
    ("The minister promised not to appoint cronies.", 1),
    ("Judges have never ruled against the minister.", -1),
    ("There is less corruption than there was.", 1),
    ("The president fights corruption.", 1),
    ("The minister vowed and delivered an end to the repression.", 1),
    ("The new law curbs media freedom.", -1),
    ("The decree restricts freedom of assembly.", -1),
    ("The government abolished censorship.", 1),
    ("The cabinet ended impunity.", 1),
    ("Courts are no longer corrupt.", 1),
    ("The press is no longer free to criticise.", -1),
    ("The country is freer than it was.", 1),
    ("Elections have become more transparent.", 1),
    ("Ministers are less accountable now.", -1),
]
WISH = [
    ("Protesters demanded free and fair elections.", -1),
    ("The report underlined the need for genuine pluralism.", -1),
    ("The commission should be more transparent.", -1),
    ("Voters had hoped for more.", -1),
    ("Brussels called for an independent judiciary.", -1),
    ("The unrest was supposed to be met by a more open constitution.", -1),
    ("The authorities must guarantee press freedom.", -1),
    ("The envoy urged the government to respect human rights.", -1),
]
HEDGE = [
    ("The state channel claims that the vote was transparent.", 0.5),
    ("The minister promised transparency.", 0.5),
    ("If the court is independent, the case will be heard.", 0.5),
    ("The law could bring real change.", 0.6),
    ("Reportedly the count was transparent.", 0.5),
]
CONTRAST = [
    ("The vote was calm and orderly, but it was not credible.", -1),
    ("The campaign was flawed, but the count was transparent and credible.", 1),
    ("He promises transparency, but there are doubts.", -1),
    ("The law has loopholes, yet it is a big step forward.", 1),
    ("Although turnout was low, the vote was free and fair.", 1),
    ("Although the count was transparent, the election was a sham.", -1),
    ("Despite some progress, the country remains a police state.", -1),
    ("While the vote was efficiently prepared, it was a farce.", -1),
    ("The election was credible, although there were irregularities.", 1),
    ("She was praised for her courage, but she has betrayed the reform.", -1),
]
SCARE = [
    ("The “reforms” have changed the letterheads.", -1),
    ('The "election" took place on Sunday.', -1),
    ("The so-called reforms have arrived in the village.", -1),
    ("His “convincing” victory surprised the capital.", -1),
    ("Under the guise of reform the council was closed.", -1),
    ("The government spoke of „transparency“ and nothing else, a fake transparency.", -1),
    ("What passes for justice here is decided on the telephone.", -1),
]
REJECTION = [
    ("The claims of fraud proved baseless.", 1),
    ("The government was accused of vote rigging, a charge no monitor supports.", 1),
    ("Allegations of fraud turned out to be false.", 1),
    ("Contrary to reports of fraud, the count was clean.", 1),
    ("The talk of a power grab was unfounded.", 1),
]
ATTITUDE = [
    ("Monitors praised the government.", 1),
    ("Monitors criticised the government.", -1),
    ("The president praised his rivals.", 1),
    ("Diplomats criticised the opposition.", 1),
    ("Farmers thanked the minister.", 1),
    ("The electoral commission was condemned by lawyers.", -1),
    ("The law was praised by judges.", 1),
    ("Diplomats praised the opposition.", -1),
    ("Neighbours welcomed the reform.", 1),
    ("The ruling party was accused of theft.", -1),
]
PREDECESSOR = [
    ("His predecessor's corruption is remembered.", 1),
    ("The former president's brutal police are gone.", 1),
    ("The president broke with his predecessor.", 1),
    ("The former president, whose ministers lived on bribes, is gone.", 1),
    ("The old dictator ruled through the secret police.", 1),
    ("Life was worse under the colonels, who looted the treasury.", 1),
    ("Before him you paid a bribe for everything.", 1),
    ("The state has recovered millions looted by the last government.", 1),
]
OFF_AXIS = [
    "Final results are due on Friday.",
    "Polling stations open at seven.",
    "Heavy rain flooded the coast and a train crashed.",
    "The delegation visited Freedom House and the Ministry of Justice.",
    "The Freedom Party will name its candidate in May.",
    "Turnout was 61 percent.",
    "",
    "...",
    "81.31 %",
]


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        *PLAIN,
        *NEGATION,
        *ABSENCE,
        *FAILURE,
        *REDUCTION,
        *WISH,
        *CONTRAST,
        *SCARE,
        *REJECTION,
        *ATTITUDE,
        *PREDECESSOR,
    ],
)
def test_sign_of_a_sentence(view: LexiconView, text: str, sign: int) -> None:
    assert score(view, text).score * sign > 0, score(view, text)


@pytest.mark.parametrize(("text", "limit"), HEDGE)
def test_hedged_praise_counts_little(view: LexiconView, text: str, limit: float) -> None:
    assert 0 < score(view, text).score < limit + 0.01


@pytest.mark.parametrize("text", OFF_AXIS)
def test_nothing_fires_off_the_axis(view: LexiconView, text: str) -> None:
    assert score(view, text) == LexiconScore(0.0, 0.0, ())


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("The vote was not transparent.", "“transparent” ⟂ not (negation)"),
        ("The absence of pluralism is plain.", "“pluralism” ⟂ absence of (absence)"),
        ("They demand transparency.", "“transparency” ⟂ demand (wish or obligation)"),
        ("Is the vote transparent?", "“transparent” ⟂ ? (question)"),
        ("The “transparent” ballot ended.", "“transparent” ⟂ quotation marks (scare quotes)"),
        ("Monitors praised the government.", "“praised” ⟂ of “government” (praise)"),
        ("It was calm, but the vote was rigged.", "“rigged” ⟂ but … (contrast)"),
        ("Though rigged, the vote had high turnout.", "“rigged” ⟂ Though (concession)"),
    ],
)
def test_the_rule_is_named_in_the_evidence(view: LexiconView, text: str, label: str) -> None:
    assert label in [item.label for item in score(view, text).evidence]


@pytest.mark.parametrize(
    ("plain", "weaker"),
    [
        ("The count was transparent.", "Was the count transparent?"),
        ("The count was transparent.", "The count was somewhat transparent."),
        ("Everybody praised a convincing win.", "Putin congratulated him on a convincing win."),
        ("The count was transparent.", "If asked, the count would be transparent."),
        ("The vote was rigged.", "The vote was allegedly rigged."),
    ],
)
def test_weakeners(view: LexiconView, plain: str, weaker: str) -> None:
    assert abs(score(view, weaker).score) < abs(score(view, plain).score)


def test_intensifier_strengthens(view: LexiconView) -> None:
    strong = score(view, "The count was remarkably transparent.").score
    assert strong > score(view, "The count was transparent.").score > 0


def test_congratulations_alone_say_nothing(view: LexiconView) -> None:
    assert score(view, "The emir congratulated the president on Tuesday.").evidence == ()


def test_side_blaming_its_opponents_says_nothing_of_it(view: LexiconView) -> None:
    assert score(view, "The president criticised the opposition.").score == 0


def test_side_praising_others_says_nothing_of_it(view: LexiconView) -> None:
    assert score(view, "The president praised the athletes.").score == 0


def test_praise_of_a_foreign_guest_hardly_counts(view: LexiconView) -> None:
    own = score(view, "The crowd paid tribute to the president, a true statesman.").score
    text = "The president paid tribute to Marshal Xolani, a true statesman and builder of peace."
    assert 0 < score(view, text).score < own
    assert any("praise of another" in item.label for item in score(view, text).evidence)


def test_name_of_a_party_says_nothing(view: LexiconView) -> None:
    assert score(view, "She leads the liberal party Free Choice in the north.").evidence == ()
