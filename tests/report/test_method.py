from analysis.report.sections.method import accuracy_table, build_method


def test_accuracy_of_the_model_is_shown_beside_its_baselines():
    table = accuracy_table(
        {
            "scores": {
                "combined": {"macro_f1": 0.7449, "auc": 0.8},
                "majority": {"macro_f1": 0.2},
                "note": "not a score",
            }
        }
    )
    assert [column.label for column in table.columns] == ["Method", "Macro F1", "AUC"]
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["Parallax, both views", "0.74", "0.80"],
        ["Baseline: always the commonest answer", "0.20", "–"],
    ]


def test_axis_without_a_model_claims_no_accuracy(axis):
    method = build_method(axis)
    assert not method.has_model
    assert method.accuracy is None
    assert accuracy_table({}) is None
