"""demo.json: what the Python lines of the demo give in real Keras, run as they are written."""

import contextlib
import io
import json
import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from unittest import mock

import keras
from golden_files import float32_bytes, sha256, write_records

FOLDER = "pictures"


def make_demo_golden(pictures: Path, target: Path) -> None:
    written = subprocess.run(["node", target.parent / "demo-code.mjs"], capture_output=True, check=True, text=True)
    write_records(target, [case | {"expected": run(case, pictures)} for case in json.loads(written.stdout)])


def run(case: dict, pictures: Path) -> list[dict]:
    with tempfile.TemporaryDirectory() as temporary:
        for name in case["classes"]:
            shutil.copytree(pictures / name, Path(temporary, FOLDER, name))
        before = os.getcwd()
        os.chdir(temporary)
        try:
            with contextlib.redirect_stdout(io.StringIO()):  # catalog.json holds what Keras says
                return run_lines(case["code"])
        finally:
            os.chdir(before)


def run_lines(code: str) -> list[dict]:
    """Describes both parts before the model learns from them: each pass over one has another order."""
    parts = []
    fit = keras.Sequential.fit

    def describe_and_fit(model, train, **others):
        parts.extend(describe(part) for part in (train, others["validation_data"]))
        return fit(model, train, **others)

    with mock.patch.object(keras.Sequential, "fit", describe_and_fit):
        exec(code, {})
    return parts


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
