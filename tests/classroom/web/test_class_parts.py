"""The parts of a class one by one: addresses, notes, pace, the real store, the command."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import ifaddr
import pytest

from gluteedu.classroom.web.network import join_addresses, local_addresses, qr_svg
from gluteedu.classroom.web.notes import LABEL, is_notes, sections
from gluteedu.classroom.web.routes import KEY_SETTING
from gluteedu.commands import teaching
from gluteedu.records.store import open_store
from tests.classroom.live.class_server import NOTEBOOKS, OPTION, SINGLE, a_class, said

LESSONS = sorted(NOTEBOOKS.glob("0*.ipynb"))


def run(scenario) -> None:
    asyncio.run(asyncio.wait_for(scenario(), 120))


@pytest.mark.parametrize(
    ("bound", "asked", "secure", "found"),
    [
        ("127.0.0.1", "127.0.0.1:8866", False, ()),
        ("127.0.0.1", "localhost:8866", False, ()),
        ("0.0.0.0", "192.168.1.5:8866", False, ("http://192.168.1.5:8866/class",)),
        ("127.0.0.1", "school.example", True, ("https://school.example/class",)),
        ("192.168.1.5", "", False, ("http://192.168.1.5:8866/class",)),
        ("fd00::5", "[::1]:8866", False, ("http://[fd00::5]:8866/class",)),
    ],
)
def test_phones_are_sent_where_they_can_come(bound, asked, secure, found):
    assert join_addresses(bound, 8866, asked, secure, "/class") == found


def test_the_local_network_is_asked_without_leaving_the_machine():
    addresses = local_addresses()
    assert not any(one.startswith(("127.", "0.")) for one in addresses)
    everywhere = join_addresses("0.0.0.0", 80, "127.0.0.1", False, "/class")
    assert everywhere == tuple(f"http://{one}/class" for one in addresses)


def test_every_interface_is_offered_once_but_not_the_machine_itself(monkeypatch):
    def card(*ips):
        return ifaddr.Adapter("card", "card", [ifaddr.IP(ip, 24, "card") for ip in ips])

    cards = [
        card("127.0.0.1"),
        card("169.254.7.7", "203.0.113.5"),
        card(("fe80::1", 0, 2), "203.0.113.9"),
        card("203.0.113.9"),
    ]
    monkeypatch.setattr(ifaddr, "get_adapters", lambda: cards)
    assert [one for one in local_addresses() if one.startswith("203.0.113.")] == [
        "203.0.113.5",
        "203.0.113.9",
    ]


def test_a_qr_code_is_dark_on_light_in_any_theme_and_asks_nobody():
    svg = qr_svg("http://192.168.1.5:8866/class")
    assert 'fill="#fff"' in svg
    assert 'stroke="#000"' in svg
    assert "http" not in svg
    assert svg != qr_svg("http://192.168.1.6:8866/class")


def cell(source: str, kind: str = "markdown", **metadata) -> dict:
    return {"cell_type": kind, "source": source, "metadata": metadata}


def test_notes_are_found_as_jupyterlab_marks_them():
    cells = [
        cell("before all", tags=["notes"]),
        cell("# One\n\ntext\n\n```\n# no heading\n```"),
        cell("for one", slideshow={"slide_type": "notes"}),
        cell("### a smaller heading"),
        cell("also for one", tags=["x", "notes"]),
        cell("# code is no notes", "code", tags=["notes"]),
        cell("## Two: *three*\n\n## Four"),
        cell("for four", tags=["notes"]),
        cell("a slide", slideshow={"slide_type": "slide"}),
    ]
    found = [(one.title, one.notes) for one in sections(cells)]
    assert found == [
        ("", ("before all",)),
        ("One", ("for one", "also for one")),
        ("Two: three", ()),
        ("Four", ("for four",)),
    ]


@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
def test_every_main_part_of_a_lesson_has_notes(path):
    cells = json.loads(path.read_text())["cells"]
    assert [part.title for part in sections(cells) if not part.notes] == []
    for one in filter(is_notes, cells):
        text = "".join(one["source"])
        assert text.startswith(LABEL)
        assert "minutes" in text
        assert one["metadata"]["slideshow"]["slide_type"] == "notes", "JupyterLab knows it by this"
        assert one["metadata"]["tags"] == ["notes"]


def test_notes_are_told_to_the_instructor_section_by_section():
    async def scenario():
        async with a_class() as school:
            host = await school.pass_for_the_instructor()
            page = (await school.ask("/class/notes/05-relief", host)).body.decode()
            assert page.count('class="n-part"') == page.count("data-section=")
            assert 'data-section="0"><h2>What brings relief</h2>' in page
            assert "<strong>Ask:</strong>" in page
            assert LABEL.strip() not in page

    run(scenario)


def test_votes_and_names_go_into_a_real_record(tmp_path):
    url = f"sqlite:///{tmp_path / 'record.db'}"

    async def scenario():
        store = open_store(url)
        async with a_class(store, identify=lambda handler: "learner-of-this-browser") as school:
            instructor, phone = await school.instructor(), await school.phone()
            await instructor.say(do="set", name="names", on=True)
            await phone.until(lambda m: m.get("settings", {}).get("names"))
            await phone.say(do="name", name="Ann")
            await phone.until("name_set")
            await instructor.say(do="ask", question=f"item:{SINGLE.id}")
            current = await phone.question("open")
            await phone.say(
                do="vote",
                run=current["run"],
                round=1,
                response=[OPTION["wrong"]],
                confidence="sure",
            )
            await phone.until("vote_taken")
            await instructor.say(do="end_question")  # an open vote is frozen and kept
            await instructor.question(None)
        store.close()

    run(scenario)
    again = open_store(url)
    event = again.events("learner-of-this-browser")[0].event
    assert (event.item, event.response, event.correct, event.confidence, event.mode) == (
        SINGLE.id,
        [OPTION["wrong"]],
        False,
        "sure",
        "live",
    )
    assert event.version == SINGLE.version
    assert event.quiz
    assert again.name("learner-of-this-browser") == "Ann"
    again.close()


def test_the_command_says_the_key_once_and_brings_the_report(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("GLUTEEDU_STORE", f"sqlite:///{tmp_path / 'record.db'}")
    with teaching.a_class(Path("notebooks"), "127.0.0.1", 8866) as opened:
        told = capsys.readouterr().out
        assert told.count(opened.key) == 1
        assert "http://127.0.0.1:8866/class/host" in told
        assert any(pattern.endswith("/class/report") for pattern, *_ in opened.routes)
    assert capsys.readouterr().err == ""


def test_a_key_that_is_too_short_opens_no_class(monkeypatch):
    monkeypatch.setenv(KEY_SETTING, "short")
    with (
        pytest.raises(Exception) as stopped,  # noqa: PT011
        teaching.a_class(Path("notebooks"), "127.0.0.1", 8866),
    ):
        pass
    assert getattr(stopped.value, "exit_code", None) == 1


def test_who_is_known_has_one_vote_and_a_shared_phone_votes_for_its_holder(tmp_path):
    url = f"sqlite:///{tmp_path / 'record.db'}"

    async def scenario():
        store = open_store(url)
        async with a_class(store, identify=lambda handler: handler.get_cookie("who")) as school:
            instructor = await school.instructor()
            one, other = await school.pass_for_a_phone(), await school.pass_for_a_phone()
            people = [f"{one}; who=ada", f"{other}; who=ada", f"{one}; who=ben"]
            lines = [await school.phone(cookie) for cookie in people]
            await instructor.say(do="ask", question=f"item:{SINGLE.id}")
            for line, option in zip(lines, ("wrong", "right", "wrong"), strict=True):
                await said([line], OPTION[option], await line.question("open"))
            await instructor.say(do="end_question")
            await instructor.question(None)
        store.close()

    run(scenario)
    again = open_store(url)
    votes = {who: [e.event.response for e in again.events(who)] for who in ("ada", "ben")}
    assert votes == {"ada": [[OPTION["right"]]], "ben": [[OPTION["wrong"]]]}
    again.close()
