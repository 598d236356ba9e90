"""demo.json: what the Python lines of the demo give in real Keras, run as they are written."""

import contextlib
import io
import json
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from golden_files import float32_bytes, sha256, write_records

FOLDER = "pictures"


class FittedModel:
    """Stands for a visitor's model, and keeps what it is fitted to."""

    def fit(self, train, validation_data, epochs):
        self.parts = [train, validation_data]


def make_demo_golden(pictures: Path, target: Path) -> None:
    written = subprocess.run(["node", target.parent / "demo-code.mjs"], capture_output=True, check=True, text=True)
    write_records(target, [case | {"expected": run(case, pictures)} for case in json.loads(written.stdout)])


def run(case: dict, pictures: Path) -> list[dict]:
    with tempfile.TemporaryDirectory() as temporary:
        for name in case["classes"]:
            shutil.copytree(pictures / name, Path(temporary, FOLDER, name))
        model = FittedModel()
        before = os.getcwd()
        os.chdir(temporary)
        try:
            with contextlib.redirect_stdout(io.StringIO()):  # catalog.json holds what Keras says
                exec(case["code"], {"model": model})
            return [describe(part) for part in model.parts]
        finally:
            os.chdir(before)


def describe(part) -> dict:
    images, labels = next(iter(part))
    return {
        "classNames": part.class_names,
        "filePaths": [path.removeprefix(f"{FOLDER}/") for path in part.file_paths],
        "shape": list(images.shape),
        "labels": labels.numpy().argmax(axis=1).tolist(),
        "sha256": sha256(float32_bytes(images.numpy()))[:32],
        "first": images.numpy().reshape(-1)[:4].tolist(),
    }
