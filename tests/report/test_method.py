from analysis.axes.schema import load_axis
from analysis.report.sections.method import accuracy_table, build_method


def test_accuracy_of_the_model_is_shown_beside_its_baselines():
    table = accuracy_table(
        {
            "scores": {
                "note": "n = 12",
                "combined_macro_f1": 0.7449,
                "combined_auc": 0.8,
                "majority_macro_f1": 0.2,
                "something_else": 3,
            }
        }
    )
    assert "(n = 12)" in table.caption
    assert [column.label for column in table.columns] == ["Method", "Macro F1", "AUC"]
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["All views together", "0.74", "0.80"],
        ["Baseline: always the commonest answer", "0.20", "–"],
    ]


def test_axis_without_a_model_claims_no_accuracy(axis):
    method = build_method(axis)
    assert not method.has_model
    assert method.accuracy is None
    assert accuracy_table({}) is None


def test_shipped_axis_shows_the_accuracy_and_limits_of_its_model():
    method = build_method(load_axis("reform"))
    assert method.has_model
    assert {row[0].text for row in method.accuracy.rows} >= {
        "All views together",
        "Baseline: VADER, a general sentiment list",
    }
    assert all(words.endswith(".") for _, words in method.limits)
