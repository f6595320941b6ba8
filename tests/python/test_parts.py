"""Tables in several Parquet files load as one table, the same as that of one file."""

import json
import subprocess

import duckdb
import pandas as pd
import polars as pl
import pyarrow.dataset
import pyarrow.parquet as pq
import pytest
from conftest import QIKAN, ROOT, TABLES
from test_frictionless import validate


@pytest.fixture(scope="session")
def parts(dataset, tmp_path_factory):
    """The dataset of all tests once more, in files of seven rows."""
    out = tmp_path_factory.mktemp("parts") / "dataset"
    command = [QIKAN, "build", ROOT / "data/samples", "--out", out, "--evidence", "--quiet", "--rows-per-file", "7"]
    built = subprocess.run(command, capture_output=True, text=True)
    assert (built.returncode, built.stderr) == (0, "")
    return out


@pytest.mark.parametrize("table", TABLES)
def test_one_table(dataset, parts, table):
    whole = pq.read_table(dataset / f"parquet/{table}.parquet")
    folder = parts / "parquet" / table
    files = sorted(folder.iterdir())
    assert len(files) == max(1, -(-whole.num_rows // 7))
    assert all(pq.read_metadata(file).num_rows <= 7 for file in files)

    read = pyarrow.dataset.dataset(folder).to_table()
    assert read.schema == whole.schema and read.equals(whole)
    assert pl.read_parquet(folder / "*.parquet").equals(pl.from_arrow(whole))
    frame = pd.read_parquet(folder, dtype_backend="pyarrow")
    pd.testing.assert_frame_equal(frame, pd.read_parquet(dataset / f"parquet/{table}.parquet", dtype_backend="pyarrow"))

    one, many = (f"'{dataset}/parquet/{table}.parquet'", f"read_parquet('{parts}/parquet/{table}/**/*.parquet')")
    described = [duckdb.sql(f"DESCRIBE FROM {source}").fetchall() for source in (one, many)]
    assert described[0] == described[1]
    assert duckdb.sql(f"(FROM {one}) EXCEPT ALL (FROM {many})").fetchall() == []
    assert duckdb.sql(f"(FROM {many}) EXCEPT ALL (FROM {one})").fetchall() == []


def test_the_descriptor_names_every_file(parts):
    descriptor = json.loads((parts / "datapackage.json").read_text(encoding="utf-8"))
    named = {resource["path"] for resource in descriptor["resources"] if resource["format"] == "parquet"}
    assert named == {str(file.relative_to(parts)) for file in parts.glob("parquet/*/*.parquet")}
    report = validate(parts)
    assert report["valid"], report
