"""Whether a port is free, and whether what listens there answers."""

import contextlib
import errno
import http.client
import socket

from luzhi.site.errors import SiteError


def check_free(host: str, port: int) -> None:
    """Raise SiteError, in one line, when `host:port` cannot be listened on."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                raise SiteError(
                    "Port %(port)s is held by another program; choose one with --port.", port=port
                ) from error
            raise SiteError(
                "Port %(port)s of %(host)s cannot be used: %(why)s.", port=port, host=host, why=error.strerror
            ) from error


def answers(host: str, port: int) -> bool:
    """Whether an HTTP answer of any status comes back within a second."""
    # 0.0.0.0 and :: are listened on, not called.
    called = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 (compared, not bound)
    connection = http.client.HTTPConnection(called, port, timeout=1)
    with contextlib.closing(connection), contextlib.suppress(OSError, http.client.HTTPException):
        connection.request("HEAD", "/")
        connection.getresponse().read()
        return True
    return False
