"""Two releases of the samples, ten changes between them, in the hands of every tool that a release is made for."""

import csv
import importlib.metadata
import json
import os
import re
import subprocess

import duckdb
import jsonschema
import mlcroissant as mlc
import pandas as pd
import polars as pl
import pyarrow.parquet as pq
import pytest
import yaml
from conftest import QIKAN, ROOT
from test_frictionless import validate
from test_readme import FENCE
from test_tables import ARROW, DUCKDB, POLARS, query

ABOUT = """
title = "论文样例 Invented papers"
license = "CC-BY-4.0"
description = "The samples of qikan: nobody in them exists."
keywords = ["bibliography", "中文期刊"]
homepage = "https://example.org/samples"
doi = "10.5072/samples.{number}"

[[creators]]
family = "彭"
given = "一鸣"
orcid = "0000-0002-1825-0097"
affiliation = "Example University"

[[creators]]
name = "Example Library"
"""

NEW_PAGE = """土壤进展 ›› 2024, Vol. 9 ›› Issue (3): {page}.doi: 10.5555/new.{page}

{title}

顾望舒1, 沈知行1

1. 南京大学 环境学院,南京 210023

摘要: 以长江下游六座城市的湿地为对象,估算了土壤与植被碳库的变化,并分析了岸线改造对碳汇的影响。

关键词: 城市湿地, 碳汇, 空间格局
"""

# Of ten articles: what is done to the pages, and what the table `changes` is to say.
EDITS = [
    ("rhhz/message-board.txt", "离网格波达方向联合估计", "离网格到达方向联合估计"),
    ("publishers/mdpi.txt", "Phosphorus Legacy", "Phosphorus Heritage"),
    ("sciengine/english.txt", "Lifelong graph sparsification", "Lifelong graph thinning"),
    ("founder/details.txt", "高海拔特长公路隧道", "高海拔超长公路隧道"),
    ("hanspub/article.txt", "赣南稀土开采碳排放", "赣南稀土采选碳排放"),
]
CHANGED = {
    "doi:10.11999/jeit226161",
    "doi:10.3390/agriculture14099587",
    "doi:10.1007/s11432-022-9999-3",
    "doi:10.3724/sp.j.2097.2024.00917",
    "doi:10.12677/se.2023.139988",
}
ADDED = {"doi:10.5555/new.11", "doi:10.5555/new.12", "doi:10.3389/fpls.2023.9158133"}
REMOVED = {"doi:10.6575/jila.202012_(97).0095"}
MERGED = {"doi:10.3389/fpls.2023.9158132": "doi:10.3389/fpls.2023.9158133"}


def run(*command, cwd) -> None:
    env = {name: value for name, value in os.environ.items() if name != "SOURCE_DATE_EPOCH"}
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, env=env)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="session")
def releases(tmp_path_factory):
    """The folder with the releases 2026.11 and 2026.12."""
    here = tmp_path_factory.mktemp("releases")
    pages = here / "pages"
    subprocess.run(["cp", "-r", ROOT / "data/samples", pages], check=True)

    def release(version: str, *more) -> None:
        run(QIKAN, "build", "pages", "--out", "dataset", "--evidence", "--overwrite", "--quiet", cwd=here)
        (here / "release.toml").write_text(ABOUT.format(number=version[-2:]), encoding="utf-8")
        run(QIKAN, "release", "dataset", "--version", version, "--out", version, *more, cwd=here)

    def edit(name: str, old: str, new: str) -> None:
        text = (pages / name).read_text(encoding="utf-8")
        assert old in text, f"{name} has no {old}"
        (pages / name).write_text(text.replace(old, new), encoding="utf-8")

    release("2026.11")
    for name, old, new in EDITS:
        edit(name, old, new)
    edit("publishers/frontiers.txt", "9158132", "9158133")
    (pages / "airiti/labels-on-lines.txt").unlink()
    for page, title in [(11, "新近沉积物的磁性特征"), (12, "风成沙的粒度参数")]:
        (pages / f"new-{page}.txt").write_text(NEW_PAGE.format(page=page, title=title), encoding="utf-8")
    release("2026.12", "--previous", "2026.11")
    return here


@pytest.fixture(params=["2026.11", "2026.12"])
def released(releases, request):
    return releases / request.param


def descriptor(folder) -> dict:
    return json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))


def resources(folder, format: str) -> dict:
    """Each table: its definition, its files, its rows."""
    suffix = "" if format == "csv" else f"-{format}"
    found = {}
    for resource in descriptor(folder)["resources"]:
        name = resource["name"]
        if resource["format"] == format:
            paths = resource["path"] if isinstance(resource["path"], list) else [resource["path"]]
            found[name.removesuffix(suffix)] = (resource, [folder / path for path in paths])
    return found


def carried(package: str, path: str) -> dict:
    """A schema that a package brings along."""
    return json.loads(importlib.metadata.distribution(package).locate_file(path).read_text(encoding="utf-8"))


def test_the_changes_are_the_ten(releases):
    with (releases / "2026.12/csv/changes.csv").open(encoding="utf-8", newline="") as table:
        rows = list(csv.DictReader(table))
    of = {kind: {row["article_id"] for row in rows if row["change"] == kind} for kind in ("added", "changed", "removed")}
    assert of == {"added": ADDED, "changed": CHANGED, "removed": REMOVED}
    assert {row["article_id"]: row["merged_into"] for row in rows if row["change"] == "merged_into"} == MERGED
    assert len(rows) == 10 and {row["version"] for row in rows} == {"2026.12"}
    for row in rows:
        assert ("title_" in row["fields"]) == (row["change"] == "changed")
    section = (releases / "2026.12/CHANGELOG.md").read_text(encoding="utf-8").split("\n## ")[1]
    counts = {name: int(count) for name, count in re.findall(r"^- ([a-z ]+): (\d+)", section, re.MULTILINE)}
    assert counts == {"added": 3, "changed": 5, "removed": 1, "merged into others": 1}
    with (releases / "2026.12/csv/articles.csv").open(encoding="utf-8", newline="") as table:
        now = {row["article_id"] for row in csv.DictReader(table)}
    with (releases / "2026.11/csv/articles.csv").open(encoding="utf-8", newline="") as table:
        before = {row["article_id"] for row in csv.DictReader(table)}
    assert (before | ADDED) - REMOVED - set(MERGED) == now


def test_checksums(released):
    run("sha256sum", "--strict", "--quiet", "-c", "SHA256SUMS", cwd=released)
    listed = {line[66:] for line in (released / "SHA256SUMS").read_text(encoding="utf-8").splitlines()}
    there = {str(path.relative_to(released)) for path in released.rglob("*") if path.is_file()}
    assert there - listed == {"SHA256SUMS"} and listed <= there


def test_check_finds_nothing(released):
    done = subprocess.run([QIKAN, "check", released], capture_output=True, text=True)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_frictionless(released):
    report = validate(released)
    told = [error["message"] for task in report["tasks"] for error in task["errors"]]
    assert report["valid"], "\n".join(told + [error["message"] for error in report["errors"]])
    assert report["stats"]["tasks"] == len(descriptor(released)["resources"]) == 20


def test_croissant_is_valid_and_loads(released):
    dataset = mlc.Dataset(jsonld=released / "croissant.json")
    issues = dataset.metadata.ctx.issues
    assert not issues.errors and not issues.warnings
    tables = resources(released, "parquet")
    assert {record_set.uuid for record_set in dataset.metadata.record_sets} == set(tables)
    for table, (_, paths) in tables.items():
        expected = pd.concat([pd.read_parquet(path, dtype_backend="pyarrow") for path in paths])
        loaded = list(dataset.records(table))
        assert len(loaded) == len(expected), table
        # a left join may turn rows around, and whole numbers with gaps into fractions
        def shown(row):
            values = [None if pd.isna(value) else value for value in row]
            values = [value.decode() if isinstance(value, bytes) else value for value in values]
            return [str(value.date()) if isinstance(value, pd.Timestamp) else str(value) for value in values]

        columns = list(expected.columns)
        loaded = sorted(shown([record[f"{table}/{column}"] for column in columns]) for record in loaded)
        expected = sorted(shown(row) for row in expected.itertuples(index=False))
        numbers = {"evidence": {columns.index("confidence")}} if table == "evidence" else {}
        skip = numbers.get(table, set())
        strip = lambda rows: [[value for at, value in enumerate(row) if at not in skip] for row in rows]
        assert strip(loaded) == strip(expected), table


def test_croissant_notices_other_bytes(releases, tmp_path):
    """Loading does look at the files: a record set out of a truncated one fails."""
    broken = tmp_path / "broken"
    subprocess.run(["cp", "-r", releases / "2026.11", broken], check=True)
    path = broken / "parquet/authors.parquet"
    path.write_bytes(path.read_bytes()[:-100])
    with pytest.raises(Exception):
        list(mlc.Dataset(jsonld=broken / "croissant.json").records("authors"))


def test_datacite(released):
    metadata = json.loads((released / "datacite.json").read_text(encoding="utf-8"))
    schema = carried("datacite", "datacite/schemas/datacite-v4.5.json")
    validator = jsonschema.Draft201909Validator(schema, format_checker=jsonschema.FormatChecker())
    assert list(validator.iter_errors(metadata)) == []
    assert list(validator.iter_errors({**metadata, "publicationYear": 2026, "more": 1})), "the schema does look"
    if released.name == "2026.12":
        assert metadata["relatedIdentifiers"][0]["relatedIdentifier"] == "10.5072/samples.11"


def test_citation(released):
    citation = yaml.safe_load((released / "CITATION.cff").read_text(encoding="utf-8"))
    schema = carried("cffconvert", "cffconvert/schemas/1.2.0/schema.json")
    validator = jsonschema.Draft7Validator(schema, format_checker=jsonschema.FormatChecker())
    assert list(validator.iter_errors(citation)) == []
    assert list(validator.iter_errors({**citation, "license": "CC-BY"})), "the schema does look"


def test_every_licence_is_one_that_can_be_cited():
    """The ids that release.toml takes are those of SPDX."""
    source = (ROOT / "src/dataset/release/license.rs").read_text(encoding="utf-8")
    ids = re.findall(r'license\(\s*"([^"]+)"', source)
    schema = carried("cffconvert", "cffconvert/schemas/1.2.0/schema.json")
    assert len(ids) == 9 and set(ids) <= set(schema["definitions"]["license-enum"]["enum"])


def test_every_table_has_its_types_everywhere(released):
    csvs = resources(released, "csv")
    for table, (resource, paths) in resources(released, "parquet").items():
        kinds = {field["name"]: field["type"] for field in resource["schema"]["fields"]}
        names = [str(path) for path in paths]
        arrow = pq.ParquetDataset(names).read()
        assert arrow.column_names == list(kinds)
        assert all(field.type in ARROW[kinds[field.name]] for field in arrow.schema), table
        frame = pd.concat([pd.read_parquet(name, dtype_backend="pyarrow") for name in names])
        assert all(frame[name].dtype.pyarrow_dtype in ARROW[kind] for name, kind in kinds.items()), table
        lazy = pl.read_parquet(names)
        assert all(lazy.schema[name] in POLARS[kind] for name, kind in kinds.items()), table
        types = {row[0]: row[1] for row in query(f"DESCRIBE FROM read_parquet({names})")}
        assert all(types[name] in DUCKDB[kind] for name, kind in kinds.items()), table
        text = [str(path) for path in csvs[table][1]]
        from_csv = f"FROM read_csv({text}, header = true, columns = {types})"
        assert query(f"({from_csv}) EXCEPT ALL (FROM read_parquet({names}))") == [], table
        rows = arrow.num_rows
        assert rows == len(frame) == lazy.height == resource["rows"] == csvs[table][0]["rows"], table


def test_keys(released):
    """Primary keys are unique, and what a foreign key names is there; by SQL, in both formats."""
    for format in ("csv", "parquet"):
        tables = resources(released, format)

        def source(name: str) -> str:
            paths = [str(path) for path in tables[name][1]]
            return f"read_parquet({paths})" if format == "parquet" else f"read_csv({paths}, all_varchar = true)"

        for table, (resource, _) in tables.items():
            key = ", ".join(f'"{column}"' for column in resource["schema"]["primaryKey"])
            assert query(f"SELECT {key} FROM {source(table)} GROUP BY ALL HAVING count(*) > 1") == [], table
            for foreign in resource["schema"].get("foreignKeys", []):
                other = foreign["reference"]["resource"].removesuffix("-parquet")
                pairs = list(zip(foreign["fields"], foreign["reference"]["fields"], strict=True))
                on = " AND ".join(f'a."{a}" = b."{b}"' for a, b in pairs)
                there = " AND ".join(f'a."{a}" IS NOT NULL' for a, _ in pairs)
                dangling = f"SELECT a.* FROM {source(table)} a ANTI JOIN {source(other)} b ON {on} WHERE {there}"
                assert query(dangling) == [], f"{table} → {other}"


def test_the_queries_of_the_readme_run(released):
    text = (released / "README.md").read_text(encoding="utf-8")
    here = os.getcwd()
    os.chdir(released)
    try:
        queries = [code for language, code in FENCE.findall(text) if language == "sql"]
        assert len(queries) == 3
        assert all(duckdb.sql(code).fetchall() for code in queries), "a query that finds nothing"
    finally:
        os.chdir(here)
    [(articles,)] = query(f"SELECT count(*) FROM '{released}/parquet/articles.parquet'")
    assert f"\n{articles} articles of " in text


def test_again_is_the_same_bytes(releases):
    run(QIKAN, "release", "dataset", "--version", "2026.12", "--previous", "2026.11", "--out", "again", cwd=releases)
    subprocess.run(["diff", "-r", "2026.12", "again"], cwd=releases, check=True)
