import numpy as np
import pytest

from analysis.stats.calibration import expected_calibration_error


def test_calibration_error_of_the_sure_and_wrong_is_large():
    sure = np.tile([1.0, 0.0, 0.0], (10, 1))
    assert expected_calibration_error(sure, [-1] * 10) == 0.0
    assert expected_calibration_error(sure, [1] * 10) == 1.0
    assert expected_calibration_error(sure, [-1] * 5 + [0] * 5) == pytest.approx(0.5)
    assert np.isnan(expected_calibration_error(np.empty((0, 3)), []))


def test_calibration_error_weighs_bins_by_what_falls_into_them():
    # Eight rows at .55 of which half are right, two at .95 of which none is.
    proba = np.array([[0.55, 0.25, 0.2]] * 8 + [[0.95, 0.03, 0.02]] * 2)
    labels = [-1] * 4 + [0] * 4 + [1, 1]
    expected = 0.8 * 0.05 + 0.2 * 0.95
    assert expected_calibration_error(proba, labels) == pytest.approx(expected)
