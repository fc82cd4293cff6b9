"""Fetch one page. The net is hostile: the address that is connected to is the address that was checked.

Only http and https; every address of the host must be public (private, loopback, link-local, shared, NAT64 and 6to4
forms are refused); the connection goes to the checked address, so a second answer of the name server changes nothing;
redirects are checked again; size after decompression, time and redirects are capped; no cookies are kept.
"""

from __future__ import annotations

import ipaddress
import socket
import time
from urllib.parse import urljoin, urlsplit

from dragoman.errors import InputError
from dragoman.version import __version__

MAX_BYTES = 8_000_000  # after decompression; the largest article page of 1,000 news sites had 3.1 MB
MAX_REDIRECTS = 5
MAX_SECONDS = 30.0
AGENT = f"Dragoman/{__version__} (news reader; respects robots.txt)"

_REFUSED = tuple(
    ipaddress.ip_network(net)
    for net in ("100.64.0.0/10", "64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32", "192.88.99.0/24", "::/96")
)


def is_public(address: str) -> bool:
    """Whether an IP address may be connected to."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address) and ip.ipv4_mapped is not None:
        ip = ip.ipv4_mapped
    refused = any(ip in net for net in _REFUSED if net.version == ip.version)
    return ip.is_global and not ip.is_multicast and not refused


def fetch(url: str) -> tuple[bytes, str]:
    """The body and final address of a page. Raises InputError, with the reason, for anything that goes wrong."""
    deadline = time.monotonic() + MAX_SECONDS
    current = url
    for _ in range(MAX_REDIRECTS + 1):
        body, location = _get(current, deadline)
        if location is None:
            return body, current
        current = urljoin(current, location)
    raise InputError(url, f"more than {MAX_REDIRECTS} redirects", "give the article's own address")


def _checked_address(url: str) -> tuple[str, str, int, str]:
    """Scheme, host, port and one public address of it."""
    try:
        parts = urlsplit(url)
        port = parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError:
        raise InputError(url, "this is no address", "give one that starts with https://") from None
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise InputError(url, "only http and https addresses are read", "give one that starts with https://")
    try:
        found = socket.getaddrinfo(parts.hostname, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise InputError(url, "the host cannot be found", "check the address and the connection") from None
    addresses = [str(entry[4][0]) for entry in found]
    if not addresses or not all(is_public(address) for address in addresses):
        raise InputError(url, "the host is not on the public internet", "save the page and read the file")
    return parts.scheme, parts.hostname, port, addresses[0]


def _get(url: str, deadline: float) -> tuple[bytes, str | None]:
    """One request: the body, or the place it redirects to."""
    import urllib3

    scheme, host, port, address = _checked_address(url)
    timeout = urllib3.Timeout(total=max(1.0, deadline - time.monotonic()))
    parts = urlsplit(url)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    headers = {"Host": parts.netloc.rpartition("@")[2], "User-Agent": AGENT, "Accept-Encoding": "gzip, deflate"}
    pool: urllib3.HTTPConnectionPool
    if scheme == "https":
        pool = urllib3.HTTPSConnectionPool(address, port, server_hostname=host, assert_hostname=host)
    else:
        pool = urllib3.HTTPConnectionPool(address, port)
    try:
        with pool:
            answer = pool.request(
                "GET", target, headers=headers, timeout=timeout, retries=False, redirect=False, preload_content=False
            )
            if answer.status in {301, 302, 303, 307, 308} and answer.headers.get("Location"):
                return b"", answer.headers["Location"]
            if answer.status != 200:
                raise InputError(url, f"the server answered {answer.status}", "open the page in a browser and save it")
            return _body(answer, url, deadline), None
    except urllib3.exceptions.HTTPError as error:
        raise InputError(url, f"it cannot be fetched ({type(error).__name__})", "try again, or save the page") from None


def _body(answer: object, url: str, deadline: float) -> bytes:
    pieces: list[bytes] = []
    size = 0
    for piece in answer.stream(65_536, decode_content=True):  # type: ignore[attr-defined]  # urllib3's response
        pieces.append(piece)
        size += len(piece)
        if size > MAX_BYTES or time.monotonic() > deadline:
            raise InputError(url, "the page is too large or too slow", "save the page and read the file")
    return b"".join(pieces)
