"""The security headers of every answer, whichever handler made it."""

from __future__ import annotations

from tornado.httputil import HTTPHeaders, HTTPServerRequest

from gluteedu.web.compat import OutputTransform

# For files that are no pages: opened as one, they could neither run nor load anything.
_FILE_POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

_ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": (
        "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), "
        "microphone=(), midi=(), payment=(), usb=()"
    ),
}


class SafeHeaders(OutputTransform):
    """Adds the headers to an answer; a page that has set a complete content policy keeps it.

    For ``gluteedu.web.compat.add_transform``: redirects, errors and files get the headers, too.
    """

    def __init__(self, request: HTTPServerRequest) -> None:
        """Nothing of the request matters."""

    def transform_first_chunk(
        self, status_code: int, headers: HTTPHeaders, chunk: bytes, finishing: bool
    ) -> tuple[int, HTTPHeaders, bytes]:
        """Set the headers with the first bytes; the one that names the server's software goes."""
        headers.pop("Server", None)
        for name, value in _ALWAYS.items():
            headers[name] = value
        policy = headers.get("Content-Security-Policy", "")
        if "default-src" not in policy:
            policy = _FILE_POLICY
        headers["Content-Security-Policy"] = policy
        framed = "frame-ancestors 'self'" in policy
        headers["X-Frame-Options"] = "SAMEORIGIN" if framed else "DENY"
        return status_code, headers, chunk

    def transform_chunk(self, chunk: bytes, finishing: bool) -> bytes:
        """The rest goes as it is."""
        return chunk
