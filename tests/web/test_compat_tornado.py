"""The inner workings of tornado that the web servers depend on."""

from __future__ import annotations

from typing import Any

from tornado.testing import AsyncHTTPTestCase, gen_test
from tornado.web import Application, RequestHandler
from tornado.websocket import WebSocketHandler, websocket_connect

from gluteedu.serving.compat.versions import check_version
from gluteedu.web import compat


def test_the_version_is_known() -> None:
    check_version("tornado", compat.HOLDS_FOR, compat.__name__)


class Marked(compat.OutputTransform):
    def transform_first_chunk(
        self, status_code: int, headers: Any, chunk: bytes, finishing: bool
    ) -> Any:
        headers["X-Marked"] = str(status_code)
        return status_code, headers, chunk


class Failing(RequestHandler):
    def get(self) -> None:
        raise ValueError


class Socket(WebSocketHandler):
    opened: Socket

    def open(self, *_: str, **__: str) -> None:
        Socket.opened = self


class TestTornado(AsyncHTTPTestCase):
    def get_app(self) -> Application:
        app = Application([("/failing", Failing), ("/socket", Socket)])
        compat.add_transform(app, Marked)
        return app

    def test_every_answer_is_transformed(self) -> None:
        assert self.fetch("/failing").headers["X-Marked"] == "500"
        assert self.fetch("/nowhere").headers["X-Marked"] == "404"

    @gen_test
    async def test_a_socket_knows_that_it_is_closed(self) -> None:
        here = await websocket_connect(f"ws://127.0.0.1:{self.get_http_port()}/socket")
        there = Socket.opened
        assert not compat.is_closed(there)
        there.close()
        assert compat.is_closed(there)
        assert await here.read_message() is None
