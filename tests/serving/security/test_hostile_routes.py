"""Every address of the served course, tried by somebody who means harm."""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
import pytest
import websocket

from tests.serving.course_server import ENDED, LESSON, PATIENCE, Server, open_page, page_id, receive

FOREIGN = "foreign.ipynb"
_PRINT_ROUTES = """
from gluteedu.commands import serving
from gluteedu.serving.app import CourseApp

def show(app):
    for rule in app.app.default_router.rules:
        for one in getattr(rule.target, "rules", []):
            print("ROUTE", one.matcher.regex.pattern)
    raise SystemExit(0)

CourseApp.listen = show
serving.serve(port=None, host="127.0.0.1", browser=False, class_=True)
"""
KERNEL = r"(?P<kernel_id>\w+-\w+-\w+-\w+-\w+)"
NOBODYS = "00000000-0000-4000-8000-000000000000"
# Each pattern of the server, and an address that fits it. Who adds a route adds it here.
ROUTES = {
    "/$": "/",
    "/assets/(.*)$": "/assets/none.js",
    "/live/(.*)$": f"/live/{LESSON}",
    "/learner/new$": "/learner/new",
    "/healthz$": "/healthz",
    r"/words/present\.json$": "/words/present.json",
    "/metrics$": "/metrics",
    "/voila/render/(.*)$": f"/voila/render/{LESSON}",
    "/class/?$": "/class",
    "/class/live$": "/class/live",
    "/class/key$": "/class/key",
    "/class/leave$": "/class/leave",
    "/class/here$": "/class/here",
    "/class/host$": "/class/host",
    "/class/host/screen$": "/class/host/screen",
    "/class/host/live$": "/class/host/live",
    "/class/host/questions$": "/class/host/questions",
    "/class/host/ask$": "/class/host/ask",
    r"/class/notes/([\w.-]{1,80})$": "/class/notes/05-relief",
    r"/class/static/([\w.-]+)$": "/class/static/tokens.css",
    f"/api/kernels/{KERNEL}$": f"/api/kernels/{NOBODYS}",
    f"/api/kernels/{KERNEL}/channels$": f"/api/kernels/{NOBODYS}/channels",
    "/voila/templates/(.*)$": "/voila/templates/gluteedu/static/course.css",
    "/voila/static/(.*)$": "/voila/static/tokens.css",
    "/voila/api/shutdown/(.*)$": f"/voila/api/shutdown/{NOBODYS}",
    "/voila/labextensions/(.*)$": (
        "/voila/labextensions/@jupyter-widgets/jupyterlab-manager/package.json"
    ),
    ".*$": "/nothing/here",
}
GONE = [
    "/voila/tree",
    "/voila/tree/",
    "/voila/files/index.ipynb",
    "/voila/api/contents",
    "/voila/api/contents/index.ipynb",
    "/voila/api/themes/x",
    "/logout",
    "/login",
    "/api/kernels",
    "/api/contents",
    "/api/sessions",
    f"/api/kernels/{NOBODYS}/interrupt",
    f"/voila/execution/{NOBODYS}",
    f"/voila/query/{NOBODYS}",
    "/static/x.js",
    "/nbextensions/x.js",
]
TARGETS = [
    "data/items/05-relief.yaml",
    "pyproject.toml",
    "gluteedu/lesson.py",
    "notebooks/05-relief.ipynb",
]
# Words that stand in files which no address may give: keys, sources, settings, users.
FORBIDDEN = (
    b"key: [",
    b"[build-system]",
    b"from __future__",
    b'"nbformat"',
    b"root:x:",
    b"SECRET-",
)
_WIDGETS = {"version": "1.0.0"}
MESSAGES = [
    ("shell", "execute_request", {"code": "open('ran', 'w')", "silent": False}),
    ("shell", "inspect_request", {"code": "open", "cursor_pos": 4, "detail_level": 1}),
    ("shell", "complete_request", {"code": "ope", "cursor_pos": 3}),
    ("shell", "is_complete_request", {"code": "1"}),
    ("shell", "history_request", {"hist_access_type": "tail", "n": 9}),
    ("shell", "connect_request", {}),
    ("shell", "interrupt_request", {}),
    ("shell", "shutdown_request", {"restart": False}),
    ("shell", "create_subshell_request", {}),
    ("shell", "apply_request", {}),
    ("shell", "comm_open", {"comm_id": "c" * 32, "target_name": "jupyter.widget", "data": {}}),
    ("shell", "comm_open", {"comm_id": "d" * 32, "target_name": "gluteedu.page", "data": {}}),
    ("control", "interrupt_request", {}),
    ("control", "shutdown_request", {"restart": False}),
    ("control", "debug_request", {"command": "initialize", "seq": 1, "type": "request"}),
    ("control", "execute_request", {"code": "open('ran', 'w')"}),
    ("control", "usage_request", {}),
    ("control", "comm_msg", {"comm_id": "c", "data": {}}),
    ("stdin", "input_reply", {"value": "x"}),
    ("iopub", "execute_request", {"code": "1"}),
    ("shell", "kernel_info_request ", {}),
]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("hostile")
    shutil.copytree("notebooks", folder / "notebooks")
    lesson = nbformat.read("notebooks/05-relief.ipynb", 4)
    code = (
        "import ipywidgets\nipywidgets.IntSlider(3)",
        "from gluteedu.lesson import quiz\nquiz('soreness_help')",
    )
    lesson.cells = [*lesson.cells[:3], *map(nbformat.v4.new_code_cell, code)]
    nbformat.write(lesson, folder / "notebooks" / FOREIGN)
    (folder / "SECRET.png").write_text("SECRET-picture")
    (folder / "notebooks" / ".hidden.ipynb").write_text(nbformat.writes(lesson))
    (folder / "notebooks" / "notes.txt").write_text("SECRET-notes")
    with tempfile.TemporaryDirectory(prefix="gd") as short:  # as sockets need it
        running = Server(
            folder,
            *("--class", "--host=127.0.0.1", "--most=8"),
            *("--notebooks", str(folder / "notebooks")),
            TMPDIR=short,
        )
        running.temporary = Path(short)  # type: ignore[attr-defined]
        running.folder = folder  # type: ignore[attr-defined]
        yield running
        running.end()


class Answer:
    def __init__(self, answer: http.client.HTTPResponse) -> None:
        self.status, self.headers, self.body = answer.status, answer.headers, answer.read()


def ask(server: Server, path: str, method: str = "GET", **headers: str) -> Answer:
    """One request with its path just as it is written here."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=PATIENCE)
    with contextlib.closing(connection):
        connection.putrequest(method, path, skip_accept_encoding=True)
        for name, value in headers.items():
            connection.putheader(name.replace("_", "-"), value)
        connection.endheaders()
        return Answer(connection.getresponse())


@pytest.mark.process
def test_the_table_of_routes_is_the_server_s() -> None:
    said = subprocess.run(
        [sys.executable, "-c", _PRINT_ROUTES],
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=True,
        env={**os.environ, "GLUTEEDU_STORE": "none"},
    ).stdout
    found = {line.split(" ", 1)[1] for line in said.splitlines() if line.startswith("ROUTE ")}
    assert found == set(ROUTES)


@pytest.mark.parametrize("path", [*ROUTES.values(), *GONE, f"/voila/render/{LESSON}?whole=1"])
def test_every_answer_carries_the_safe_headers(server: Server, path: str) -> None:
    for method in ("GET", "POST"):
        answer = ask(server, path, method)
        headers = answer.headers
        assert "Server" not in headers
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "no-referrer"
        assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
        assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
        assert "camera=()" in headers["Permissions-Policy"]
        assert headers["X-Frame-Options"] in ("DENY", "SAMEORIGIN")
        policies = headers.get_all("Content-Security-Policy")
        assert len(policies) == 1
        assert "default-src 'none'" in policies[0]
        assert "frame-ancestors" in policies[0]
        assert "base-uri 'none'" in policies[0]
        assert "unsafe-eval" not in policies[0]
        assert "http" not in policies[0]
        assert "Access-Control-Allow-Origin" not in headers
        for cookie in headers.get_all("Set-Cookie") or ():
            assert "HttpOnly" in cookie
            assert "SameSite" in cookie
        assert b"Traceback" not in answer.body


def ways_out() -> Iterator[str]:
    for target in (*TARGETS, "SECRET.png", "server.key", "r.db"):
        for up in ("..", "../..", "../../.."):
            path = f"{up}/{target}"
            yield path
            yield path.replace("..", "%2e%2e")
            yield path.replace("/", "%2F")
            yield path.replace("..", "%252e%252e").replace("/", "%252F")
            yield path.replace("/", "\\")
            yield path.replace("/", "%5C")
            yield path.replace("..", "....//")
        yield f"{target}%00.ipynb"
        yield f"..%00/{target}"
    yield "//etc/passwd"
    yield "/etc/passwd"
    yield "%2Fetc%2Fpasswd"
    yield "..;/..;/pyproject.toml"
    yield "%c0%ae%c0%ae/pyproject.toml"
    yield "%ff%fe"
    yield "notes.txt"
    yield ".hidden.ipynb"
    yield "05-relief.ipynb/../../pyproject.toml"
    yield "a" * 5_000


OPEN_ENDED = [
    "/",
    "/assets/",
    "/live/",
    "/voila/render/",
    "/class/notes/",
    "/class/static/",
    "/api/kernels/",
    "/voila/templates/",
    "/voila/templates/gluteedu/static/",
    "/voila/templates/lab/static/",
    "/voila/static/",
    "/voila/api/shutdown/",
    "/voila/labextensions/",
    "/voila/labextensions/anywidget/",
    "/voila/files/",
    "/voila/tree/",
    "/voila/api/contents/",
]


@pytest.mark.parametrize("start", OPEN_ENDED)
def test_no_path_leads_out_of_the_course(server: Server, start: str) -> None:
    cookie = server.cookie()
    logged = len(server.log.read_text())
    for way in ways_out():
        answer = ask(server, start + way, Cookie=cookie)
        to_the_key = answer.headers.get("Location", "").startswith("/class/key?")
        assert to_the_key or answer.status in (400, 403, 404, 405), (start + way, answer.status)
        for word in FORBIDDEN:
            assert word not in answer.body, start + way
        assert b"Traceback" not in answer.body
    assert "Uncaught" not in server.log.read_text()[logged:]


@pytest.mark.parametrize("path", [*ROUTES.values(), *GONE])
def test_no_other_method_does_anything(server: Server, path: str) -> None:
    cookie = server.cookie()
    for method in ("POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "BREW"):
        answer = ask(server, path, method, Cookie=cookie, Origin="http://evil.example")
        assert answer.status in (400, 403, 404, 405), (method, path, answer.status)


@pytest.mark.parametrize("path", GONE)
def test_what_no_lesson_needs_is_not_there(server: Server, path: str) -> None:
    assert ask(server, path, Cookie=server.cookie()).status == 404


@pytest.mark.parametrize(
    "query",
    [
        *("template=lab", "voila-template=lab", "template=../../..", "voila-template=classic"),
        *("theme=dark", "voila-theme=dark", "theme=%00", "voila-theme=../x", "extra=1"),
    ],
)
def test_no_query_chooses_template_or_theme(server: Server, query: str) -> None:
    cookie = server.cookie()
    plain = ask(server, f"/voila/render/{LESSON}", Cookie=cookie)
    asked = ask(server, f"/voila/render/{LESSON}?{query}", Cookie=cookie)
    assert (asked.status, asked.body) == (200, plain.body)


def test_voila_s_own_page_is_for_lessons_that_need_it(server: Server) -> None:
    before = server.kernels()
    for cookie in (server.cookie(), ""):
        answer = ask(server, f"/voila/render/{LESSON}?whole=1&template=lab", Cookie=cookie)
        assert answer.status == 302
        assert answer.headers["Location"] == f"/voila/render/{LESSON}"
    assert server.kernels() == before


@pytest.fixture(scope="module")
def fallback(server: Server) -> Iterator[tuple[str, str, websocket.WebSocket]]:
    """A learner's cookie, the kernel of their page that Voila shows, and the socket to it."""
    cookie = server.cookie()
    socket = server.socket(cookie, FOREIGN)
    assert open_page(socket, page_id(1))["foreign"] is True
    socket.send(json.dumps({"bye": True}))
    socket.close()
    page = ask(server, f"/voila/render/{FOREIGN}?whole=1&template=classic", Cookie=cookie)
    assert page.status == 200
    assert b"g-course" in page.body
    kernel = re.search(rb'"kernelId": ?"([\w-]+)"', page.body)
    assert kernel
    channel = channels(server, kernel[1].decode(), cookie)
    yield cookie, kernel[1].decode(), channel
    channel.close()


def channels(server: Server, kernel: str, cookie: str, **more: Any) -> websocket.WebSocket:
    return websocket.create_connection(
        f"ws://127.0.0.1:{server.port}/api/kernels/{kernel}/channels?session_id={uuid.uuid4()}",
        cookie=cookie,
        timeout=PATIENCE,
        subprotocols=["v1.kernel.websocket.jupyter.org"],
        **more,
    )


def packed(channel: str, kind: str, content: Any) -> tuple[str, bytes]:
    """A message as a browser packs it, and its id."""
    header = {
        **{"msg_id": uuid.uuid4().hex, "msg_type": kind, "username": "u", "session": "s"},
        **{"date": "2026-01-01T00:00:00Z", "version": "5.3"},
    }
    parts = [channel.encode(), *(json.dumps(p).encode() for p in (header, {}, _WIDGETS, content))]
    marks = [8 * (len(parts) + 2)]
    for part in parts:
        marks.append(marks[-1] + len(part))
    numbers = [len(marks), *marks]
    return header["msg_id"], b"".join(n.to_bytes(8, "little") for n in numbers) + b"".join(parts)


def heard_until(socket: websocket.WebSocket, kind: str) -> list[dict[str, Any]]:
    """Headers and parents of all messages up to the first of this kind."""
    found: list[dict[str, Any]] = []
    while True:
        raw = socket.recv()
        assert isinstance(raw, bytes)
        assert raw, "the socket has ended"
        count = int.from_bytes(raw[:8], "little")
        marks = [int.from_bytes(raw[8 * n : 8 * n + 8], "little") for n in range(1, count + 1)]
        header, parent = (json.loads(raw[marks[n] : marks[n + 1]]) for n in (1, 2))
        content = json.loads(raw[marks[4] : marks[5]])
        found.append({"kind": header["msg_type"], "to": parent.get("msg_id"), "content": content})
        if header["msg_type"] == kind:
            return found


def test_no_message_on_voila_s_socket_runs_asks_or_stops_anything(
    server: Server, fallback: Any
) -> None:
    socket = fallback[2]
    kernels = server.kernels()
    ids = []
    for channel, kind, content in MESSAGES:
        one, raw = packed(channel, kind, content)
        ids.append(one)
        socket.send_binary(raw)
    good = packed("shell", "comm_info_request", {})[1]
    for broken in (b"", b"\x00", b"\xff" * 100, b"\x06" + b"\x00" * 60, good[:-1], good + b"x"):
        socket.send_binary(broken)
    socket.send(json.dumps({"header": {"msg_type": "execute_request"}, "channel": "shell"}))
    socket.send_binary(good)
    heard = heard_until(socket, "comm_info_reply")
    assert [one for one in heard if one["to"] in ids] == []
    assert not any(one["kind"].startswith("execute") for one in heard)
    assert server.kernels() == kernels
    assert not list(server.folder.rglob("ran"))  # type: ignore[attr-defined]


def test_voila_s_socket_to_a_kernel_is_its_learner_s_alone(server: Server, fallback: Any) -> None:
    cookie, kernel, _ = fallback
    other = server.cookie()
    for who, more in (
        (other, {}),
        ("", {}),
        (cookie[:-3] + "000", {}),
        (cookie, {"origin": "http://evil.example"}),
        (cookie, {"origin": "null"}),
    ):
        with pytest.raises(websocket.WebSocketBadStatusException) as refused:
            channels(server, kernel, who, **more)
        assert refused.value.status_code == 403, (who, more)
    with pytest.raises(websocket.WebSocketBadStatusException) as refused:
        websocket.create_connection(
            f"ws://127.0.0.1:{server.port}/api/kernels/{kernel}/channels", cookie=cookie
        )
    assert refused.value.status_code == 400  # another protocol, whose messages nobody looks into
    own = f"http://127.0.0.1:{server.port}"
    bye = f"/voila/api/shutdown/{kernel}"
    for asked in (
        ask(server, bye, "POST", Cookie=other, Origin=own),
        ask(server, bye, "POST", Cookie=cookie, Origin="http://evil.example"),
        ask(server, bye, "POST", Cookie=cookie, Origin=own, Sec_Fetch_Site="cross-site"),
        ask(server, bye, "POST", Cookie=cookie),
    ):
        assert asked.status == 403
    assert ask(server, f"/api/kernels/{kernel}", Cookie=other).status == 404
    assert ask(server, f"/api/kernels/{kernel}", Cookie=cookie).status == 200
    assert ask(server, f"/api/kernels/{kernel}", "DELETE", Cookie=cookie).status in (403, 405)


def test_the_kernel_of_a_lesson_s_page_has_no_other_socket(server: Server) -> None:
    cookie = server.cookie()
    before = connection_files(server)
    socket = server.socket(cookie)
    open_page(socket, page_id(2))
    (kernel,) = connection_files(server) - before
    with pytest.raises(websocket.WebSocketBadStatusException) as refused:
        channels(server, kernel, cookie)
    assert refused.value.status_code == 403
    socket.send(json.dumps({"bye": True}))
    socket.close()


def connection_files(server: Server) -> set[str]:
    """Ids of the kernels there are, as files on the server's own disk tell them."""
    found = server.temporary.rglob("kernel-*.json")  # type: ignore[attr-defined]
    return {path.stem.removeprefix("kernel-") for path in found}


def test_a_quiz_on_voila_s_page_is_not_set_from_there(server: Server, fallback: Any) -> None:
    socket = fallback[2]
    socket.send_binary(packed("shell", "comm_info_request", {"target_name": "jupyter.widget"})[1])
    comms = list(heard_until(socket, "comm_info_reply")[-1]["content"]["comms"])
    forged = {"method": "update", "state": {"view": {"forged": 1}, "_esm": "", "drawing": 5}}
    for comm in comms:
        socket.send_binary(packed("shell", "comm_msg", {"comm_id": comm, "data": forged})[1])
    control = uuid.uuid4().hex
    opened = {"comm_id": control, "target_name": "jupyter.widget.control", "data": {}}
    socket.send_binary(packed("shell", "comm_open", opened)[1])
    asked = {"comm_id": control, "data": {"method": "request_states"}}
    socket.send_binary(packed("shell", "comm_msg", asked)[1])
    while True:
        last = heard_until(socket, "comm_msg")[-1]["content"]
        if last["comm_id"] == control:
            break
        assert "forged" not in json.dumps(last)
    states = last["data"]["states"].values()
    quizzes = [one["state"] for one in states if "items" in (one["state"].get("view") or {})]
    assert quizzes
    assert "forged" not in json.dumps(list(states))


def flood(socket: websocket.WebSocket, raw: bytes) -> None:
    for _ in range(10_000):
        socket.send_binary(raw)
    while socket.recv():
        pass
    raise ConnectionError("the socket has ended")


def test_ten_thousand_updates_in_a_second_close_their_socket_alone(
    server: Server, fallback: Any
) -> None:
    cookie, kernel, _ = fallback
    flooder = channels(server, kernel, cookie)
    other = server.socket(server.cookie())
    open_page(other, page_id(3))
    update = {"comm_id": "x" * 32, "data": {"method": "update", "state": {"value": 1}}}
    raw = packed("shell", "comm_msg", update)[1]
    with pytest.raises(ENDED):
        flood(flooder, raw)
    other.send(json.dumps({"ping": 3}))
    assert receive(other, "pong") == 3
    other.send(json.dumps({"bye": True}))
    other.close()


def test_a_learner_has_few_such_kernels_and_a_goodbye_ends_one(
    server: Server, fallback: Any
) -> None:
    folder = Path(server.folder)  # type: ignore[attr-defined]
    assert folder.is_dir()
    cookie = server.cookie()
    own = f"http://127.0.0.1:{server.port}"
    page = ask(server, f"/voila/render/{FOREIGN}?whole=1", Cookie=cookie)
    kernel = re.search(rb'"kernelId": ?"([\w-]+)"', page.body)
    assert kernel
    full = ask(server, f"/voila/render/{FOREIGN}?whole=1", Cookie=cookie)
    assert full.status == 503  # eight pages at once are two of Voila's
    goodbye = f"/voila/api/shutdown/{kernel[1].decode()}"
    assert ask(server, goodbye, "POST", Cookie=cookie, Origin=own).status == 204
    assert ask(server, f"/api/kernels/{kernel[1].decode()}", Cookie=cookie).status == 404
