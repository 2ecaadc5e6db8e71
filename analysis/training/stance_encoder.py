"""The stance encoder in PyTorch: MiniLM-L6 with a head for each question."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import torch
from torch import nn
from transformers import AutoModel

from analysis.models.stance import CLASSES, VECTOR, Head


class StanceEncoder(nn.Module):
    """Logits of each head from the first piece, the largest values, and the mean of the marked."""

    def __init__(self, pretrained: Path, *, dropout: float = 0.1) -> None:
        super().__init__()
        self.body: Any = AutoModel.from_pretrained(
            pretrained, add_pooling_layer=False, local_files_only=True
        )
        self.body.embeddings.word_embeddings.weight.requires_grad_(False)
        width = self.body.config.hidden_size
        self.dropout = nn.Dropout(dropout)
        self.hidden = nn.ModuleDict({head: nn.Linear(3 * width, VECTOR) for head in CLASSES})
        self.out = nn.ModuleDict({head: nn.Linear(VECTOR, n) for head, n in CLASSES.items()})

    def forward(
        self, pieces: torch.Tensor, mask: torch.Tensor, segments: torch.Tensor, head: Head
    ) -> torch.Tensor:
        """Logits of one head, batch × classes."""
        states = self.body(
            input_ids=pieces, attention_mask=mask, token_type_ids=segments
        ).last_hidden_state
        pooled = self.dropout(pool(states, mask, segments))
        logits: torch.Tensor = self.out[head](self.dropout(torch.tanh(self.hidden[head](pooled))))
        return logits


def pool(states: torch.Tensor, mask: torch.Tensor, segments: torch.Tensor) -> torch.Tensor:
    """First piece, maximum over all pieces, mean over those of segment 1; batch × 3·width."""
    present, judged = mask.unsqueeze(-1).to(states.dtype), segments.unsqueeze(-1).to(states.dtype)
    largest = (states + (present - 1.0) * 1e4).amax(dim=1)
    mean = (states * judged).sum(dim=1) / judged.sum(dim=1)
    return torch.cat((states[:, 0], largest, mean), dim=-1)
