"""The descriptor in the hands of its reference implementation."""

import json
import os
import subprocess
import sys
from pathlib import Path

from conftest import ROOT

FRICTIONLESS = [Path(sys.executable).with_name("frictionless"), "validate", "datapackage.json", "--json"]


def validate(folder: Path) -> dict:
    run = subprocess.run(FRICTIONLESS, cwd=folder, capture_output=True, text=True, env={**os.environ, "NO_COLOR": "1"})
    assert run.stdout.strip(), run.stderr
    return json.loads(run.stdout)


def test_the_dataset_is_valid(dataset, descriptor):
    report = validate(dataset)
    told = [error["message"] for task in report["tasks"] for error in task["errors"]]
    assert report["valid"], "\n".join(told + [error["message"] for error in report["errors"]])
    assert report["stats"]["tasks"] == len(descriptor["resources"]) == 18


def test_a_wrong_value_is_not(dataset, tmp_path):
    """The validator does look: a foreign key that leads nowhere and a wrong type are found."""
    broken = tmp_path / "dataset"
    subprocess.run(["cp", "-r", dataset, broken], check=True)
    descriptor = json.loads((broken / "datapackage.json").read_text(encoding="utf-8"))
    for resource in descriptor["resources"]:
        resource.pop("hash", None)
        resource.pop("bytes", None)
    (broken / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")
    with (broken / "csv/authorships.csv").open("a", encoding="utf-8") as table:
        table.write("qk:0000000000000000,1,first\n")
    report = validate(broken)
    found = {error["type"] for task in report["tasks"] for error in task["errors"]}
    assert not report["valid"] and {"foreign-key", "type-error"} <= found


def test_the_committed_descriptor_is_a_data_package():
    from frictionless import Package

    package = Package.from_descriptor(json.loads((ROOT / "schema/datapackage.json").read_text(encoding="utf-8")))
    assert len(package.resources) == 9
