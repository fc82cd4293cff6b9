"""Writes or checks src/dragoman/data/MANIFEST.json: sha256, rows, licence, origin and date of every data file.

    python tools/manifest.py            write it; a file whose bytes are unchanged keeps its date
    python tools/manifest.py --check    print what differs and fail if anything does

Licence and origin come from tools/origins.tsv: the first pattern that fits a file's path counts. The weights have a
card of their own and are left out.
"""

from __future__ import annotations

import argparse
import datetime
import fnmatch
import hashlib
import json
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "src" / "dragoman" / "data"
MANIFEST = DATA / "MANIFEST.json"
LEFT_OUT = ("weights", "__pycache__")


def main() -> int:
    """Write or check the manifest."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="change nothing; fail if the manifest is out of date")
    if parser.parse_args().check:
        faults = differences()
        print("\n".join(faults) or "MANIFEST.json is up to date")
        return 1 if faults else 0
    known = read_manifest()
    entries = {path: describe(path, known.get(path, {})) for path in data_files()}
    MANIFEST.write_text(json.dumps(entries, indent=1, ensure_ascii=False, sort_keys=True) + "\n", encoding="utf-8")
    print(f"{len(entries)} files, {sum(int(entry['rows']) for entry in entries.values())} rows")
    return 0


def differences() -> list[str]:
    """What the manifest says wrongly, one line a file; empty if nothing."""
    known = read_manifest()
    present = data_files()
    faults = [f"{path}: not in MANIFEST.json; run tools/manifest.py" for path in present if path not in known]
    faults += [f"{path}: in MANIFEST.json but gone; run tools/manifest.py" for path in known if path not in present]
    for path in present:
        if path in known and known[path] != describe(path, known[path]):
            faults.append(f"{path}: changed since MANIFEST.json was written; run tools/manifest.py")
    return sorted(faults)


def data_files() -> list[str]:
    """The paths of all data files, relative to the data folder."""
    paths = (path.relative_to(DATA) for path in DATA.rglob("*") if path.is_file() and path != MANIFEST)
    return sorted(
        path.as_posix() for path in paths if path.parts[0] not in LEFT_OUT and path.suffix not in {".py", ".tmp"}
    )


def read_manifest() -> dict[str, dict[str, str | int]]:
    """The manifest as it stands; empty if there is none."""
    return json.loads(MANIFEST.read_text(encoding="utf-8")) if MANIFEST.is_file() else {}


def describe(path: str, known: dict[str, str | int]) -> dict[str, str | int]:
    """The manifest's entry for a file; the date stays while the bytes do."""
    content = (DATA / path).read_bytes()
    digest = hashlib.sha256(content).hexdigest()
    licence, origin = provenance(path)
    unchanged = known.get("sha256") == digest
    day = known["date"] if unchanged else datetime.datetime.now(tz=datetime.UTC).date().isoformat()
    return {"sha256": digest, "rows": rows(path, content), "licence": licence, "origin": origin, "date": day}


def rows(path: str, content: bytes) -> int:
    """Rows of a table without its header, lines of any other text."""
    lines = sum(1 for line in content.split(b"\n") if line.strip())
    return lines - 1 if path.endswith(".tsv") else lines


def provenance(path: str) -> tuple[str, str]:
    """Licence and origin of a file by the first pattern that fits."""
    for line in (ROOT / "tools" / "origins.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        pattern, licence, origin = line.split("\t")
        if fnmatch.fnmatch(path, pattern):
            return licence, origin
    raise SystemExit(f"{path}: no pattern in tools/origins.tsv fits; add one")


if __name__ == "__main__":
    raise SystemExit(main())
