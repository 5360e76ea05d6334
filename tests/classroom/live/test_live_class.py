"""A whole class on a real server: it votes, talks, votes again, and sees why."""

from __future__ import annotations

import asyncio
import json

from tests.classroom.live.class_server import LIBRARY, OPTION, SINGLE, ListStore, a_class, said

QUESTION = f"item:{SINGLE.id}"
RIGHT, WRONG = OPTION["right"], OPTION["wrong"]


def run(scenario) -> None:
    asyncio.run(asyncio.wait_for(scenario(), 120))


def test_two_votes_then_the_key_and_who_moved():
    async def scenario():
        store = ListStore()
        async with a_class(store) as school:
            instructor = await school.instructor()
            screen = await school.line(
                "/class/host/live?view=screen", await school.pass_for_the_instructor()
            )
            phones = await school.phones(5)
            await instructor.say(do="ask", question=QUESTION)
            current = await phones[0].question("open")
            await said(phones[:2], RIGHT, current)
            await said(phones[2:], WRONG, current)
            await instructor.until(lambda m: m.get("count", {}).get("answered") == 5)
            seen = "".join(json.dumps(m) for m in instructor.heard)
            assert '"counts"' not in seen
            assert '"revealed"' not in seen

            await instructor.say(do="close", run=current["run"])
            closed = await instructor.question("closed")
            assert "counts" not in closed
            await instructor.say(do="peek")
            assert (await instructor.until("peek"))["peek"]["right"] == 2 / 5

            await instructor.say(do="vote_again", run=current["run"])
            await phones[0].question("open", 2)
            second = {**current, "round": 2}
            await said(phones[:4], RIGHT, second)
            await said(phones[4:], WRONG, second)
            await instructor.say(do="close", run=current["run"])
            await instructor.say(do="show", run=current["run"])
            shown = await screen.until(lambda m: (m.get("question") or {}).get("shown"))
            counts = shown["question"]["counts"]
            assert [c["n"] for c in counts] == [5, 5]
            assert [c["options"][RIGHT] for c in counts] == [2, 4]
            assert "revealed" not in shown["question"]

            await instructor.say(do="reveal", run=current["run"])
            end = await screen.question("revealed", 2)
            assert end["moves"]["counts"] == {
                "right_right": 2,
                "wrong_right": 2,
                "right_wrong": 0,
                "wrong_wrong": 1,
            }
            assert end["revealed"]["key"] == list(SINGLE.key)
            own = [
                await phone.until(lambda m: "revealed" in (m.get("question") or {}))
                for phone in phones
            ]
            assert [one["mine"]["right"] for one in own] == [True] * 4 + [False]
        firsts = [e for e in store.events if e.try_number == 1]
        seconds = [e for e in store.events if e.try_number == 2]
        assert sorted(e.correct for e in firsts) == [False] * 3 + [True] * 2
        assert sorted(e.correct for e in seconds) == [False] + [True] * 4
        assert len({e.learner for e in store.events}) == 5
        one = firsts[0]
        assert (one.kind, one.mode, one.item, one.session) == (
            "answer",
            "live",
            SINGLE.id,
            current["run"],
        )

    run(scenario)


def test_before_the_key_is_out_no_phone_is_told_it():
    async def scenario():
        async with a_class() as school:
            instructor, phone = await school.instructor(), await school.phone()
            await instructor.say(do="ask", question=QUESTION)
            current = await phone.question("open")
            await said([phone], WRONG, current)
            await instructor.say(do="close", run=current["run"])
            await phone.question("closed")
            await instructor.say(do="show", run=current["run"])
            await instructor.until(lambda m: (m.get("question") or {}).get("shown"))
            heard = json.dumps(phone.heard)
            assert "revealed" not in heard
            assert "counts" not in heard
            assert '"right"' not in heard
            for option in SINGLE.options:
                assert option.feedback[:25] not in heard
            assert SINGLE.explanation[:25] not in heard

    run(scenario)


def test_a_vote_counts_once_and_can_be_changed_until_the_vote_is_closed():
    async def scenario():
        store = ListStore()
        async with a_class(store) as school:
            instructor = await school.instructor()
            cookie = await school.pass_for_a_phone()
            phone, again = await school.phone(cookie), await school.phone(cookie)
            await instructor.say(do="ask", question=QUESTION)
            current = await phone.question("open")
            await said([phone], WRONG, current)
            await said([again], RIGHT, current)
            await said([phone, again], RIGHT, current)
            assert school.room.question.answered == 1
            assert school.room.connected == 1
            await instructor.say(do="close", run=current["run"])
            await phone.question("closed")
            await phone.say(do="vote", run=current["run"], round=1, response=[WRONG])
            assert (await phone.until("refused"))["refused"] == "late"
            await instructor.say(do="reopen", run=current["run"])
            await phone.question("open")
            await said([phone], WRONG, current)
            await instructor.say(do="close", run=current["run"])
            await instructor.question("closed")
            await instructor.say(do="reopen", run=current["run"])
            await instructor.say(do="close", run=current["run"])
            await instructor.say(do="end_question")
            await phone.question(None)
        assert [e.response for e in store.events] == [[RIGHT], [WRONG]]
        assert len({e.id for e in store.events}) == 2

    run(scenario)


def test_a_phone_that_comes_back_finds_its_vote():
    async def scenario():
        async with a_class() as school:
            instructor = await school.instructor()
            cookie = await school.pass_for_a_phone()
            phone = await school.phone(cookie)
            await instructor.say(do="ask", question=QUESTION)
            current = await phone.question("open")
            await said([phone], RIGHT, current)
            phone.socket.close()
            await instructor.until(lambda m: m.get("count", {}).get("connected") == 0)
            assert school.room.question.answered == 1
            back = await school.phone(cookie)
            hello = await back.until("question")
            assert hello["mine"]["response"] == [RIGHT]

    run(scenario)


def test_every_item_and_every_stage_of_a_case_can_be_asked_and_voted_on():
    """All of them through the real pages' messages: the form of a vote fits each type."""

    async def scenario():
        async with a_class(ListStore()) as school:
            instructor, phone = await school.instructor(), await school.phone()
            types = set()
            every = [q for group in school.room.catalogue.groups for q in group.questions]
            assert len(every) == len(LIBRARY.bank.items) + sum(len(c.stages) for c in LIBRARY.cases)
            picked = {(q.kind, q.item.type, q.last): q for q in every}.values()
            for question in picked:
                await instructor.say(do="ask", question=question.id)
                current = await phone.until(
                    lambda m, q=question: (m["question"] or {}).get("id") == q.id
                )
                current = current["question"]
                types.add(current["type"])
                response = {
                    "number": lambda f: f["number"]["max"],
                    "ordering": lambda f: [o["id"] for o in f["options"]],
                    "matching": lambda f: {o["id"]: f["targets"][0]["id"] for o in f["options"]},
                }.get(current["type"], lambda f: [f["options"][0]["id"]])(current)
                await phone.say(do="vote", run=current["run"], round=1, response=response)
                answer = await phone.until("vote_taken")
                assert answer["mine"]["response"] == response
                await instructor.say(do="close", run=current["run"])
                await instructor.say(do="reveal", run=current["run"])
                end = await instructor.until(
                    lambda m, q=question: (
                        (m.get("question") or {}).get("id") == q.id and "revealed" in m["question"]
                    )
                )
                assert end["question"]["counts"][0]["n"] == 1
                assert end["question"]["revealed"]["explanation"]
            assert types == {"single", "multiple", "number", "ordering", "matching", "hotspot"}

    run(scenario)


def test_votes_on_a_case_are_kept_nowhere():
    async def scenario():
        store = ListStore()
        async with a_class(store) as school:
            instructor, phone = await school.instructor(), await school.phone()
            case = LIBRARY.cases[0]
            await instructor.say(do="ask", question=f"case:{case.id}:1")
            current = await phone.question("open")
            await said([phone], "muscle_injury", current)
            await instructor.say(do="close", run=current["run"])
            await instructor.say(do="reveal", run=current["run"])
            end = await phone.question("revealed")
            assert end["revealed"]["key"] == [case.stages[0].cause]
            assert case.teaching[:20] not in json.dumps(end)
            await instructor.say(do="ask", question=f"case:{case.id}:2")
            second = await phone.until(
                lambda m: (m["question"] or {}).get("id") == f"case:{case.id}:2"
            )
            assert len(second["question"]["story"]) == 1
        assert store.events == []

    run(scenario)


def test_names_are_off_until_they_are_wanted_and_forgotten_when_not():
    async def scenario():
        store = ListStore()
        async with a_class(store) as school:
            instructor, phone = await school.instructor(), await school.phone()
            hello = await phone.until("settings")
            assert hello["settings"]["names"] is False
            await phone.say(do="name", name="Ann")
            await phone.until("refused")
            await instructor.say(do="set", name="names", on=True)
            await phone.until(lambda m: m.get("settings", {}).get("names"))
            await phone.say(do="name", name="  Ann\n<b>  " + "x" * 100)
            await phone.until("name_set")
            people = (await instructor.until(lambda m: m.get("count", {}).get("people")))["count"][
                "people"
            ]
            assert people[0]["name"].startswith("Ann <b> xxx")
            assert len(people[0]["name"]) == 40
            screen = await school.line(
                "/class/host/live?view=screen", await school.pass_for_the_instructor()
            )
            assert "Ann" not in json.dumps(await screen.until("class"))
            await instructor.say(do="set", name="names", on=False)
            await phone.until(lambda m: m.get("settings", {}).get("names") is False)
            assert [d.name for d in school.room.devices.values()] == [None]
        assert list(store.names.values()) == [None]

    run(scenario)


def test_the_class_goes_on_while_the_store_does_not():
    async def scenario():
        store = ListStore()
        store.broken = True
        async with a_class(store) as school:
            instructor, phone = await school.instructor(), await school.phone()
            await instructor.say(do="ask", question=QUESTION)
            current = await phone.question("open")
            await said([phone], RIGHT, current)
            await instructor.say(do="close", run=current["run"])
            await instructor.until(lambda m: m.get("count", {}).get("saving") == "paused")
            await instructor.say(do="vote_again", run=current["run"])
            await phone.question("open", 2)
            store.broken = False
            await instructor.until(lambda m: m.get("count", {}).get("saving") == "on")
        assert [e.response for e in store.events] == [[RIGHT]]

    run(scenario)


def test_nobody_new_comes_in_once_joining_is_closed():
    async def scenario():
        async with a_class() as school:
            instructor = await school.instructor()
            cookie = await school.pass_for_a_phone()
            inside = await school.phone(cookie)
            await inside.until("question")
            await instructor.say(do="set", name="joining_closed", on=True)
            await instructor.until(lambda m: m.get("class", {}).get("joining_closed"))
            late = await school.phone()
            assert await late.closed() == 4003
            again = await school.phone(cookie)
            await again.until("question")
            assert school.room.connected == 1

    run(scenario)
