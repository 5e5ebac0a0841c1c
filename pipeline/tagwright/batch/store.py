"""Outputs where a URL says (fsspec: s3://, gs://, abfs://, file:// ...), for workers that share no folder."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from tagwright.errors import ClusterError, OutputError


def put_all(folder: Path, url: str, *, last: str) -> None:
    """Copy the files of a folder to a URL, ``last`` after all others: where it stands, they all do.

    Raises ClusterError where fsspec is not installed, OutputError where the files cannot be written.
    """
    with _opened(url, "written") as (store, path):
        store.makedirs(path, exist_ok=True)
        for file in sorted(folder.iterdir(), key=lambda file: (file.name == last, file.name)):
            if file.is_file():
                store.put_file(str(file), f"{path}/{file.name}")


def get_all(url: str, files: Mapping[str, str]) -> dict[str, bytes]:
    """Give the contents of files by their names; ``files`` has the place of each under the URL. Without missing ones.

    Raises ClusterError where fsspec is not installed, OutputError where the store cannot be read.
    """
    with _opened(url, "read") as (store, path):
        places = {f"{path.rstrip('/')}/{place}": name for name, place in files.items()}
        found = store.cat(list(places), on_error="return")
        contents: dict[str, bytes] = {}
        for place, content in found.items():
            if isinstance(content, bytes):
                contents[places[place]] = content
            elif not isinstance(content, FileNotFoundError):
                raise content
        return contents


@contextlib.contextmanager
def _opened(url: str, what: str) -> Iterator[tuple[Any, str]]:
    try:
        from fsspec.core import url_to_fs
    except ImportError as error:
        raise ClusterError(
            "A store needs fsspec, which is not installed.", remedy="pip install 'tagwright[dask]'"
        ) from error
    try:
        yield url_to_fs(url)
    except Exception as error:  # each driver has errors of its own, such as one for missing credentials
        raise OutputError(
            f"The store {url} cannot be {what}: {type(error).__name__}: {error}.",
            remedy="Check the address, its driver (s3fs, gcsfs, adlfs) and your rights there.",
        ) from error
