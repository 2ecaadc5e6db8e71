"""How well calibrated probabilities are."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def expected_calibration_error(
    probabilities: Floats, labels: Sequence[int], *, bins: int = 10
) -> float:
    """Mean gap between confidence and accuracy over equally wide bins, 0..1; nan without rows.

    `probabilities` has a column for -1, 0 and +1. Guo et al. 2017, section 2.
    """
    if len(labels) == 0:
        return float("nan")
    predicted = probabilities.argmax(axis=1) - 1
    confidence = probabilities.max(axis=1)
    right = predicted == np.asarray(labels)
    place = np.minimum((confidence * bins).astype(int), bins - 1)
    gaps = [
        abs(confidence[place == one].mean() - right[place == one].mean()) * (place == one).mean()
        for one in np.unique(place)
    ]
    return float(sum(gaps))
