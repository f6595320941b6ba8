"""Every table loads in pandas, polars, pyarrow and DuckDB with the declared types, and the keys hold."""

import json

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet as pq
import pytest
from conftest import TABLES

# What each type of the descriptor is in each of them; integers have the width that Parquet gives them.
ARROW = {
    "string": {pa.string()},
    "integer": {pa.int16(), pa.int32(), pa.int64()},
    "number": {pa.float32()},
    "boolean": {pa.bool_()},
    "date": {pa.date32()},
    "datetime": {pa.timestamp("us", tz="UTC")},
}
DUCKDB = {
    "string": {"VARCHAR"},
    "integer": {"SMALLINT", "INTEGER", "BIGINT"},
    "number": {"FLOAT"},
    "boolean": {"BOOLEAN"},
    "date": {"DATE"},
    "datetime": {"TIMESTAMP WITH TIME ZONE"},
}
POLARS = {
    "string": {pl.String},
    "integer": {pl.Int16, pl.Int32, pl.Int64},
    "number": {pl.Float32},
    "boolean": {pl.Boolean},
    "date": {pl.Date},
    "datetime": {pl.Datetime("us", "UTC")},
}

every_table = pytest.mark.parametrize("table", TABLES)


def query(sql: str) -> list:
    return duckdb.sql(sql).fetchall()


def fields(table: str) -> dict:
    return {field["name"]: field["type"] for field in TABLES[table]["schema"]["fields"]}


def paths(dataset, table: str) -> tuple:
    return dataset / f"csv/{table}.csv", dataset / f"parquet/{table}.parquet"


def declared_rows(descriptor: dict, table: str) -> int:
    return next(resource["rows"] for resource in descriptor["resources"] if resource["name"] == table)


@every_table
def test_pyarrow(dataset, descriptor, table):
    csv, parquet = paths(dataset, table)
    columns = fields(table)
    read = pq.read_table(parquet)
    assert read.column_names == list(columns)
    for field in read.schema:
        assert field.type in ARROW[columns[field.name]], f"{table}.{field.name}: {field.type}"
        assert field.metadata[b"description"], f"{table}.{field.name} has no description"
    about = pq.read_metadata(parquet).metadata
    assert about[b"qikan.table"].decode() == table
    assert list(json.loads(about[b"qikan.columns"])) == list(columns)
    options = pa.csv.ConvertOptions(
        column_types=read.schema, strings_can_be_null=True, quoted_strings_can_be_null=False, null_values=[""]
    )
    newlines = pa.csv.ParseOptions(newlines_in_values=True)
    from_csv = pa.csv.read_csv(csv, convert_options=options, parse_options=newlines)
    assert from_csv.equals(read.replace_schema_metadata(None).cast(from_csv.schema))
    assert read.num_rows == declared_rows(descriptor, table)


@every_table
def test_pandas(dataset, descriptor, table):
    csv, parquet = paths(dataset, table)
    columns = fields(table)
    read = pd.read_parquet(parquet, dtype_backend="pyarrow")
    assert list(read.columns) == list(columns)
    for name, kind in columns.items():
        assert read[name].dtype.pyarrow_dtype in ARROW[kind], f"{table}.{name}: {read[name].dtype}"
    text = pd.read_csv(csv, dtype=str, keep_default_na=False)
    assert list(text.columns) == list(columns)
    assert len(text) == len(read) == declared_rows(descriptor, table)
    typed = pd.read_csv(csv, dtype_backend="pyarrow", dtype={n: t for n, t in read.dtypes.items()}, na_values=[""],
                        keep_default_na=False)
    pd.testing.assert_frame_equal(typed, read)


@every_table
def test_polars(dataset, descriptor, table):
    csv, parquet = paths(dataset, table)
    columns = fields(table)
    read = pl.read_parquet(parquet)
    assert read.columns == list(columns)
    for name, kind in columns.items():
        assert read.schema[name] in POLARS[kind], f"{table}.{name}: {read.schema[name]}"
    typed = pl.read_csv(csv, schema=read.schema)
    assert typed.equals(read)
    assert read.height == declared_rows(descriptor, table)


@every_table
def test_duckdb(dataset, descriptor, table):
    csv, parquet = paths(dataset, table)
    columns = fields(table)
    types = {row[0]: row[1] for row in query(f"DESCRIBE FROM '{parquet}'")}
    assert list(types) == list(columns)
    for name, kind in columns.items():
        assert types[name] in DUCKDB[kind], f"{table}.{name}: {types[name]}"
    from_csv, from_parquet = f"FROM read_csv('{csv}', header = true, columns = {types})", f"FROM '{parquet}'"
    assert query(f"({from_csv}) EXCEPT ALL ({from_parquet})") == []
    assert query(f"({from_parquet}) EXCEPT ALL ({from_csv})") == []
    assert query(f"SELECT count(*) {from_parquet}") == [(declared_rows(descriptor, table),)]


def test_articles_have_dates_numbers_and_text(dataset):
    """The types are not only declared: the samples fill them."""
    [(received, online, year, first)] = query(
        f"SELECT count(received), count(online), max(year), min(received) FROM '{dataset}/parquet/articles.parquet'"
    )
    assert received > 5 and online > 5 and 1990 < year < 2100 and first.year > 1990
    [(corresponding,)] = query(f"SELECT count(*) FROM '{dataset}/parquet/authors.parquet' WHERE corresponding")
    assert corresponding > 5


def test_a_moment_is_read_as_one(dataset):
    moment = "2024-05-06 07:08:09+00:00"
    read = pd.read_parquet(dataset / "parquet/sources.parquet")["fetched"].dropna()
    assert [str(fetched) for fetched in read] == [moment]
    rows = query(f"SELECT epoch(fetched) FROM '{dataset}/parquet/sources.parquet' WHERE fetched IS NOT NULL")
    assert rows == [(pd.Timestamp(moment).timestamp(),)]
    guessed = query(f"SELECT typeof(fetched) FROM '{dataset}/csv/sources.csv' WHERE fetched IS NOT NULL")
    assert guessed[0][0].startswith("TIMESTAMP")


@pytest.mark.parametrize("format", ["csv", "parquet"])
@every_table
def test_keys(dataset, table, format):
    """Primary keys are unique and never null; what a foreign key names is there."""

    def source(name: str) -> str:
        path = f"{dataset}/{format}/{name}.{format}"
        return f"'{path}'" if format == "parquet" else f"read_csv('{path}', all_varchar = true, header = true)"

    schema = TABLES[table]["schema"]
    if key := [f'"{column}"' for column in schema["primaryKey"]]:
        twice = f"SELECT {', '.join(key)} FROM {source(table)} GROUP BY ALL HAVING count(*) > 1"
        assert query(twice) == [], f"{table}: {key} is no key"
        nulls = " OR ".join(f"{column} IS NULL" for column in key)
        assert query(f"FROM {source(table)} WHERE {nulls}") == []
    for foreign in schema.get("foreignKeys", []):
        reference = foreign["reference"]
        on = " AND ".join(f'a."{a}" = b."{b}"' for a, b in zip(foreign["fields"], reference["fields"], strict=True))
        there = " AND ".join(f'a."{a}" IS NOT NULL' for a in foreign["fields"])
        there = f"{source(table)} a ANTI JOIN {source(reference['resource'])} b ON {on} WHERE {there}"
        assert query(f"SELECT a.* FROM {there}") == [], f"{table} → {reference['resource']}"


def test_tables_join(dataset):
    """Authors find their affiliations by way of authorships, as many as there are authorships."""
    folder = dataset / "parquet"
    joined = query(f"""
        SELECT au.name_zh, af.text_zh FROM '{folder}/authorships.parquet' x
        JOIN '{folder}/authors.parquet' au ON au.article_id = x.article_id AND au.position = x.author_position
        JOIN '{folder}/affiliations.parquet' af ON af.article_id = x.article_id AND af.position = x.affiliation_position
        JOIN '{folder}/articles.parquet' ar ON ar.article_id = x.article_id
    """)
    assert len(joined) == pq.read_metadata(folder / "authorships.parquet").num_rows > 20
