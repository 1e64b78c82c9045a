"""The golden account: the invented exercise in `examples/`, end to end, compared byte for byte.

`python -m tests.golden` shows the difference; with --update it takes today's account as golden. The golden file leaves
out what a release changes by itself (the version) and nothing else.
"""

import difflib
import sys
from pathlib import Path

from wireroom.config import Settings
from wireroom.room import Room

ROOT = Path(__file__).parent.parent
GOLDEN = {"text": ROOT / "tests/golden/account.txt", "csv": ROOT / "tests/golden/account.csv"}
INPUTS = ("examples/reports", "examples/feeds")


def accounts() -> dict[str, str]:
    """Today's account of the examples in each golden format; must be called with the root as working folder."""
    account = Room(settings=Settings(workers=1, outlets="examples/outlets.toml")).brief(*INPUTS)
    version = account.made_by
    return {format_: Room.render(account, format=format_).replace(version, "wireroom") for format_ in GOLDEN}


def differences(today: dict[str, str]) -> list[str]:
    """Lines of a unified diff, golden against today; empty when they agree."""
    lines: list[str] = []
    for format_, path in GOLDEN.items():
        golden = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
        lines += difflib.unified_diff(golden, today[format_].splitlines(), str(path.name), "today", lineterm="", n=1)
    return lines


def main() -> int:
    """1 when the accounts differ and --update was not given."""
    today = accounts()
    lines = differences(today)
    sys.stdout.write("\n".join(lines) + ("\n" if lines else "The golden account is as it was.\n"))
    if "--update" in sys.argv[1:]:
        for format_, path in GOLDEN.items():
            path.parent.mkdir(exist_ok=True)
            path.write_text(today[format_].rstrip("\n") + "\n", encoding="utf-8")
        return 0
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main())
