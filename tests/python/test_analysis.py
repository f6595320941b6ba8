"""The queries of docs/analysis.md run as they are printed, and answer what is printed below them.

`QIKAN_BLESS=1 pytest tests/python/test_analysis.py` prints the answers anew; read the difference before you commit it.
"""

import os
import re

import duckdb
import pytest
from conftest import ROOT

PAGE = ROOT / "docs/analysis.md"
# A query, and the table below it, which a query that was just written does not have yet.
QUERY = re.compile(r"^```sql\n(?P<sql>.*?)^```\n(?P<answer>(?:\n(?:\|[^\n]*\n)+)?)", re.MULTILINE | re.DOTALL)
HEADING = re.compile(r"^### (.+)$", re.MULTILINE)


def queries() -> list:
    text = PAGE.read_text(encoding="utf-8")
    headings = [(at.start(), at[1]) for at in HEADING.finditer(text)]
    return [
        pytest.param(query, id=[heading for start, heading in headings if start < query.start()][-1])
        for query in QUERY.finditer(text)
    ]


def answer(dataset, sql: str) -> str:
    """The answer as a Markdown table with a blank line before it."""
    here = os.getcwd()
    os.chdir(dataset.parent)
    try:
        relation = duckdb.connect().sql(sql)
        rows = [relation.columns, ["---"] * len(relation.columns), *relation.fetchall()]
    finally:
        os.chdir(here)
    assert len(rows) > 2, "a query that finds nothing"
    return "\n" + "".join(f"| {' | '.join(cell(value) for value in row)} |\n" for row in rows)


def cell(value) -> str:
    if value is None:
        return ""
    return f"{value:g}" if isinstance(value, float) else str(value).replace("|", "\\|")


@pytest.mark.parametrize("query", queries())
def test_query(dataset, query):
    found = answer(dataset, query["sql"])
    if os.environ.get("QIKAN_BLESS"):
        text = PAGE.read_text(encoding="utf-8")
        PAGE.write_text(text.replace(query[0], f"```sql\n{query['sql']}```\n{found}"), encoding="utf-8")
        return
    assert query["answer"] == found, "docs/analysis.md is stale; QIKAN_BLESS=1 pytest tests/python/test_analysis.py"


def test_there_are_a_dozen():
    names = [query.id for query in queries()]
    assert len(set(names)) == len(names) >= 12
    contents = PAGE.read_text(encoding="utf-8")
    for name in names:
        anchor = "#" + re.sub(r"[^\w -]", "", name.lower()).replace(" ", "-")
        assert f"({anchor})" in contents, f"{name}: not in the contents of docs/analysis.md"
