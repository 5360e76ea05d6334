"""The content security policies of the server's pages."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256

FALLBACK_POLICY = (
    "default-src 'none'; script-src 'self' 'unsafe-inline' blob:; "
    "style-src 'self' 'unsafe-inline' blob:; img-src 'self' data: blob:; font-src 'self' data:; "
    "media-src 'self' data: blob:; connect-src 'self' data: blob:; worker-src 'self' blob:; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'self'"
)
"""For Voila's own page: it has inline scripts, and everything comes from this server."""

ERROR_POLICY = (
    "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'"
)
"""For the pages of error_page.py: no script at all."""


def lesson_policy(inline_script: str) -> str:
    """For a lesson's page: what its own server has, and one inline script by its hash."""
    digest = b64encode(sha256(inline_script.encode()).digest()).decode()
    return "; ".join(
        [
            "default-src 'none'",
            f"script-src 'self' 'sha256-{digest}'",
            # Widgets and figures place their parts with style attributes.
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "connect-src 'self'",
            "frame-src 'self'",  # the vote's screen over a lesson that is presented
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors 'self'",
        ]
    )
