"""Where training computes: on a GPU when there is one, else on the processor. Asked once, for all modules."""

import torch

DEVICE = torch.device("cuda" if torch.cuda.is_available() else "cpu")


def half() -> torch.autocast:
    """The context in which the model computes: bfloat16 where that is safe, on the device of this run."""
    return torch.autocast(DEVICE.type, dtype=torch.bfloat16)
