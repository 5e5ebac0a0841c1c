"""Puts outputs where a URL says (fsspec: s3://, gs://, abfs://, file:// ...), for workers that share no folder."""

from __future__ import annotations

from pathlib import Path

from tagwright.errors import ClusterError, OutputError


def put_all(folder: Path, url: str, *, last: str) -> None:
    """Copy the files of a folder to a URL, ``last`` after all others: where it stands, they all do.

    Raises ClusterError where fsspec is not installed, OutputError where the files cannot be written.
    """
    try:
        from fsspec.core import url_to_fs
    except ImportError as error:
        raise ClusterError(
            "A store needs fsspec, which is not installed.", remedy="pip install 'tagwright[dask]'"
        ) from error
    try:
        store, path = url_to_fs(url)
        store.makedirs(path, exist_ok=True)
        for file in sorted(folder.iterdir(), key=lambda file: (file.name == last, file.name)):
            if file.is_file():
                store.put_file(str(file), f"{path}/{file.name}")
    except (OSError, ValueError, ImportError) as error:
        raise OutputError(
            f"The outputs cannot be put to {url}: {error}.", remedy="Check the address and the right to write there."
        ) from error
