import json

from analysis.training.rows import Row, read_rows

STORED = {"doc": "d1", "i": 2, "text": "It rained.", "label": 0, "voice": "narrator"}


def test_rows_are_read_in_file_order(tmp_path):
    path = tmp_path / "rows.jsonl"
    lines = [STORED | {"topic": "x", "names": ["Gulu"]}, STORED | {"topic": "y", "names": None}]
    path.write_text("".join(f"{json.dumps(line)}\n" for line in lines), encoding="utf-8")
    assert read_rows(path) == (
        Row("d1", 2, "It rained.", 0, "narrator", "x", ("Gulu",)),
        Row("d1", 2, "It rained.", 0, "narrator", "y"),
    )


def test_shipped_rows_have_text_and_a_known_label_and_voice():
    rows = read_rows()
    assert {row.label for row in rows} == {-1, 0, 1}
    assert all(row.text.strip() and row.voice in ("narrator", "quoted", "mixed") for row in rows)
