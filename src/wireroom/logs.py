"""Log lines for people, on standard error only: standard output carries the result and nothing else."""

import logging

LOGGER = "wireroom"


def set_up(*, verbose: bool = False) -> None:
    """Show warnings (with `verbose`, everything) of this package on standard error."""
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(levelname)s: %(message)s"))
    logger = logging.getLogger(LOGGER)
    logger.handlers[:] = [handler]
    logger.setLevel(logging.DEBUG if verbose else logging.WARNING)
    logger.propagate = False
