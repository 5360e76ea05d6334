"""Files named after their content: compressed alike at every start, and never another's."""

from __future__ import annotations

import gzip

import brotli

from gluteedu.serving.pages.assets import Asset, Assets


def test_another_content_has_another_address() -> None:
    one, two = Asset("a.js", b"one", "text/javascript"), Asset("a.js", b"two", "text/javascript")
    assert one.address != two.address
    assert one.address.startswith("a.")
    assert one.address.endswith(".js")
    assert one.address == Asset("a.js", b"one", "text/javascript").address


def test_both_compressed_forms_hold_the_content() -> None:
    asset = Asset("a.css", b"body { margin: 0 }" * 400, "text/css")
    assert brotli.decompress(asset.brotli) == asset.content
    assert gzip.decompress(asset.gzip) == asset.content
    assert asset.gzip == Asset("b.css", asset.content, "text/css").gzip
    assert max(len(asset.brotli), len(asset.gzip)) < len(asset.content) / 10


def test_only_what_was_added_is_found() -> None:
    assets = Assets("/base/")
    address = assets.add("words.txt", "Grüße", "text/plain")
    assert address.startswith("/base/assets/words.")
    found = assets.find(address.removeprefix(assets.prefix))
    assert found is not None
    assert found.content.decode() == "Grüße"
    for other in ("words.txt", "../words.txt", ""):
        assert assets.find(other) is None
