"""The encoder of the tagger in PyTorch: MiniLM-L6 with unit classes, label head and link heads."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import torch
from torch import nn
from transformers import AutoModel

from analysis.models.tagger import LABELS, LINK_SIZE
from analysis.models.units import FEATURES

BUCKETS = 12
"""Classes of the distance between two units: sign × power of two, the last open."""


class Encoder(nn.Module):
    """Log probabilities of the labels and link vectors for every word piece."""

    def __init__(self, pretrained: Path, *, dropout: float = 0.1) -> None:
        super().__init__()
        self.body: Any = AutoModel.from_pretrained(
            pretrained, add_pooling_layer=False, local_files_only=True
        )
        width = self.body.config.hidden_size
        self.features = nn.Embedding(FEATURES + 1, width)
        nn.init.zeros_(self.features.weight)
        self.dropout = nn.Dropout(dropout)
        self.tag_hidden = nn.Linear(width, width)
        self.tags = nn.Linear(width, len(LABELS))
        self.links = nn.Linear(width, 4 * LINK_SIZE)
        self.distance = nn.Embedding(2 * BUCKETS, 2)
        self.none = nn.Parameter(torch.zeros(1))
        nn.init.zeros_(self.distance.weight)
        self.body.embeddings.word_embeddings.weight.requires_grad_(False)

    def forward(
        self, pieces: torch.Tensor, mask: torch.Tensor, features: torch.Tensor
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """Scores (batch × pieces × labels, logits) and links (batch × pieces × 4·LINK_SIZE)."""
        words = self.body.embeddings.word_embeddings(pieces) + self.features(features)
        hidden = self.body(inputs_embeds=words, attention_mask=mask).last_hidden_state
        hidden = self.dropout(hidden)
        tagged = self.tags(self.dropout(torch.nn.functional.gelu(self.tag_hidden(hidden))))
        return tagged, self.links(hidden)

    def link_scores(self, links: torch.Tensor, distance: torch.Tensor) -> torch.Tensor:
        """Scores of all pairs (batch × 2 × asking × given): sources of cues, cues of contents.

        `distance` holds the class of the way from the asking to the given unit.
        """
        batch, length, _ = links.shape
        parts = links.view(batch, length, 4, LINK_SIZE)
        asked = torch.stack((parts[:, :, 0], parts[:, :, 2]), 1)
        given = torch.stack((parts[:, :, 1], parts[:, :, 3]), 1)
        products = asked @ given.transpose(2, 3) / LINK_SIZE**0.5
        return products + self.distance(distance).permute(0, 3, 1, 2)


def distance_class(gap: torch.Tensor) -> torch.Tensor:
    """The class of signed distances in units, 0..2·BUCKETS-1."""
    size = torch.log2(gap.abs().clamp(min=1).float()).floor().long().clamp(max=BUCKETS - 1)
    return size + BUCKETS * (gap < 0).long()
