"""From the trained encoder to `model.onnx`: 8-bit weights, nothing but what the run time needs."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import nn

from analysis.models.tagger import LINK_SIZE, PROBE_ROWS, PROBE_SIZE
from analysis.training.encoder import Encoder

_INPUTS = ("pieces", "mask", "features")
_OUTPUTS = ("scores", "links")
LONGEST = 256
"""Word pieces in the longest window."""


class _Shipped(nn.Module):
    """The encoder as it ships: log probabilities out, and what a processor needs not do, undone.

    Word embeddings are 8 bits wide with one scale a word, which loses less than one scale for the
    whole table. Queries, keys and values come from one product instead of three.
    """

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        body = encoder.body
        words = body.embeddings.word_embeddings.weight.detach()
        scale = words.abs().amax(dim=1, keepdim=True).clamp(min=1e-8) / 127
        self.register_buffer("words", torch.round(words / scale).to(torch.int8))
        self.register_buffer("scale", scale)
        places = body.embeddings.position_embeddings.weight + body.embeddings.token_type_embeddings(
            torch.zeros(1, dtype=torch.long)
        )
        self.register_buffer("places", places.detach()[:LONGEST])
        self.norm = body.embeddings.LayerNorm
        self.layers = nn.ModuleList(_Layer(layer) for layer in body.encoder.layer)
        self.features, self.links = encoder.features, encoder.links
        self.tag_hidden, self.tags = encoder.tag_hidden, encoder.tags

    def forward(
        self, pieces: torch.Tensor, mask: torch.Tensor, features: torch.Tensor
    ) -> tuple[torch.Tensor, torch.Tensor]:
        words = self.words[pieces].float() * self.scale[pieces] + self.features(features)
        hidden = self.norm(words + self.places[: pieces.shape[1]])
        hide = (1.0 - mask[:, None, None, :].float()) * -1e4
        for layer in self.layers:
            hidden = layer(hidden, hide)
        tagged = self.tags(nn.functional.gelu(self.tag_hidden(hidden)))
        return torch.log_softmax(tagged, dim=-1), self.links(hidden) / LINK_SIZE**0.25


class _Layer(nn.Module):
    """A layer of BERT with its three input products as one."""

    def __init__(self, layer: Any) -> None:
        super().__init__()
        attention = layer.attention.self
        parts = (attention.query, attention.key, attention.value)
        width = attention.query.out_features
        self.heads = attention.num_attention_heads
        self.inputs = nn.Linear(width, 3 * width)
        self.inputs.weight.data = torch.cat([part.weight.data for part in parts])
        self.inputs.bias.data = torch.cat([part.bias.data for part in parts])
        self.mixed = layer.attention.output.dense
        self.mixed_norm = layer.attention.output.LayerNorm
        self.wide, self.narrow = layer.intermediate.dense, layer.output.dense
        self.norm = layer.output.LayerNorm

    def forward(self, hidden: torch.Tensor, hide: torch.Tensor) -> torch.Tensor:
        batch, length, width = hidden.shape
        parts = self.inputs(hidden).view(batch, length, 3, self.heads, width // self.heads)
        query, key, value = parts.permute(2, 0, 3, 1, 4)
        scores = query @ key.transpose(2, 3) / (width // self.heads) ** 0.5 + hide
        mixed = (scores.softmax(dim=-1) @ value).transpose(1, 2).reshape(batch, length, width)
        hidden = self.mixed_norm(hidden + self.mixed(mixed))
        return self.norm(hidden + self.narrow(nn.functional.gelu(self.wide(hidden))))


def _check(encoder: Encoder, shipped: _Shipped) -> None:
    """Raises ValueError unless both give the same scores, but for the 8-bit embeddings."""
    pieces = torch.arange(1000, 1040).view(2, 20)
    mask = torch.ones_like(pieces)
    mask[1, 12:] = 0
    with torch.no_grad():
        expected = encoder.eval()(pieces, mask, mask)[0].log_softmax(-1)
        found = shipped(pieces, mask, mask)[0]
    # Rounding of the embeddings moves a score by less than this; a mistake by far more.
    if float((expected - found).abs()[mask.bool()].max()) > 0.5:
        raise ValueError("the exported encoder does not give the scores of the trained one")


def export(encoder: Encoder, path: Path) -> None:
    """Writes the encoder as ONNX with 8-bit weights (per channel) to `path`."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    shipped = _Shipped(encoder).eval()
    _check(encoder, shipped)
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


def export_probe(path: Path) -> None:
    """Writes the product that tells whether a processor's 8-bit sums saturate (see `saturates`)."""
    import onnx
    from onnx import TensorProto, helper

    largest = np.full((PROBE_SIZE, 2 * PROBE_SIZE), 127, dtype=np.int8)
    graph = helper.make_graph(
        [helper.make_node("MatMulInteger", ["numbers", "weights"], ["products"])],
        "probe",
        [helper.make_tensor_value_info("numbers", TensorProto.UINT8, [PROBE_ROWS, PROBE_SIZE])],
        [helper.make_tensor_value_info("products", TensorProto.INT32, None)],
        [onnx.numpy_helper.from_array(largest, "weights")],
    )
    versions = [helper.make_opsetid("", 20)]
    onnx.save(helper.make_model(graph, opset_imports=versions, ir_version=9), path)


def _forget_shapes(path: Path) -> None:
    """Clears inferred shapes, on which shape inference fails once the weights change type."""
    import onnx

    model = onnx.load(path)
    del model.graph.value_info[:]
    onnx.save(model, path)
