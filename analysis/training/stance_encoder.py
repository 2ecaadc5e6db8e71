"""The stance encoder in PyTorch: MiniLM-L6 with a head for each question."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import torch
from torch import nn
from transformers import AutoModel

from analysis.models.stance import CLASSES, VECTOR, Head


class StanceEncoder(nn.Module):
    """Logits of each head for each unit: from its first piece, its largest values and its mean."""

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
        self,
        pieces: torch.Tensor,
        mask: torch.Tensor,
        segments: torch.Tensor,
        units: torch.Tensor,
        numbers: torch.Tensor,
        head: Head,
    ) -> torch.Tensor:
        """Logits of one head, batch × units × classes; `numbers` are those of the units wanted."""
        states = self.body(
            input_ids=pieces, attention_mask=mask, token_type_ids=segments
        ).last_hidden_state
        pooled = self.dropout(pool(states, segments, units, numbers))
        logits: torch.Tensor = self.out[head](self.dropout(torch.tanh(self.hidden[head](pooled))))
        return logits


def pool(
    states: torch.Tensor, segments: torch.Tensor, units: torch.Tensor, numbers: torch.Tensor
) -> torch.Tensor:
    """Of each unit the first piece, the maximum over its pieces, the mean over those of segment 1;
    batch × units × 3·width. A unit that a text does not have gives nothing of use."""
    own = (units[:, None, :] == numbers[None, :, None]).to(states.dtype)
    first = own.argmax(dim=2)[..., None].expand(-1, -1, states.shape[2])
    largest = (states[:, None] + (own[..., None] - 1.0) * 1e4).amax(dim=2)
    judged = own * segments[:, None, :].to(states.dtype)
    mean = (judged @ states) / judged.sum(dim=2, keepdim=True).clamp(min=1.0)
    return torch.cat((states.gather(1, first), largest, mean), dim=-1)
