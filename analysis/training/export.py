"""From the trained encoder to `model.onnx`: 8-bit weights, nothing but what the run time needs."""

from __future__ import annotations

import tempfile
from pathlib import Path

import torch
from torch import nn

from analysis.models.tagger import LINK_SIZE
from analysis.training.encoder import Encoder

_INPUTS = ("pieces", "mask", "features")
_OUTPUTS = ("scores", "links")


class _Shipped(nn.Module):
    """The encoder with word embeddings in 8 bits, one scale a word, and log probabilities out.

    Quantising the embeddings here, row by row, loses less than one scale for the whole table.
    """

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.encoder = encoder
        # Fused attention would leave guards for fully masked rows in the graph, at a cost.
        encoder.body.set_attn_implementation("eager")
        words = encoder.body.embeddings.word_embeddings.weight.detach()
        scale = words.abs().amax(dim=1, keepdim=True).clamp(min=1e-8) / 127
        self.register_buffer("words", torch.round(words / scale).to(torch.int8))
        self.register_buffer("scale", scale)
        encoder.body.embeddings.word_embeddings = nn.Embedding(1, words.shape[1])

    def forward(
        self, pieces: torch.Tensor, mask: torch.Tensor, features: torch.Tensor
    ) -> tuple[torch.Tensor, torch.Tensor]:
        encoder = self.encoder
        words = self.words[pieces].float() * self.scale[pieces]
        hidden = encoder.body(
            inputs_embeds=words + encoder.features(features), attention_mask=mask
        ).last_hidden_state
        tagged = encoder.tags(nn.functional.gelu(encoder.tag_hidden(hidden)))
        links = encoder.links(hidden) / LINK_SIZE**0.25
        return torch.log_softmax(tagged, dim=-1), links


def export(encoder: Encoder, path: Path) -> None:
    """Writes the encoder as ONNX with 8-bit weights (per channel) to `path`."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    shipped = _Shipped(encoder).eval()
    example = tuple(torch.ones((2, 16), dtype=torch.long) for _ in _INPUTS)
    batch, length = torch.export.Dim("batch"), torch.export.Dim("length")
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.onnx"
        torch.onnx.export(
            shipped,
            example,
            plain,
            input_names=list(_INPUTS),
            output_names=list(_OUTPUTS),
            dynamic_shapes={name: {0: batch, 1: length} for name in _INPUTS},
            dynamo=True,
            external_data=False,
            optimize=True,
        )
        _forget_shapes(plain)
        quantize_dynamic(
            plain,
            path,
            op_types_to_quantize=["MatMul"],
            per_channel=True,
            weight_type=QuantType.QInt8,
            extra_options={"MatMulConstBOnly": True},
        )


def _forget_shapes(path: Path) -> None:
    """Clears inferred shapes, on which shape inference fails once the weights change type."""
    import onnx

    model = onnx.load(path)
    del model.graph.value_info[:]
    onnx.save(model, path)
