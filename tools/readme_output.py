"""Put what `dragoman read` prints for a sample report into the README, between its two marks.

python tools/readme_output.py
"""

from __future__ import annotations

import re
from pathlib import Path

from dragoman.ingest import Source, read_path
from dragoman.reading import Reader
from dragoman.record import Report

ROOT = Path(__file__).parents[1]
SAMPLE = "examples/exchange-of-messages.jsonl"


def main() -> None:
    """Rewrite the README's block."""
    (report,) = read_path(ROOT / SAMPLE, Source())
    if not isinstance(report, Report):
        raise report
    shown = Reader.load().read(report).to_text(width=110).rstrip()
    block = f"<!-- output:begin -->\n```console\n$ dragoman read {SAMPLE}\n{shown}\n```\n<!-- output:end -->"
    readme = ROOT / "README.md"
    text = readme.read_text(encoding="utf-8")
    readme.write_text(
        re.sub(r"<!-- output:begin -->.*<!-- output:end -->", lambda _: block, text, flags=re.S), encoding="utf-8"
    )


if __name__ == "__main__":
    main()
