"""pillow-load.json: what real `keras.utils.load_img` makes of each file in each colour mode, as hashes, or that it refuses it."""

import io
import warnings
from pathlib import Path

import numpy as np
from keras.utils import load_img

from golden_files import sha256, write_records

COLOR_MODES = ["rgb", "rgba", "grayscale"]


def make_pillow_load_golden(here: Path, target: Path) -> None:
    folders = [here / "pictures", here / "decode/files", here / "pillow/files"]
    paths = sorted(path for folder in folders for path in folder.glob("*/*"))
    # Pillow warns of large pictures, and of palettes with several levels of transparency.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        write_records(target, [record(here, path) for path in paths])


def record(here: Path, path: Path) -> dict:
    data = path.read_bytes()
    found = {mode: load(data, mode) for mode in COLOR_MODES}
    return {"file": path.relative_to(here).as_posix()} | found


def load(data: bytes, color_mode: str) -> str:
    try:
        image = load_img(io.BytesIO(data), color_mode=color_mode)
        # Where nothing is converted, Pillow reads the pixels only now.
        image.load()
    except Exception:
        return "refused"
    return f"{image.mode} {image.width}x{image.height} {hash_of(image)}"


def hash_of(image) -> str:
    array = np.asarray(image)
    return sha256(np.ascontiguousarray(array, dtype=array.dtype.newbyteorder("<")).tobytes())[:16]
