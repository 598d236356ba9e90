"""resize.json: pseudo-random pictures stretched, cropped and padded by Keras' own `load_image`."""

import tempfile
from pathlib import Path

import numpy as np
import tensorflow as tf
from keras.src.utils.image_dataset_utils import load_image

from golden_files import float32_bytes, sha256, write_records

METHODS = ["bilinear", "nearest", "bicubic", "area", "lanczos3", "lanczos5", "gaussian", "mitchellcubic"]
CROP_METHODS = METHODS[:6]  # Keras refuses the last two

# height, width, channels, target height, target width: each with all methods
STRETCHES = [
    # equal
    (1, 1, 3, 1, 1), (8, 8, 3, 8, 8), (13, 29, 1, 13, 29), (31, 17, 4, 31, 17),
    # up
    (1, 1, 3, 5, 7), (2, 2, 1, 3, 3), (3, 2, 3, 4, 6), (5, 7, 3, 10, 14), (7, 5, 4, 23, 31), (10, 10, 1, 64, 64), (16, 12, 3, 33, 47),
    (17, 19, 3, 100, 101), (32, 32, 4, 96, 96),
    # down
    (2, 2, 1, 1, 1), (4, 4, 3, 2, 2), (9, 9, 3, 3, 3), (14, 10, 4, 7, 5), (31, 37, 3, 11, 13), (64, 64, 3, 32, 32), (64, 48, 1, 24, 32),
    (97, 101, 3, 53, 47), (100, 100, 4, 33, 33), (127, 131, 3, 64, 64), (128, 96, 3, 8, 8), (199, 211, 1, 3, 2), (301, 197, 3, 7, 5),
    (150, 200, 3, 1, 1),
    # up one way and down the other
    (5, 40, 3, 20, 10), (40, 5, 3, 10, 20), (23, 61, 4, 61, 23), (120, 11, 1, 37, 91), (3, 100, 3, 64, 64),
    # one way equal
    (20, 30, 3, 20, 15), (20, 30, 3, 41, 30), (29, 12, 1, 29, 48),
    # one pixel wide or high
    (1, 37, 3, 8, 8), (37, 1, 3, 8, 8), (1, 37, 1, 1, 12), (37, 1, 4, 50, 1), (12, 12, 3, 1, 12), (12, 12, 3, 12, 1), (1, 64, 3, 16, 200),
    # the sizes of models
    (75, 100, 3, 224, 224), (300, 180, 3, 96, 96), (180, 240, 3, 150, 150),
]  # fmt: skip

# The same, each padded and cropped with two of the methods in turn.
PADS_AND_CROPS = [
    (100, 100, 3, 64, 64), (60, 100, 3, 64, 64), (100, 60, 3, 64, 64), (33, 47, 1, 96, 96), (47, 33, 4, 96, 96), (340, 200, 1, 128, 128),
    # non-square targets
    (101, 57, 3, 48, 64), (57, 101, 3, 48, 64), (57, 101, 3, 64, 48), (40, 60, 3, 20, 30), (40, 61, 3, 20, 30), (41, 60, 4, 30, 20),
    (90, 160, 3, 37, 91), (160, 90, 1, 37, 91), (123, 77, 3, 180, 240), (77, 123, 3, 240, 180), (64, 64, 3, 1, 9), (64, 64, 3, 9, 1),
    # the sizes of models, at which padding comes out one short for some pictures
    (228, 228, 3, 224, 224), (235, 235, 1, 224, 224), (235, 120, 3, 224, 224), (120, 242, 3, 224, 224), (57, 57, 3, 224, 224),
    (39, 20, 3, 224, 224), (229, 229, 1, 224, 224), (150, 200, 3, 224, 224), (16, 16, 4, 224, 224), (2, 1, 3, 224, 224),
    (200, 150, 3, 180, 180), (135, 180, 3, 180, 180), (181, 181, 3, 180, 180), (300, 300, 1, 299, 299), (150, 75, 3, 299, 299),
    (161, 100, 3, 299, 299), (160, 100, 3, 299, 299), (40, 40, 3, 150, 150), (20, 33, 3, 150, 150), (160, 120, 3, 150, 150), (240, 180, 3, 180, 240),
    # elongated
    (200, 10, 3, 64, 64), (10, 200, 3, 64, 64), (5, 300, 1, 100, 100), (300, 5, 3, 100, 100), (1, 37, 3, 37, 91), (37, 1, 3, 37, 91), (1, 1, 3, 5, 9),
    # so elongated that padding has no row or no column left
    (1, 300, 3, 256, 256), (300, 1, 3, 256, 256), (2, 600, 1, 256, 256), (1, 37, 3, 8, 8),
]  # fmt: skip


def make_resize_golden(target: Path) -> None:
    with tempfile.TemporaryDirectory() as temporary:
        write_records(target, [run_case(Path(temporary), case) for case in all_cases()])


def all_cases():
    for number, sizes in enumerate(STRETCHES):
        for method in METHODS:
            yield number, "stretch", method, sizes
    for number, sizes in enumerate(PADS_AND_CROPS):
        for fit, methods in (("pad", METHODS), ("crop", CROP_METHODS)):
            for method in methods[number % len(methods) :][:1] + methods[(number + 3) % len(methods) :][:1]:
                yield 1000 + number, fit, method, sizes


def run_case(directory: Path, case) -> dict:
    seed, fit, method, (height, width, channels, target_height, target_width) = case
    record = {
        "fit": fit, "method": method, "seed": seed, "height": height, "width": width, "channels": channels,
        "targetHeight": target_height, "targetWidth": target_width,
    }  # fmt: skip
    # As a PNG, so that the picture takes Keras' whole way, on which its size is not known when the graph is built.
    file = directory / f"{seed}-{height}x{width}x{channels}.png"
    if not file.exists():
        file.write_bytes(tf.io.encode_png(pseudo_random_picture(seed, height, width, channels)).numpy())
    try:
        pixels = load(file, channels, (target_height, target_width), method, fit)
    except tf.errors.InvalidArgumentError:
        return record | {"error": True}
    first = [float(value) for value in pixels.astype(np.float32).flat[:4]]
    return record | {"sha256": sha256(float32_bytes(pixels)), "first": first}


def load(file: Path, channels: int, target: tuple[int, int], method: str, fit: str) -> np.ndarray:
    def load_one(path):
        return load_image(path, target, channels, method, "channels_last", fit == "crop", fit == "pad")

    return next(iter(tf.data.Dataset.from_tensors(str(file)).map(load_one))).numpy()


def pseudo_random_picture(seed: int, height: int, width: int, channels: int) -> np.ndarray:
    """Rows from top to bottom, channels interleaved; JavaScript makes the same bytes."""
    state = seed
    samples = bytearray()
    for _ in range(height * width * channels):
        state = (state * 1664525 + 1013904223) % 2**32
        samples.append(state >> 24)
    return np.frombuffer(samples, np.uint8).reshape(height, width, channels)
