import subprocess
import sys

import pytest

pytest.importorskip("uvicorn", reason="the workbench needs its extra: pip install 'dragoman[workbench]'")
pytest.importorskip("starlette", reason="the workbench needs its extra: pip install 'dragoman[workbench]'")


def serve(*arguments):
    code = "from dragoman.cli.serve import serve; import sys; serve(sys.argv[1:], standalone_mode=False)"
    return subprocess.run(
        [sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=False, timeout=60
    )


def test_a_missing_store_says_what_to_do(tmp_path):
    done = serve("--store", str(tmp_path / "none"))

    assert done.returncode == 1
    assert "make one with `dragoman add PATH" in done.stderr


@pytest.mark.parametrize("token", [[], ["--token", "short"]])
def test_beyond_loopback_a_token_is_required(folder, token):
    done = serve("--store", str(folder), "--host", "0.0.0.0", *token)  # noqa: S104 - it is refused

    assert done.returncode == 1
    assert "--token" in done.stderr
