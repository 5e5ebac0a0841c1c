"""What several commands take: a path, whether pictures are read, and whether a program reads the answer."""

from __future__ import annotations

from pathlib import Path

import click

PATH = click.Path(path_type=Path)
OCR = click.option("--ocr", is_flag=True, help="Let tesseract read pages of a PDF that are pictures.")
JSON = click.option("--json", "as_json", is_flag=True, help="Print the answer as JSON, for a program to read.")
