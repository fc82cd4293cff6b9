"""The net is hostile: only public addresses are connected to."""

import pytest

from dragoman.errors import InputError
from dragoman.ingest.fetch import fetch, is_public


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.0.0.8", "172.16.3.4", "192.168.1.1", "169.254.169.254", "100.64.0.1", "224.0.0.1",
        "::1", "fe80::1", "fc00::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::",
        "::7f00:1",
    ],
)  # fmt: skip
def test_addresses_that_are_not_public_are_refused(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946"])
def test_public_addresses_are_allowed(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://example.org/x", "gopher://x", "http://", "http://[bad"])
def test_other_schemes_are_refused(url: str) -> None:
    with pytest.raises(InputError, match=r"http|address"):
        fetch(url)


@pytest.mark.parametrize("url", ["http://127.0.0.1:8/x", "http://localhost/", "http://[::1]/", "http://2130706433/"])
def test_a_loopback_host_is_never_connected_to(url: str) -> None:
    with pytest.raises(InputError, match=r"public internet|cannot be found"):
        fetch(url)
