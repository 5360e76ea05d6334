"""The pages for what goes wrong: an address that leads nowhere, a fault of the server."""

from __future__ import annotations

from pathlib import Path

from jupyter_server.base.handlers import JupyterHandler

from gluteedu.serving.security.content_policy import ERROR_POLICY


def error_page(status: int, base_url: str) -> str:
    """The page for an address that leads nowhere (403, 404, 405), or for a fault of the server."""
    name = "not_found.html" if status in (403, 404, 405) else "fault.html"
    page = (Path(__file__).resolve().parent / name).read_text(encoding="utf-8")
    return page.replace("{base}", base_url)


class NotFoundHandler(JupyterHandler):
    """Answers every address that no other handler takes."""

    def prepare(self) -> None:  # type: ignore[override]
        """Answer every method alike."""
        self.set_status(404)
        self.set_header("Content-Security-Policy", ERROR_POLICY)
        self.finish(error_page(404, self.base_url))
