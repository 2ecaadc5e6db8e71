import pytest

from analysis.errors import InputError
from analysis.training.events import (
    LEANING,
    all_accounts,
    neutral_units,
    read_events,
)


def test_a_file_of_events_is_read_and_a_bad_one_told(tmp_path):
    path = tmp_path / "events_x.txt"
    path.write_text("## roads\n# 0.5\nA headline\nOne.\nA paragraph.\n\n# -0.5\nB\nText.\n")
    first, second = read_events(path)
    assert first == ("events_x/roads", 0.5, "A headline", ("One.", "A paragraph."))
    assert first.leaning == pytest.approx(0.5 * LEANING)
    assert second.event == first.event
    path.write_text("## roads\n# much\n")
    with pytest.raises(InputError, match="line 2"):
        read_events(path)
    path.write_text("A headline\n")
    with pytest.raises(InputError, match="line 1"):
        read_events(path)


def test_headline_and_body_are_read_without_names_and_figures():
    headline, body = neutral_units("Orvan wins", ["In 2020 Mr Orvan won. He did.", "It rained."])
    assert len(headline) == 1
    assert len(body) == 3
    assert "Orvan" not in " ".join(unit.apart for unit in (*headline, *body))
    assert "2020" not in body[0].text


def test_every_event_has_four_articles_of_different_stance():
    events: dict[str, list[float]] = {}
    for one in (*all_accounts(), *all_accounts(kept=True)):
        assert one.paragraphs
        events.setdefault(one.event, []).append(one.stance)
    assert all(len(set(own)) == 4 for own in events.values())
    assert all(abs(stance) <= 1 for own in events.values() for stance in own)
