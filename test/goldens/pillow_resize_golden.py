"""pillow-resize.json: pseudo-random pictures of each mode, resized by Pillow's own `Image.resize` with each filter."""

from pathlib import Path

import numpy as np
from PIL import Image

from golden_files import sha256, write_records

FILTERS = {
    "nearest": Image.Resampling.NEAREST,
    "bilinear": Image.Resampling.BILINEAR,
    "bicubic": Image.Resampling.BICUBIC,
    "hamming": Image.Resampling.HAMMING,
    "box": Image.Resampling.BOX,
    "lanczos": Image.Resampling.LANCZOS,
}

MODES = {"L": (np.uint8, 1), "RGB": (np.uint8, 3), "RGBA": (np.uint8, 4), "I;16": (np.uint16, 1), "I": (np.int32, 1)}

# width, height, target width, target height, and a box where it is not the whole picture
CASES = [
    # equal, up, down
    (1, 1, 1, 1), (13, 7, 13, 7), (1, 1, 5, 7), (2, 3, 5, 4), (7, 5, 31, 23), (16, 16, 48, 48), (20, 11, 64, 64),
    (2, 2, 1, 1), (9, 9, 3, 3), (37, 31, 13, 11), (64, 48, 32, 24), (101, 97, 47, 53), (120, 90, 8, 8), (83, 61, 1, 1),
    # one way up and the other down, one way equal
    (40, 5, 10, 20), (5, 40, 20, 10), (30, 20, 15, 20), (30, 20, 30, 41), (12, 29, 48, 29), (12, 29, 12, 10),
    # one pixel wide or high
    (37, 1, 8, 8), (1, 37, 8, 8), (37, 1, 12, 1), (1, 37, 1, 50), (12, 12, 1, 12), (12, 12, 12, 1),
    # around the border between both orders of passes: twice as many rows lost as columns, one more, one fewer
    (40, 60, 30, 40), (40, 60, 30, 39), (40, 60, 30, 41), (40, 60, 40, 59), (40, 60, 41, 60), (40, 60, 50, 59),
    (31, 50, 22, 22), (22, 53, 22, 22), (53, 22, 22, 22),
    # boxes of whole pixels, some of the target's size, some without an area
    (30, 20, 10, 10, (5, 0, 25, 20)), (30, 20, 10, 10, (5, 3, 15, 13)), (30, 20, 30, 20, (1, 0, 29, 20)), (20, 50, 20, 20, (0, 15, 20, 35)),
    (45, 30, 64, 32, (0, 4, 45, 26)), (17, 60, 8, 8, (0, 21, 17, 38)), (300, 2, 2, 7, (150, 0, 150, 2)), (2, 300, 7, 2, (0, 150, 2, 150)),
    (9, 9, 4, 4, (9, 9, 9, 9)), (9, 9, 4, 4, (0, 0, 0, 9)),
    # boxes that begin and end within pixels
    (30, 20, 12, 9, (0.5, 0.25, 29.1, 19.3)), (30, 20, 40, 50, (3.3, 7.7, 4.1, 9.9)), (30, 40, 10, 10, (0.1, 0.1, 10.1, 10.1)),
    (33, 27, 33, 27, (0, 0, 32.99, 26.5)),
]  # fmt: skip


def make_pillow_resize_golden(target: Path) -> None:
    write_records(target, [record(seed, mode, case) for seed, case in enumerate(CASES) for mode in MODES])


def record(seed: int, mode: str, case) -> dict:
    width, height, target_width, target_height, *box = case
    image = picture(seed, mode, width, height)
    found = {"mode": mode, "seed": seed, "width": width, "height": height, "targetWidth": target_width, "targetHeight": target_height}
    if box:
        found["box"] = box[0]
    hashes = {name: hash_of(image.resize((target_width, target_height), method, *box)) for name, method in FILTERS.items()}
    return found | {"hashes": hashes}


def picture(seed: int, mode: str, width: int, height: int) -> Image.Image:
    """Rows from top to bottom, channels interleaved; JavaScript makes the same numbers: all that a mode can hold."""
    dtype, channels = MODES[mode]
    state = seed
    states = []
    for _ in range(height * width * channels):
        state = (state * 1664525 + 1013904223) % 2**32
        states.append(state)
    numbers = np.array(states, np.uint32) >> (32 - 8 * np.dtype(dtype).itemsize)
    array = numbers.astype(dtype).reshape(height, width, channels)
    return Image.fromarray(array if channels > 1 else array[:, :, 0])


def hash_of(image: Image.Image) -> str:
    array = np.asarray(image)
    return sha256(np.ascontiguousarray(array, dtype=array.dtype.newbyteorder("<")).tobytes())[:16]
