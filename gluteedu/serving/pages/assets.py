"""Files of the page, named after their content: compressed once, kept by the browser for good."""

from __future__ import annotations

import gzip
import hashlib
from dataclasses import dataclass
from functools import cached_property

import brotli
from tornado.web import HTTPError, RequestHandler

_FOR_GOOD = "public, max-age=31536000, immutable"
_LARGE = 1_000_000  # bytes; above this a slower compression costs a person a second


@dataclass(frozen=True)
class Asset:
    """One file: its name, its bytes and its media type."""

    name: str
    content: bytes
    media_type: str

    @cached_property
    def tag(self) -> str:
        """Sixteen hexadecimal digits of the content's SHA-256."""
        return hashlib.sha256(self.content).hexdigest()[:16]

    @property
    def address(self) -> str:
        """Its path below the assets' folder; another content has another path."""
        stem, dot, ending = self.name.rpartition(".")
        return f"{stem}.{self.tag}{dot}{ending}"

    @cached_property
    def brotli(self) -> bytes:
        """The content, compressed with brotli."""
        quality = 6 if len(self.content) > _LARGE else 10
        return bytes(brotli.compress(self.content, quality=quality))

    @cached_property
    def gzip(self) -> bytes:
        """The content, compressed with gzip; the same bytes at every start."""
        return gzip.compress(self.content, compresslevel=9, mtime=0)


class Assets:
    """All files of the page by address."""

    def __init__(self, base_url: str) -> None:
        self.prefix = f"{base_url}assets/"
        self._by_address: dict[str, Asset] = {}

    def add(self, name: str, content: bytes | str, media_type: str) -> str:
        """Keep a file; the address to put into a page."""
        body = content.encode() if isinstance(content, str) else content
        asset = Asset(name, body, media_type)
        self._by_address[asset.address] = asset
        return self.prefix + asset.address

    def find(self, address: str) -> Asset | None:
        """The file at this address, or None."""
        return self._by_address.get(address)


def send_compressed(handler: RequestHandler, asset: Asset) -> None:
    """Finish an answer with the smallest form of ``asset`` that the browser takes."""
    accepted = handler.request.headers.get("Accept-Encoding", "")
    handler.set_header("Content-Type", asset.media_type)
    handler.set_header("Vary", "Accept-Encoding")
    body = asset.content
    if "br" in accepted:
        handler.set_header("Content-Encoding", "br")
        body = asset.brotli
    elif "gzip" in accepted:
        handler.set_header("Content-Encoding", "gzip")
        body = asset.gzip
    handler.set_header("Content-Length", str(len(body)))
    handler.finish(body)


class AssetHandler(RequestHandler):
    """Answers for one file of the page."""

    def initialize(self, assets: Assets) -> None:
        """``assets``: the files there are."""
        self._assets = assets

    def get(self, address: str) -> None:
        """The file, to be kept for good: its address changes with its content."""
        asset = self._assets.find(address)
        if asset is None:
            raise HTTPError(404)
        self.set_header("Cache-Control", _FOR_GOOD)
        self.set_header("X-Content-Type-Options", "nosniff")
        send_compressed(self, asset)

    head = get
