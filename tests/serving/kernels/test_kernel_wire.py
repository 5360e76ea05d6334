"""Messages with file descriptors arrive whole, or not at all."""

from __future__ import annotations

import os
import socket

import pytest

from gluteedu.serving.kernels import wire


@pytest.fixture
def pair() -> tuple[socket.socket, socket.socket]:
    return socket.socketpair()


def test_a_message_and_its_descriptors(pair: tuple[socket.socket, socket.socket]) -> None:
    here, there = pair
    reading, writing = os.pipe()
    wire.send(here, {"number": 1, "env": {"PFAD": "/straße"}}, [writing])
    wire.send(here, {"number": 2})
    os.close(writing)
    first, second = wire.receive(there), wire.receive(there)
    assert first is not None
    assert first[0] == {"number": 1, "env": {"PFAD": "/straße"}}
    assert not os.get_inheritable(first[1][0])
    os.write(first[1][0], b"through")
    assert os.read(reading, 100) == b"through"
    assert second == ({"number": 2}, [])


def test_a_message_larger_than_any_buffer(pair: tuple[socket.socket, socket.socket]) -> None:
    import threading

    here, there = pair
    long = {"text": "x" * 3_000_000}
    sender = threading.Thread(target=wire.send, args=(here, long))
    sender.start()
    assert wire.receive(there) == (long, [])
    sender.join()


@pytest.mark.parametrize("sent", [b"", b"\0\0", b"\0\0\0\x09{}"])
def test_the_end_of_the_other_side(pair: tuple[socket.socket, socket.socket], sent: bytes) -> None:
    here, there = pair
    here.sendall(sent)
    here.close()
    assert wire.receive(there) is None
