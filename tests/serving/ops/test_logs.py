"""The server's log: one structured line for each event, and nothing that anybody said or is."""

from __future__ import annotations

import io
import json
import logging
import re
import sys
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

import pytest
import websocket

from gluteedu.serving.ops.logs import set_up_logs
from tests.serving.course_server import PATIENCE, Server, open_page, page_id, receive
from tests.serving.security.test_hostile_routes import ask

FIXED = ("The ", "Phones ")  # what the command itself says on its output, the key once among it


@pytest.mark.kernel
def test_a_served_course_logs_no_answer_finding_learner_cookie_or_key(tmp_path: Path) -> None:
    running = Server(tmp_path, "--class", "--host=127.0.0.1", GLUTEEDU_LOG="json")
    try:
        cookie = running.cookie()
        said = [*use_it(running, cookie), *take_part(running)]
        for path in ("/x?severity=SAIDINQUERY", "/voila/render/x.ipynb?severity=SAIDINQUERY"):
            ask(running, path, Cookie=cookie)
        running.kernels()[0].kill()
    finally:
        running.end()
    (tmp_path / "log.txt").read_text()
    log = running.log.read_text()
    lines = [one for one in log.splitlines() if one and not one.startswith(FIXED)]
    for line in lines:
        event = json.loads(line)
        assert {"time", "level", "logger", "event"} <= set(event)
        assert len(line) < 1000
    text = "\n".join(lines)
    value = cookie.split("=", 1)[1].strip('"')
    for word in (*said, value, value.split("|")[4], "SAIDINQUERY", "SELECT", "INSERT"):
        assert word not in text, word


def use_it(server: Server, cookie: str) -> list[str]:
    """Answer, try odd answers, tell findings; the words that were said."""
    socket = server.socket(cookie)
    page = open_page(socket, page_id(1))
    quiz = next(iter(page["models"]))
    item = page["models"][quiz]["view"]["items"][0]
    response = [item["options"][0]["id"]]
    act = {"act": "submit", "item": item["id"], "response": response, "tries": 0}
    socket.send(json.dumps({"model": quiz, "content": act}))
    receive(socket, "state")
    for odd in ("ODDANSWER", ["ODDANSWER"], {"ODDANSWER": []}, 10**400, [["ODDANSWER"]]):
        act = {"act": "submit", "item": "ODDITEM", "response": odd, "seconds": "ODDTIME"}
        socket.send(json.dumps({"model": quiz, "content": act}))
        socket.send(json.dumps({"model": quiz, "content": {**act, "item": item["id"]}}))
    explorer = server.socket(cookie, "06-find-the-cause.ipynb")
    page = open_page(explorer, page_id(2))
    for model in page["models"]:
        for value in ("ODDFINDING", {"saddle_numbness": "ODDFINDING"}, 1e308):
            finding = {"act": "answer", "finding": "severity", "value": value, "findings": value}
            explorer.send(json.dumps({"model": model, "content": finding}))
    explorer.send(json.dumps({"ping": 1}))
    receive(explorer, "pong")
    odd = ["ODDANSWER", "ODDITEM", "ODDTIME", "ODDFINDING", "saddle_numbness"]
    return [item["id"], *odd]


def take_part(server: Server) -> list[str]:
    """Try a wrong key, ask the class with the right one, give a name, vote; what was said."""
    here = f"http://127.0.0.1:{server.port}/class"
    key = re.search(r"instructor's key +(\S+)", server.log.read_text())
    assert key is not None

    def post(path: str, cookie: str = "", **body: str) -> str:
        headers = {"X-Gluteedu": "class", "Origin": here[:-6], "Cookie": cookie}
        asked = urllib.request.Request(
            here + path, json.dumps(body).encode(), headers, method="POST"
        )
        with urllib.request.urlopen(asked, timeout=PATIENCE) as answer:
            return str(answer.headers.get("Set-Cookie", "")).split(";")[0]

    with pytest.raises(urllib.error.HTTPError, match="401"):
        post("/key", key="WRONGKEY")
    instructor = post("/key", key=key[1])
    sockets = {}
    with urllib.request.urlopen(here, timeout=PATIENCE) as page:
        given = [one.split(";")[0] for one in page.headers.get_all("Set-Cookie")]
    phone = "; ".join(given)
    for name, address, cookie in (("host", "/host/live", instructor), ("phone", "/live", phone)):
        sockets[name] = websocket.create_connection(
            f"ws{here[4:]}{address}", cookie=cookie, origin=here[:-6], timeout=PATIENCE
        )
    sockets["host"].send(json.dumps({"do": "set", "name": "names", "on": True}))
    while not receive(sockets["phone"], "settings")["names"]:
        pass
    sockets["phone"].send(json.dumps({"do": "name", "name": "ODDNAME"}))
    receive(sockets["phone"], "name_set")
    listed = json.loads(ask(server, "/class/host/questions", Cookie=instructor).body)
    post("/host/ask", instructor, question=listed["groups"][0]["questions"][0]["id"])
    while (current := receive(sockets["phone"], "question")) is None or current["phase"] != "open":
        pass
    vote = {"do": "vote", "run": current["run"], "round": current["round"]}
    for response in (["ODDVOTE"], "ODDVOTE", {"ODDVOTE": 1}):
        sockets["phone"].send(json.dumps({**vote, "response": response}))
        receive(sockets["phone"], "refused")
    sockets["phone"].send(json.dumps({**vote, "response": [current["options"][0]["id"]]}))
    receive(sockets["phone"], "vote_taken")
    for socket in sockets.values():
        socket.close()
    cookies = [one.split("=", 1)[1].strip('"') for one in (*given, instructor)]
    return ["WRONGKEY", key[1], "ODDNAME", "ODDVOTE", *cookies]


@pytest.mark.parametrize("form", ["json", "text"])
def test_a_traceback_becomes_its_places_and_loses_its_words(
    form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = io.StringIO()
    monkeypatch.setenv("GLUTEEDU_LOG", form)
    monkeypatch.setattr(sys, "__stderr__", out)
    root, own = logging.getLogger(), logging.getLogger("of a test")
    before = root.handlers[:], root.level
    try:
        set_up_logs(own)
        fail(own, {"response": "MYANSWER"})
        own.error("GET /x?a=MYANSWER by %s\nCookie: MYANSWER", "0" * 32)
        own.warning("Notebook 01.ipynb is not trusted")
    finally:
        root.handlers[:], root.level = before
    lines = out.getvalue().splitlines()
    assert len(lines) == 2
    assert "MYANSWER" not in out.getvalue()
    assert "0" * 32 not in out.getvalue()
    assert "ValueError at test_logs.py:" in lines[0]
    if form == "json":
        assert json.loads(lines[0])["event"] == "it went wrong"
        assert json.loads(lines[1])["event"] == "GET /x?... by ..."


def fail(log: logging.Logger, message: dict[str, Any]) -> None:
    try:
        raise ValueError(f"no such answer: {message['response']}")
    except ValueError:
        log.exception("it went wrong")
