"""The record that a command reads: its option, and how it is opened."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from gluteedu.commands.stopping import stop
from gluteedu.records.stores import ADDRESS_EXAMPLES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gluteedu.records.store import Store

RecordOption = Annotated[
    str | None,
    typer.Option(
        "--store",
        help=f"Where the record is: {' or '.join(ADDRESS_EXAMPLES.values())}; "
        "GLUTEEDU_STORE, or this user's own record, if not given.",
    ),
]


@contextmanager
def opened_record(store: str | None) -> Iterator[Store]:
    """The store that is meant, if it is there; its troubles and the content's end the command."""
    from gluteedu.content.loading.problems import ContentError
    from gluteedu.records.errors import StoreError
    from gluteedu.records.store import open_store
    from gluteedu.records.store_address import NO_STORE, checked_url, store_file, store_url

    try:
        url = store_url() if store is None else checked_url(store, "--store")
        if url == NO_STORE:
            raise StoreError("--store: nothing is kept there", "setting")
        if (file := store_file(url)) and not file.is_file():
            raise StoreError(f"--store: there is no record at {file}", "setting")
        record = open_store(url, read_only=True)
        try:
            yield record
        finally:
            record.close()
    except StoreError as trouble:
        raise stop(str(trouble)) from None
    except ContentError as error:
        raise stop(f"The course's content has faults; nothing was written.\n{error}") from None
