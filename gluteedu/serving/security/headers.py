"""What every answer of the server says to the browser about itself, whoever made the answer."""

from __future__ import annotations

from tornado.httputil import HTTPHeaders, HTTPServerRequest

from gluteedu.web.compat import OutputTransform

# A file that is not a page: were it opened as one, nothing in it could run or be asked for.
_NO_PAGE = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

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
    """Adds the headers to an answer; a page that has said its own whole policy of content keeps it.

    To be given to a tornado ``Application`` with ``add_transform``; it sees redirects, errors and
    files alike.
    """

    def __init__(self, request: HTTPServerRequest) -> None:
        """Nothing of the request matters."""

    def transform_first_chunk(
        self, status_code: int, headers: HTTPHeaders, chunk: bytes, finishing: bool
    ) -> tuple[int, HTTPHeaders, bytes]:
        """Set them with the first bytes; what runs the server is nobody's business."""
        headers.pop("Server", None)
        for name, value in _ALWAYS.items():
            headers[name] = value
        policy = headers.get("Content-Security-Policy", "")
        if "default-src" not in policy:
            policy = _NO_PAGE
        headers["Content-Security-Policy"] = policy
        own = "frame-ancestors 'self'" in policy
        headers["X-Frame-Options"] = "SAMEORIGIN" if own else "DENY"
        return status_code, headers, chunk

    def transform_chunk(self, chunk: bytes, finishing: bool) -> bytes:
        """The rest goes as it is."""
        return chunk
