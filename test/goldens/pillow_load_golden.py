"""pillow-load.json: what real `keras.utils.load_img` makes of each file, as hashes, or that it refuses it."""

import io
import itertools
import warnings
from pathlib import Path

import numpy as np
from keras.utils import load_img

from golden_files import sha256, write_records

COLOR_MODES = ["rgb", "rgba", "grayscale"]
INTERPOLATIONS = ["nearest", "bilinear", "bicubic", "hamming", "box", "lanczos"]
TARGETS = [(24, 24), (17, 40), (40, 17), (64, 48), (5, 9), (224, 224), (1, 1)]

# How each file is resized in turn; pictures of some size in all these ways.
RUNS = [
    (COLOR_MODES[number % 3], TARGETS[number % 7], interpolation, keep_aspect_ratio)
    for number, (interpolation, keep_aspect_ratio) in enumerate(itertools.product(INTERPOLATIONS, [False, True]))
]


def make_pillow_load_golden(here: Path, target: Path) -> None:
    folders = [here / "pictures", here / "decode/files", here / "pillow/files"]
    paths = sorted(path for folder in folders for path in folder.glob("*/*"))
    # Pillow warns of large pictures, and of palettes with several levels of transparency.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        write_records(target, [record(here, number, path) for number, path in enumerate(paths)])


def record(here: Path, number: int, path: Path) -> dict:
    data = path.read_bytes()
    found = {mode: load(data, color_mode=mode) for mode in COLOR_MODES}
    runs = RUNS if path.parent.parent.name == "pictures" else [RUNS[number % len(RUNS)]]
    if found["rgb"] != "refused":
        found["runs"] = [run(data, *arguments) for arguments in runs]
    return {"file": path.relative_to(here).as_posix()} | found


def run(data: bytes, color_mode: str, target: tuple[int, int], interpolation: str, keep_aspect_ratio: bool) -> dict:
    result = load(data, color_mode=color_mode, target_size=target, interpolation=interpolation, keep_aspect_ratio=keep_aspect_ratio)
    arguments = {"colorMode": color_mode, "targetSize": target, "interpolation": interpolation, "keepAspectRatio": keep_aspect_ratio}
    return arguments | {"result": result}


def load(data: bytes, **arguments) -> str:
    try:
        image = load_img(io.BytesIO(data), **arguments)
        # Where nothing is converted, Pillow reads the pixels only now.
        image.load()
    except Exception:
        return "refused"
    return f"{image.mode} {image.width}x{image.height} {hash_of(image)}"


def hash_of(image) -> str:
    array = np.asarray(image)
    return sha256(np.ascontiguousarray(array, dtype=array.dtype.newbyteorder("<")).tobytes())[:16]
