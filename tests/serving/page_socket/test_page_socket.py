"""The live socket of a page, over real websockets to a real server with real kernels."""

from __future__ import annotations

import contextlib
import json
import signal
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest
import websocket
from tornado.web import create_signed_value

from gluteedu.classroom.web.classroom import DEVICE_COOKIE
from gluteedu.serving.security.identity import COOKIE
from gluteedu.serving.security.secret import server_secret
from tests.serving.course_server import (
    ENDED,
    PATIENCE,
    Server,
    open_page,
    page_id,
    receive,
    send_until_closed,
)

pytestmark = pytest.mark.kernel


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    running = Server(tmp_path_factory.mktemp("live"))
    yield running
    running.end()


@pytest.fixture
def sockets(server: Server) -> Iterator[list[websocket.WebSocket]]:
    """Lines that a test opens; each says goodbye at its end, so that the next finds free places."""
    opened: list[websocket.WebSocket] = []
    yield opened
    for socket in opened:
        with contextlib.suppress(OSError, websocket.WebSocketException):
            socket.send(json.dumps({"bye": True}))
            socket.close()
    deadline = time.monotonic() + PATIENCE
    while server.kernels() and time.monotonic() < deadline:
        time.sleep(0.1)
    assert server.kernels() == [], "a kernel outlived its page"


def test_a_page_comes_alive_and_a_quiz_answers(server: Server, sockets: list) -> None:
    sockets.append(server.socket(server.cookie()))
    page = open_page(sockets[0], page_id(1))
    quiz = next(iter(page["models"]))
    assert page["models"][quiz]["asset"] == "quiz"
    item = page["models"][quiz]["view"]["items"][0]
    response = [item["options"][0]["id"]]
    act = {"act": "submit", "item": item["id"], "response": response, "tries": 0}
    sockets[0].send(json.dumps({"model": quiz, "content": act}))
    view = receive(sockets[0], "state")["view"]
    assert view["items"][0]["response"] == response
    assert view["saving"] == "on"


def test_a_page_that_comes_back_finds_its_kernel_and_nobody_else_does(
    server: Server, sockets: list
) -> None:
    cookie = server.cookie()
    sockets.append(server.socket(cookie))
    open_page(sockets[0], page_id(2))
    kernel = server.kernels()
    assert len(kernel) == 1
    sockets.pop().shutdown()  # cut off, without goodbye
    sockets.append(server.socket(cookie))
    open_page(sockets[0], page_id(2))
    assert server.kernels() == kernel
    sockets.append(server.socket(server.cookie()))
    open_page(sockets[1], page_id(2))
    assert len(server.kernels()) == 2, "another learner sits at the same kernel"


def test_who_comes_when_the_room_is_full_waits_in_order(server: Server, sockets: list) -> None:
    for number in range(4):
        sockets.append(server.socket(server.cookie()))
        sockets[number].send(json.dumps({"page": page_id(10 + number)}))
        if number < 2:
            receive(sockets[number], "page")
    assert receive(sockets[2], "waiting") == 1
    assert receive(sockets[3], "waiting") == 2
    assert len(server.kernels()) == 2
    sockets[0].send(json.dumps({"bye": True}))
    sockets[0].close()
    receive(sockets[2], "page")
    assert receive(sockets[3], "waiting") == 1
    sockets[1].send(json.dumps({"bye": True}))
    sockets[1].close()
    receive(sockets[3], "page")


def test_a_kernel_that_dies_begins_again_with_what_was_answered(
    server: Server, sockets: list
) -> None:
    sockets.append(server.socket(server.cookie()))
    page = open_page(sockets[0], page_id(3))
    quiz, model = next(iter(page["models"].items()))
    item = model["view"]["items"][0]
    response = [item["options"][0]["id"]]
    act = {"act": "submit", "item": item["id"], "response": response, "tries": 0}
    sockets[0].send(json.dumps({"model": quiz, "content": act}))
    receive(sockets[0], "state")
    server.kernels()[0].kill()
    assert receive(sockets[0], "trouble") == "restarted"
    again = next(iter(receive(sockets[0], "page")["models"].values()))
    assert again["view"]["items"][0]["response"] == response


def test_what_a_kernel_died_over_is_given_back_and_is_said_once_more(
    server: Server, sockets: list
) -> None:
    socket = server.socket(server.cookie())
    sockets.append(socket)
    quiz, model = next(iter(open_page(socket, page_id(13))["models"].items()))
    act = {"act": "refresh", "item": model["view"]["items"][0]["id"]}

    def page() -> Any:
        while "page" not in (message := json.loads(socket.recv())):
            pass
        return message

    server.kernels()[0].suspend()  # it hears, and never answers
    socket.send(json.dumps({"model": quiz, "content": act}))
    socket.send(json.dumps({"ping": 1}))
    receive(socket, "pong")  # both are with the server
    server.kernels()[0].kill()
    came = page()
    assert came["unheard"] == [{"model": quiz, "content": act}]
    quiz = next(iter(came["page"]["models"]))
    server.kernels()[0].suspend()
    socket.send(json.dumps({"model": quiz, "content": act, "repeated": True}))
    socket.send(json.dumps({"ping": 1}))
    receive(socket, "pong")
    server.kernels()[0].kill()
    assert "unheard" not in page()  # a second kernel may have died over it; there is no third


def test_a_kernel_that_hangs_is_said_and_can_be_started_again(
    server: Server, sockets: list
) -> None:
    sockets.append(server.socket(server.cookie()))
    page = open_page(sockets[0], page_id(4))
    server.kernels()[0].suspend()
    act = {"model": next(iter(page["models"])), "content": {"act": "refresh"}}
    sockets[0].send(json.dumps(act))
    assert receive(sockets[0], "trouble") == "hung"
    sockets[0].send(json.dumps({"again": True}))
    assert receive(sockets[0], "page")["models"]


@pytest.mark.parametrize("lesson", ["../pyproject.toml", "nothing.ipynb", "%2e%2e/x.ipynb", ""])
def test_only_a_lesson_has_a_socket(server: Server, lesson: str) -> None:
    with pytest.raises(websocket.WebSocketBadStatusException) as refused:
        server.socket(server.cookie(), lesson)
    assert refused.value.status_code == 404


SOMEBODY = "0123456789abcdef" * 2


def cookies_of_no_worth(own: bytes) -> dict[str, str | None]:
    """Cookies that this server, whose key is ``own``, did not give as they are."""

    def signed(key: bytes, name: str, value: str, **more: Any) -> str:
        return f"{COOKIE}={create_signed_value(key, name, value, **more).decode()}"

    good = signed(own, COOKIE, SOMEBODY)
    return {
        "none": None,
        "forged": f'{COOKIE}="2|1:0|10:1|forged"',
        "only the id": f"{COOKIE}={SOMEBODY}",
        "another server's": signed(b"x" * 32, COOKIE, SOMEBODY),
        "a phone's in a class": signed(own, DEVICE_COOKIE, SOMEBODY),
        "too old": signed(own, COOKIE, SOMEBODY, clock=lambda: time.time() - 401 * 86_400),
        "the older form": signed(own, COOKIE, SOMEBODY, version=1),
        "cut": good[:-1],
        "changed": good.replace(good[-8:], "00000000"),
        "under another name": good.replace(COOKIE, "gluteedu_Learner"),
        "not of our kind": signed(own, COOKIE, "../../" + SOMEBODY[6:]),
    }


@pytest.mark.parametrize("kind", cookies_of_no_worth(b"k" * 32))
def test_without_a_cookie_of_this_server_there_is_no_socket(server: Server, kind: str) -> None:
    own = server_secret(server.log.parent)
    with pytest.raises(websocket.WebSocketBadStatusException) as refused:
        server.socket(cookies_of_no_worth(own)[kind])
    assert refused.value.status_code == 403


def test_a_cookie_of_before_the_key_was_renewed_is_nobody_s(tmp_path: Path) -> None:
    running = Server(tmp_path)
    old = running.cookie()
    running.socket(old).close()
    running.end()
    (tmp_path / "server.key").unlink()
    running = Server(tmp_path)
    try:
        with pytest.raises(websocket.WebSocketBadStatusException) as refused:
            running.socket(old)
        assert refused.value.status_code == 403
        running.socket(running.cookie()).close()
    finally:
        running.end()


def test_a_page_of_another_site_gets_no_socket(server: Server) -> None:
    with pytest.raises(websocket.WebSocketBadStatusException) as refused:
        server.socket(server.cookie(), origin="http://elsewhere.example")
    assert refused.value.status_code == 403


def test_messages_that_mean_nothing_are_let_go(server: Server, sockets: list) -> None:
    sockets.append(server.socket(server.cookie()))
    page = open_page(sockets[0], page_id(5))
    quiz = next(iter(page["models"]))
    execute = {"header": {"msg_type": "execute_request"}, "content": {"code": "1/0"}}
    for message in (
        "not json",
        "[" * 100_000,
        "[]",
        "null",
        json.dumps(execute),
        json.dumps({"model": 5, "content": {}}),
        json.dumps({"model": quiz, "content": "text"}),
        json.dumps({"model": "f" * 500, "content": {"act": "submit"}}),
        json.dumps({"model": quiz, "content": {"act": "submit", "item": {"a": 1}}}),
        json.dumps({"model": quiz, "content": {"method": "update", "state": {"view": {}}}}),
    ):
        sockets[0].send(message)
    assert receive(sockets[0], "custom") == {"refused": "submit"}
    sockets[0].send(json.dumps({"model": quiz, "content": {"act": "hint", "item": "nowhere"}}))
    assert receive(sockets[0], "custom") == {"refused": "hint"}
    sockets[0].send(json.dumps({"ping": 7}))
    assert receive(sockets[0], "pong") == 7


def test_a_flood_ends_its_own_socket_and_no_other(server: Server, sockets: list) -> None:
    sockets += [server.socket(server.cookie()), server.socket(server.cookie())]
    open_page(sockets[0], page_id(6))
    open_page(sockets[1], page_id(7))
    with pytest.raises(ENDED):
        send_until_closed(sockets[0], *([{"ping": 1}] * 10_000))
    sockets[1].send(json.dumps({"ping": 2}))
    assert receive(sockets[1], "pong") == 2


def test_a_message_too_long_ends_the_socket(server: Server, sockets: list) -> None:
    sockets.append(server.socket(server.cookie()))
    open_page(sockets[0], page_id(8))
    with pytest.raises(ENDED):
        send_until_closed(sockets[0], {"model": "x" * 300_000, "content": {}}, {"ping": 1})


def test_not_me_makes_another_learner_and_only_this_page_can_ask(server: Server) -> None:
    address = f"http://127.0.0.1:{server.port}/learner/new"
    cookie = server.cookie()
    asked = urllib.request.Request(address, method="POST", headers={"Cookie": cookie})
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(asked, timeout=PATIENCE)
    assert refused.value.code == 403
    asked.add_header("X-Gluteedu", "1")
    with urllib.request.urlopen(asked, timeout=PATIENCE) as answer:
        assert answer.status == 204
        assert str(answer.headers["Set-Cookie"]).split(";")[0] != cookie


@pytest.mark.parametrize("by", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
@pytest.mark.parametrize("more", [[], ["--class", "--host=127.0.0.1"]], ids=["alone", "class"])
def test_nothing_is_left_when_the_server_ends(tmp_path: Path, by: int, more: list[str]) -> None:
    running = Server(tmp_path, *more)
    socket = running.socket(running.cookie())
    open_page(socket, page_id(9))
    below = psutil.Process(running.process.pid).children(recursive=True)
    assert len(below) >= 2
    running.process.send_signal(by)
    running.process.wait(PATIENCE)
    _, alive = psutil.wait_procs(below, timeout=PATIENCE)
    assert alive == []


def test_a_long_folder_for_temporary_files_is_no_trouble(tmp_path: Path) -> None:
    long = tmp_path / ("a" * 60)
    long.mkdir()
    running = Server(tmp_path, TMPDIR=str(long))
    socket = running.socket(running.cookie())
    try:
        assert open_page(socket, page_id(20))["models"]
    finally:
        socket.close()
        running.end()
