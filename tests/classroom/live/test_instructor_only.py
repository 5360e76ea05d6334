"""Nobody but the instructor opens, closes or sees results, whichever address or word they guess."""

from __future__ import annotations

import asyncio
import json
import logging

import pytest

from gluteedu.classroom.live.instructor_login import (
    InstructorKey,
    InstructorLogin,
    TooManyTries,
    new_key,
)
from gluteedu.classroom.web.routes import KEY_SETTING, class_routes
from gluteedu.web.token_bucket import TokenBuckets
from tests.classroom.live.class_server import OPTION, SINGLE, a_class, cookies, said

QUESTION = f"item:{SINGLE.id}"
OPEN_TO_ALL = {"/class", "/class/here", "/class/key", "/class/live", "/class/leave"}
HOST_ACTS = (
    "ask",
    "close",
    "reopen",
    "vote_again",
    "show",
    "hide",
    "reveal",
    "ask_anew",
    "end_question",
    "peek",
    "set",
    "address",
)


def run(scenario) -> None:
    asyncio.run(asyncio.wait_for(scenario(), 120))


def test_every_address_but_the_phone_s_needs_the_instructor():
    """Walks the table of routes, so that an address added later is tried as well."""

    async def scenario():
        async with a_class() as school:
            phone = await school.pass_for_a_phone()
            host = await school.pass_for_the_instructor()
            tried = 0
            for pattern, handler, _ in class_routes(school.opened.classroom):
                path = pattern.removesuffix("/?").replace(r"([\w.-]{1,80})", "05-relief")
                if path in OPEN_TO_ALL or "/static/" in path:
                    continue
                tried += 1
                for cookie in ("", phone, "gluteedu_instructor=guess", host[:-2] + "xx"):
                    if path.endswith("/live"):
                        assert await school.refused(path, cookie) == 403, path
                        continue
                    if hasattr(handler, "get") and "get" in handler.__dict__:
                        answer = await school.ask(path, cookie)
                        assert answer.code in (302, 403), path
                        assert answer.code == 403 or "/class/key" in answer.headers["Location"]
                        assert answer.body in (b"", b"Forbidden")
                    if "post" in handler.__dict__:
                        answer = await school.post(path, {"question": QUESTION}, cookie)
                        assert answer.code == 403, path
            assert tried >= 6
            assert school.room.question is None
            assert (await school.ask("/class/host", host)).code == 200

    run(scenario)


def test_no_word_of_a_phone_does_what_the_instructor_s_does():
    async def scenario():
        async with a_class() as school:
            instructor, phone = await school.instructor(), await school.phone()
            await instructor.say(do="ask", question=QUESTION)
            current = await phone.question("open")
            await said([phone], OPTION["right"], current)
            before = school.room.question, school.room.settings.names
            for do in HOST_ACTS:
                await phone.say(
                    do=do, run=current["run"], question="item:soreness_peak", name="names", on=True
                )
                answer = await phone.until(lambda m: True)
                assert answer == {"refused": "unreadable"}, do
            assert (school.room.question, school.room.settings.names) == before

    run(scenario)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[",
        "null",
        "[]",
        '"vote"',
        "{}",
        '{"do": 1}',
        "[" * 3000,
        "\x00",
        '{"do":"vote"}',
        "NaN",
    ],
)
def test_nonsense_from_a_phone_is_refused_and_harms_nothing(text):
    async def scenario():
        async with a_class() as school:
            instructor, phone = await school.instructor(), await school.phone()
            await instructor.say(do="ask", question=QUESTION)
            current = await phone.question("open")
            await phone.socket.write_message(text)
            await phone.until("refused")
            for odd in (
                {"run": current["run"], "round": True, "response": [OPTION["right"]]},
                {"run": current["run"], "round": 1, "response": [{"a": 1}]},
                {
                    "run": current["run"],
                    "round": 1,
                    "response": [OPTION["right"]],
                    "confidence": [],
                },
                {"run": current["run"], "round": 2, "response": [OPTION["right"]]},
                {"run": "another", "round": 1, "response": [OPTION["right"]]},
            ):
                await phone.say(do="vote", **odd)
                await phone.until("refused")
            assert school.room.question.answered == 0
            await said([phone], OPTION["right"], current)

    run(scenario)


def test_a_message_that_is_too_long_ends_that_line_only():
    async def scenario():
        async with a_class() as school:
            phone, other = await school.phones(2)
            await phone.until("question")
            await phone.socket.write_message("x" * 5_000)
            await phone.closed()
            await other.say(do="nothing")
            await other.until("refused")

    run(scenario)


def test_sockets_and_posts_from_another_site_are_refused():
    async def scenario():
        async with a_class() as school:
            phone, host = await school.pass_for_a_phone(), await school.pass_for_the_instructor()
            for origin in ("http://evil.example", "null", "", f"http://127.0.0.1:{school.port}0"):
                assert await school.refused("/class/live", phone, origin=origin) == 403
                assert await school.refused("/class/host/live", host, origin=origin) == 403
            ask = {"question": QUESTION}
            foreign = await school.post("/class/host/ask", ask, host, Origin="http://evil.example")
            plain = await school.post("/class/host/ask", ask, host, **{"X-Gluteedu": ""})
            assert (foreign.code, plain.code) == (403, 403)
            assert school.room.question is None
            assert (await school.post("/class/host/ask", ask, host)).code == 204
            unknown = await school.post("/class/host/ask", {"question": "item:none"}, host)
            assert unknown.code == 404

    run(scenario)


def test_a_device_cannot_be_made_up():
    async def scenario():
        async with a_class() as school:
            real = await school.pass_for_a_phone()
            for cookie in (
                "",
                "gluteedu_device=abc",
                real[:-1] + ("0" if real[-1] != "0" else "1"),
            ):
                assert await school.refused("/class/live", cookie) == 403
            header = (await school.ask("/class")).headers["Set-Cookie"].lower()
            assert "httponly" in header
            assert "samesite=lax" in header
            assert "path=/class" in header

    run(scenario)


def test_a_session_ends_for_its_open_pages_too():
    async def scenario():
        async with a_class() as school:
            host = await school.pass_for_the_instructor()
            instructor = await school.line("/class/host/live", host)
            await instructor.until("class")
            assert (await school.post("/class/leave", {}, host)).code == 204
            assert await instructor.closed() == 4001
            assert await school.refused("/class/host/live", host) == 403
            assert (await school.ask("/class/host", host)).code == 302

    run(scenario)


def test_the_key_is_tried_slowly_and_stands_in_no_log(caplog):
    async def scenario():
        async with a_class() as school:
            key = school.opened.key
            codes = [(await school.post("/class/key", {"key": f"{key}x"})).code for _ in range(7)]
            assert codes == [401] * 5 + [429] * 2
            # The right key waits its turn as well: the answer must not tell that it was right.
            late = await school.post("/class/key", {"key": key})
            assert late.code == 429
            assert not cookies(late)
            assert int(late.headers["Retry-After"]) > 0
            assert key not in caplog.text
            assert "wrong instructor's key" in caplog.text

    caplog.set_level(logging.DEBUG)
    run(scenario)


def test_the_key_is_hashed_and_forgives_only_how_it_is_typed():
    key = new_key()
    kept = InstructorKey(key)
    assert kept.fits(key)
    assert kept.fits(f" {key.upper().replace('-', ' ')} ")
    assert not kept.fits(key[:-1])
    assert not kept.fits("")
    plain = key.replace("-", "")
    assert plain not in repr(vars(kept))
    assert plain.encode() not in kept._hash
    assert InstructorKey(key)._hash != kept._hash  # salted
    with pytest.raises(ValueError, match="12"):
        InstructorKey("short-one")
    assert len({new_key() for _ in range(200)}) == 200


def test_sessions_end_and_one_flood_of_tries_is_not_another_s():
    time = [0.0]
    login = InstructorLogin(InstructorKey("the key of this test"), clock=lambda: time[0])

    async def scenario():
        token = await login.log_in("the key of this test", "a")
        assert token is not None
        assert login.is_valid(token)
        assert not login.is_valid(token + "x")
        assert not login.is_valid(None)
        assert token not in repr(login._sessions)
        for _ in range(5):
            await login.log_in("no", "b")
        with pytest.raises(TooManyTries):
            await login.log_in("the key of this test", "b")
        assert await login.log_in("the key of this test", "c") is not None
        time[0] = 13 * 3600
        assert not login.is_valid(token)

    asyncio.run(scenario())


def test_an_operator_s_key_is_taken_and_not_handed_on(monkeypatch):
    monkeypatch.setenv(KEY_SETTING, "a-key-of-the-school")

    async def scenario():
        async with a_class() as school:
            assert school.opened.key is None
            import os

            assert KEY_SETTING not in os.environ
            good = await school.post("/class/key", {"key": "a-key-of-the-school"})
            assert good.code == 204
            header = good.headers["Set-Cookie"].lower()
            assert "samesite=strict" in header
            assert "httponly" in header

    run(scenario)


def test_one_client_s_flood_of_10000_messages_holds_up_nobody():
    async def scenario():
        async with a_class() as school:
            classroom = school.opened.classroom
            classroom.paces = TokenBuckets(
                burst=20, per_second=100
            )  # as it is, but ten times as fast
            instructor = await school.instructor()
            phones = await school.phones(30)
            flooder = await school.phone()
            await instructor.say(do="ask", question=QUESTION)
            current = await flooder.question("open")
            vote = {"do": "vote", "run": current["run"], "round": 1, "response": [OPTION["wrong"]]}
            flood = json.dumps(vote)
            sent = [flooder.socket.write_message(flood) for _ in range(10_000)]
            bucket = classroom.paces.of(max(school.room.devices.values(), key=number).id)
            while bucket.wait() == 0:
                await asyncio.sleep(0.01)  # until the flood has come in and is held up

            await said(phones, OPTION["right"], current)
            await instructor.say(do="close", run=current["run"])
            await instructor.say(do="show", run=current["run"])
            shown = await instructor.until(lambda m: (m.get("question") or {}).get("shown"))
            assert shown["question"]["counts"][0]["n"] == 31
            counts = shown["question"]["counts"][0]["options"]
            assert (counts[OPTION["right"]], counts[OPTION["wrong"]]) == (30, 1)
            assert await flooder.closed() == 4008
            for one in sent:
                one.cancel()

    run(scenario)


def number(device) -> int:
    return device.number


def test_files_of_the_class_hold_no_way_out_of_their_folder():
    async def scenario():
        async with a_class() as school:
            assert (await school.ask("/class/static/tokens.css")).code == 200
            for path in ("..%2Froutes.py", "%2e%2e/routes.py", "../routes.py", "none.js", "."):
                assert (await school.ask(f"/class/static/{path}")).code in (403, 404), path
            host = await school.pass_for_the_instructor()
            for lesson in ("..%2F..%2FREADME", "nothing", "05-relief.ipynb"):
                assert (await school.ask(f"/class/notes/{lesson}", host)).code == 404

    run(scenario)


def test_pages_allow_nothing_from_elsewhere():
    async def scenario():
        async with a_class() as school:
            host = await school.pass_for_the_instructor()
            for path in ("/class", "/class/key", "/class/host", "/class/host/screen"):
                answer = await school.ask(path, host)
                assert answer.code == 200, path
                rules = answer.headers["Content-Security-Policy"]
                assert "default-src 'none'" in rules
                assert "http" not in rules
                ancestors = "'self'" if path.endswith("screen") else "'none'"
                assert f"frame-ancestors {ancestors}" in rules
                names = b"http://www.w3.org/"  # of kinds of elements, not addresses
                assert b"http:/" not in answer.body.replace(names, b"")
                assert b"https:/" not in answer.body

    run(scenario)
