"""From the trained encoder to `model.onnx`: 8-bit weights, nothing but what the run time needs."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any, cast

import numpy as np
import torch
from torch import nn

from analysis.models.stance import CLASSES
from analysis.models.tagger import LINK_SIZE, PROBE_ROWS, PROBE_SIZE
from analysis.training.encoder import Encoder
from analysis.training.stance_encoder import StanceEncoder, pool

LONGEST = 256
"""Word pieces in the longest window."""


class Body(nn.Module):
    """The layers as they ship, with what a processor need not do undone.

    Word embeddings are 8 bits wide with one scale a word, which loses less than one scale for the
    whole table. Queries, keys and values come from one product instead of three.
    """

    def __init__(self, body: Any, longest: int) -> None:
        super().__init__()
        words = body.embeddings.word_embeddings.weight.detach()
        scale = words.abs().amax(dim=1, keepdim=True).clamp(min=1e-8) / 127
        self.register_buffer("words", torch.round(words / scale).to(torch.int8))
        self.register_buffer("scale", scale)
        places = body.embeddings.position_embeddings.weight.detach()[:longest]
        self.register_buffer("places", places)
        self.register_buffer("types", body.embeddings.token_type_embeddings.weight.detach())
        self.norm = body.embeddings.LayerNorm
        self.layers = nn.ModuleList(_Layer(layer) for layer in body.encoder.layer)

    def forward(
        self, pieces: torch.Tensor, added: torch.Tensor, mask: torch.Tensor | None
    ) -> torch.Tensor:
        """States of the last layer; `added` is summed to the embeddings."""
        words = self.words[pieces].float() * self.scale[pieces] + added
        hidden = self.norm(words + self.places[: pieces.shape[1]])
        hide = None if mask is None else (1.0 - mask[:, None, None, :].float()) * -1e4
        for layer in self.layers:
            hidden = layer(hidden, hide)
        return cast(torch.Tensor, hidden)


class _Tagger(nn.Module):
    """The tagger's encoder: log probabilities of the labels and link vectors."""

    inputs = ("pieces", "mask", "features")
    outputs = ("scores", "links")

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.body = Body(encoder.body, LONGEST)
        self.features, self.links = encoder.features, encoder.links
        self.tag_hidden, self.tags = encoder.tag_hidden, encoder.tags

    def forward(
        self, pieces: torch.Tensor, mask: torch.Tensor, features: torch.Tensor
    ) -> tuple[torch.Tensor, torch.Tensor]:
        added = self.features(features) + self.body.types[0]
        hidden = self.body(pieces, added, mask)
        tagged = self.tags(nn.functional.gelu(self.tag_hidden(hidden)))
        return torch.log_softmax(tagged, dim=-1), self.links(hidden) / LINK_SIZE**0.25


class _Stance(nn.Module):
    """The stance encoder: logits and vector of each head for each unit."""

    inputs = ("pieces", "mask", "segments", "units", "numbers")
    outputs = tuple(name for head in CLASSES for name in (head, f"{head}_vector"))

    def __init__(self, encoder: StanceEncoder) -> None:
        super().__init__()
        self.body = Body(encoder.body, 256)
        self.hidden, self.out = encoder.hidden, encoder.out

    def forward(
        self,
        pieces: torch.Tensor,
        mask: torch.Tensor,
        segments: torch.Tensor,
        units: torch.Tensor,
        numbers: torch.Tensor,
    ) -> tuple[torch.Tensor, ...]:
        states = self.body(pieces, self.body.types[segments], mask)
        pooled = pool(states, segments, units, numbers)
        found: list[torch.Tensor] = []
        for head in CLASSES:
            vector = torch.tanh(self.hidden[head](pooled))
            found += [self.out[head](vector), vector]
        return tuple(found)


class _Similarity(nn.Module):
    """Sentence vectors: the mean of the states, of length 1."""

    inputs = ("pieces",)
    outputs = ("vectors",)

    def __init__(self, body: Any) -> None:
        super().__init__()
        self.body = Body(body, 256)

    def forward(self, pieces: torch.Tensor) -> torch.Tensor:
        states = self.body(pieces, self.body.types[0], None)
        return nn.functional.normalize(states.mean(dim=1), dim=-1)


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

    def forward(self, hidden: torch.Tensor, hide: torch.Tensor | None) -> torch.Tensor:
        batch, length, width = hidden.shape
        parts = self.inputs(hidden).view(batch, length, 3, self.heads, width // self.heads)
        query, key, value = parts.permute(2, 0, 3, 1, 4)
        scores = query @ key.transpose(2, 3) / (width // self.heads) ** 0.5
        if hide is not None:
            scores = scores + hide
        mixed = (scores.softmax(dim=-1) @ value).transpose(1, 2).reshape(batch, length, width)
        hidden = self.mixed_norm(hidden + self.mixed(mixed))
        return self.norm(hidden + self.narrow(nn.functional.gelu(self.wide(hidden))))


def export(encoder: Encoder, path: Path) -> None:
    """Writes the tagger's encoder as ONNX with 8-bit weights (per channel) to `path`."""
    shipped = _Tagger(encoder).eval()

    def expected(*given: torch.Tensor) -> torch.Tensor:
        return cast(torch.Tensor, encoder.eval()(*given)[0].log_softmax(-1))

    _check(expected, lambda *given: shipped(*given)[0])
    _write(shipped, path)


def export_stance(encoder: StanceEncoder, path: Path) -> None:
    """Writes the stance encoder as ONNX with 8-bit weights (per channel) to `path`."""
    shipped = _Stance(encoder).eval()
    numbers = torch.tensor([1, 2])
    for number, head in enumerate(CLASSES):
        _check(
            lambda *given, head=head: encoder.eval()(*given, _halved(given[1]), numbers, head),
            lambda *given, number=number: shipped(*given, _halved(given[1]), numbers)[2 * number],
        )
    _write(shipped, path, flat=("numbers",))


def _halved(mask: torch.Tensor) -> torch.Tensor:
    """Two units: the first eight pieces, and the rest."""
    units = mask.clone()
    units[:, 8:] *= 2
    return units


def export_similarity(body: Any, path: Path) -> None:
    """Writes the pretrained encoder as ONNX with 8-bit weights (per channel) to `path`."""
    _write(_Similarity(body).eval(), path)


def _check(expected: Any, found: Any) -> None:
    """Raises ValueError unless both give the same logits, but for the 8-bit embeddings."""
    pieces = torch.arange(1000, 1040).view(2, 20)
    mask = torch.ones_like(pieces)
    mask[1, 12:] = 0
    with torch.no_grad():
        apart = (expected(pieces, mask, mask) - found(pieces, mask, mask)).abs()
    apart = apart[mask.bool()] if apart.shape[:2] == mask.shape else apart
    # Rounding of the embeddings moves a logit by less than this; a mistake by far more.
    if float(apart.max()) > 0.5:
        raise ValueError("the exported encoder does not give the scores of the trained one")


def _write(shipped: Any, path: Path, *, flat: Sequence[str] = ()) -> None:
    """Writes `shipped` with 8-bit weights; `flat` are its inputs that have one dimension."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    example = tuple(
        torch.ones(3 if name in flat else (2, 16), dtype=torch.long) for name in shipped.inputs
    )
    batch, length, number = (torch.export.Dim(name) for name in ("batch", "length", "number"))
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.onnx"
        torch.onnx.export(
            shipped,
            example,
            plain,
            input_names=list(shipped.inputs),
            output_names=list(shipped.outputs),
            dynamic_shapes={
                name: {0: number} if name in flat else {0: batch, 1: length}
                for name in shipped.inputs
            },
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
