"""The dataset that all tests read: the samples, built once by the binary under test."""

import json
import os
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
QIKAN = Path(os.environ.get("QIKAN_BIN", ROOT / "target/debug/qikan"))


@pytest.fixture(scope="session")
def dataset(tmp_path_factory) -> Path:
    """A folder `dataset` with every table, the only thing in its parent."""
    assert QIKAN.exists(), f"{QIKAN}: expected the program, found nothing; run `cargo build` or set QIKAN_BIN"
    out = tmp_path_factory.mktemp("samples") / "dataset"
    # a moment in `sources` that is not null
    crawl = tmp_path_factory.mktemp("crawl") / "crawl.warc"
    page = "A guide for authors"
    crawl.write_text(
        "WARC/1.0\r\nWARC-Type: conversion\r\nWARC-Date: 2024-05-06T07:08:09Z\r\nContent-Length: "
        f"{len(page)}\r\n\r\n{page}\r\n\r\n"
    )
    command = [QIKAN, "build", ROOT / "data/samples", crawl, "--out", out, "--evidence", "--quiet"]
    built = subprocess.run(command, capture_output=True, text=True)
    assert (built.returncode, built.stderr) == (0, "")
    return out


@pytest.fixture(scope="session")
def descriptor(dataset) -> dict:
    return json.loads((dataset / "datapackage.json").read_text(encoding="utf-8"))


def committed_tables() -> dict:
    """The definition of each table by its name; the dataset's own descriptor is held against it in Rust."""
    descriptor = json.loads((ROOT / "schema/datapackage.json").read_text(encoding="utf-8"))
    return {resource["name"]: resource for resource in descriptor["resources"]}


TABLES = committed_tables()
