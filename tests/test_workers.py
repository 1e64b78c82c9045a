"""Work spread over processes: what a caller's script has to do with it (nothing)."""

import subprocess
import sys
from pathlib import Path

SCRIPT = """
from wireroom import Room, Settings
print("script runs")
account = Room(settings=Settings(workers=2)).brief("reports.jsonl")
print(len(account.reports))
"""


def test_a_plain_script_may_ask_for_an_account(tmp_path: Path) -> None:
    lines = [f'{{"id": "r{number}", "text": "The dam at Belmare broke on day {number}."}}' for number in range(40)]
    (tmp_path / "reports.jsonl").write_text("\n".join(lines), encoding="utf-8")
    (tmp_path / "script.py").write_text(SCRIPT, encoding="utf-8")
    ran = subprocess.run(
        [sys.executable, "script.py"], cwd=tmp_path, capture_output=True, text=True, timeout=120, check=False
    )
    assert (ran.stdout.split("\n")[:2], ran.returncode) == (["script runs", "40"], 0), ran.stderr[-500:]
