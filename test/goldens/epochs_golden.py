"""epochs.json: the order of three epochs, read from the pixels that real iterators yield."""

import contextlib
import io
import tempfile
from pathlib import Path

import numpy as np
import tensorflow as tf

from golden_files import to_json, write_records
from keras_call import Part, load_dataset

EPOCHS = 3

# files, layout, options
CASES = [
    (1, "flat", {"seed": 0}),
    (1, "classes", {"seed": 1337, "batchSize": 1}),
    (2, "flat", {"seed": 1, "batchSize": 1}),
    (2, "flat", {"seed": 123, "batchSize": None, "validationSplit": 0.5, "subset": "both"}),
    (7, "flat", {"seed": 0, "batchSize": 2}),
    (7, "classes", {"seed": 1, "batchSize": 7}),
    (7, "flat", {"seed": 4294967295, "batchSize": 8, "validationSplit": 0.3, "subset": "validation"}),
    (10, "flat", {"seed": 1337, "batchSize": 1, "validationSplit": 0.2, "subset": "both"}),
    (10, "flat", {"seed": 1337, "batchSize": 32, "validationSplit": 0.2, "subset": "training"}),
    (10, "flat", {"seed": 1337, "batchSize": None, "validationSplit": 0.2, "subset": "validation"}),
    (10, "classes", {"seed": 123, "batchSize": 10}),
    (10, "flat", {"seed": 2147483647, "batchSize": None}),
    (10, "flat", {"seed": 0, "batchSize": None}),  # 2147483647 gives these epochs, of another static order
    (10, "classes", {"seed": 2147483648, "batchSize": 2}),
    (10, "flat", {"seed": 4294967295}),
    (10, "flat", {"shuffle": False, "seed": 1337, "batchSize": 3}),
    (10, "classes", {"shuffle": False, "batchSize": 4, "validationSplit": 0.3, "subset": "both"}),
    (12, "flat", {"seed": 1337, "batchSize": 1}),
    (12, "classes", {"seed": 5, "batchSize": 1, "validationSplit": 0.25, "subset": "validation"}),
    (12, "classes", {"seed": 2147483647, "batchSize": 2, "validationSplit": 0.5, "subset": "both"}),
    (40, "flat", {"seed": 0, "batchSize": 1}),
    (40, "flat", {"seed": 1, "batchSize": 5}),  # the shuffle's window is as long as the list
    (40, "classes", {"seed": 123, "batchSize": 2, "validationSplit": 0.2, "subset": "both"}),
    (40, "classes", {"seed": 2147483648, "batchSize": None, "validationSplit": 0.35, "subset": "training"}),
    (40, "flat", {"seed": 4294967295, "batchSize": 3, "validationSplit": 0.5, "subset": "validation"}),
    (300, "flat", {"seed": 1337, "batchSize": 32}),  # the window is shorter than the list
    (300, "classes", {"seed": 1, "batchSize": 1, "validationSplit": 0.2, "subset": "both"}),
    (300, "classes", {"seed": 0, "batchSize": 2, "validationSplit": 0.29, "subset": "training"}),
    (300, "flat", {"seed": 123, "batchSize": 300}),
    (300, "flat", {"seed": 2147483647, "batchSize": 301}),
    (300, "flat", {"seed": 4294967295, "batchSize": None}),
]

# Said in every case: one pixel as it is, so that its colour tells the file.
ONE_PIXEL = {"imageSize": [1, 1], "interpolation": "nearest"}


def make_epochs_golden(target: Path) -> None:
    write_records(target, [run_case(*case) for case in CASES])


def run_case(count: int, layout: str, options: dict) -> dict:
    options = options | ONE_PIXEL | ({"labels": None} if layout == "flat" else {})
    files = [path_of(index, count, layout) for index in range(count)]
    with tempfile.TemporaryDirectory() as temporary:
        directory = Path(temporary)
        for index, file in enumerate(files):
            (directory / file).parent.mkdir(exist_ok=True)
            colour = np.array([[[index % 256, index // 256, 0]]], np.uint8)
            (directory / file).write_bytes(tf.io.encode_png(colour).numpy())
        with contextlib.redirect_stdout(io.StringIO()):  # catalog.json holds what Keras says
            parts = load_dataset(directory, options)
        expected = [describe_part(part, files) for part in parts]
    name = ", ".join(f"{key} {to_json(value)}" for key, value in options.items() if key not in (*ONE_PIXEL, "labels"))
    return {"name": f"{count} files, {layout}, {name}", "files": count, "layout": layout, "options": options, "expected": expected}


def path_of(index: int, count: int, layout: str) -> str:
    """flat: f00000.png. classes: the same names in c0, c1 and c2, the next class after each third of the files."""
    name = f"f{index:05}.png"
    return name if layout == "flat" else f"c{3 * index // count}/{name}"


def describe_part(part: Part, files: list[str]) -> dict:
    order = [files.index(path) for path in part.file_paths]
    position = {index: place for place, index in enumerate(order)}
    epochs = [[position[index] for index in iterated(part)] for _ in range(EPOCHS)]
    return {"filePaths": order, "epochs": epochs}


def iterated(part: Part) -> list[int]:
    indices = []
    for element in part.dataset:
        images = element if part.labels is None else element[0]
        for red, green, _ in images.numpy().reshape(-1, 3):
            indices.append(int(red) + 256 * int(green))
    return indices
