import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_manifest_covers_every_data_file_as_it_is():
    done = subprocess.run(
        [sys.executable, str(ROOT / "tools" / "manifest.py"), "--check"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout
