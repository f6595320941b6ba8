"""The README's snippets run as they are printed, beside a folder `dataset/`."""

import os
import re
import subprocess
import sys

import duckdb
import pytest
from conftest import ROOT

README = ROOT / "README.md"
FENCE = re.compile(r"^```(python|sql)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def snippets() -> list:
    text = README.read_text(encoding="utf-8") if README.exists() else ""
    found = [
        pytest.param(language, code, id=f"{language}-line-{text.count(chr(10), 0, at.start()) + 1}")
        for at in FENCE.finditer(text)
        for language, code in [at.groups()]
    ]
    absent = pytest.mark.skip(reason="README.md has no snippets in python or sql")
    return found or [pytest.param("", "", marks=absent, id="none")]


@pytest.mark.parametrize(("language", "code"), snippets())
def test_snippet(dataset, tmp_path, language, code):
    (tmp_path / "dataset").symlink_to(dataset)
    if language == "python":
        env = {**os.environ, "PYTHONIOENCODING": "utf-8"}
        run = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, env=env)
        assert run.returncode == 0, run.stderr
        return
    here = os.getcwd()
    os.chdir(tmp_path)
    try:
        connection = duckdb.connect()
        rows = [connection.sql(part.query) for part in connection.extract_statements(code)]
        assert any(relation is not None and relation.fetchall() for relation in rows), "a query that finds nothing"
    finally:
        os.chdir(here)
