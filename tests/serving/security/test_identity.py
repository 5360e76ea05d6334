"""Who a browser is: only a cookie this server has signed counts; its key is for its owner."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from tornado.httputil import HTTPServerRequest
from tornado.web import Application, RequestHandler, create_signed_value

from gluteedu.serving.security.identity import COOKIE, known_learner, learner
from gluteedu.serving.security.secret import server_secret

SECRET = b"k" * 32
SOMEBODY = "0123456789abcdef" * 2


class _Line:
    no_keep_alive = False

    def set_close_callback(self, _: object) -> None:
        pass


def handler(cookie: str | None) -> RequestHandler:
    request = HTTPServerRequest(method="GET", uri="/", connection=_Line())  # type: ignore[arg-type]
    if cookie is not None:
        request.headers["Cookie"] = f"{COOKIE}={cookie}"
    return RequestHandler(Application(cookie_secret=SECRET), request)


def signed(value: str, key: bytes = SECRET) -> str:
    return create_signed_value(key, COOKIE, value).decode()


def changed_at_the_end(cookie: str) -> str:
    return cookie[:-1] + ("1" if cookie.endswith("0") else "0")


def test_a_signed_cookie_is_believed() -> None:
    assert known_learner(handler(signed(SOMEBODY))) == SOMEBODY


@pytest.mark.parametrize(
    "cookie",
    [
        None,
        SOMEBODY,
        signed(SOMEBODY, b"x" * 32),
        changed_at_the_end(signed(SOMEBODY)),
        signed("../../etc"),
        signed("A" * 32),
        signed(""),
    ],
)
def test_anything_else_is_nobody(cookie: str | None) -> None:
    asked = handler(cookie)
    assert known_learner(asked) is None
    fresh = learner(asked)
    assert fresh != SOMEBODY
    assert len(fresh) == 32
    sent = asked._new_cookie[COOKIE]  # type: ignore[attr-defined]
    assert sent["httponly"] is True
    assert sent["samesite"] == "Lax"


def test_two_newcomers_are_two() -> None:
    assert learner(handler(None)) != learner(handler(None))


def test_the_key_is_made_once_and_is_its_owners_alone(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    key = server_secret(folder)
    assert len(key) == 32
    assert server_secret(folder) == key
    assert stat.S_IMODE((folder / "server.key").stat().st_mode) == 0o600
    assert server_secret(tmp_path / "other") != key


def test_a_key_that_others_can_read_is_taken_from_them(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    key = server_secret(tmp_path)
    (tmp_path / "server.key").chmod(0o644)
    assert server_secret(tmp_path) == key
    assert stat.S_IMODE((tmp_path / "server.key").stat().st_mode) == 0o600
    assert "could be read by others" in caplog.text
    assert key.hex() not in caplog.text
    assert repr(key) not in caplog.text


def test_a_key_that_was_cut_short_is_made_anew(tmp_path: Path) -> None:
    (tmp_path / "server.key").write_bytes(b"short")
    key = server_secret(tmp_path)
    assert len(key) == 32
    assert server_secret(tmp_path) == key
    assert [path.name for path in tmp_path.iterdir()] == ["server.key"]


def test_where_nothing_can_be_written_there_is_a_key_all_the_same(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("not a folder")
    assert len(server_secret(file)) == 32
