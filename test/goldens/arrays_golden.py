"""arrays.json: what real `array_to_img` and `img_to_array` make of small and of pseudo-random arrays and pictures."""

import re
import warnings
from pathlib import Path

import keras
import numpy as np
from PIL import Image

from golden_files import sha256, to_json

NAN, INF = float("nan"), float("inf")
CHANNELS = [1, 3, 4]
FORMATS = ["channelsLast", "channelsFirst"]

# Around every border of the casts: fractions, both signs, 8 and 32 bits, and what is no number.
CASTS = [0.0, -0.0, 0.49, 0.5, 0.99, 1.0, 1.5, 127.5, 254.5, 254.99, 255.0, 255.99, 256.0, 257.0, 300.7, 511.9, 512.0]
CASTS += [-0.5, -0.99, -1.0, -1.5, -255.0, -256.0, -300.2, 65535.0, 65535.9, 65536.0, 1e6, -1e6, 16777217.0]
CASTS += [2147483520.0, 2147483647.0, 2147483648.0, 4294967295.0, 4294967551.0, -2147483648.0, -2147483904.0, 1e10, -1e10, 1e38]
NOT_NUMBERS = [NAN, INF, -INF]

# Pictures whose stretched contrast depends on every rounding.
STRETCHED = {
    "README of the semantics": [10, 20, 30, 40, 250, 30],
    "constant": [7.5] * 6,
    "zeros": [0] * 6,
    "negative": [-5, -4, -3.25, -2, -1, -0.125],
    "thirds": [0, 1 / 3, 2 / 3, 1, 4 / 3, 5 / 3],
    "tiny": [1e-40, 2e-40, 3e-40, 4e-40, 5e-40, 6e-40],
    "huge": [3e38, -3e38, 0, 1e38, -1e38, 2e38],
    "large offset": [16777216, 16777218, 16777220, 16777222, 16777224, 16777226],
    "one NaN": [0, 1, NAN, 3, 4, 5],
    "one infinity": [0, 1, INF, 3, 4, 5],
    "one negative infinity": [0, 1, -INF, 3, 4, 5],
    "both infinities": [0, INF, -INF, 3, 4, 5],
    "already 0 to 255": [0, 1, 127, 128, 254, 255],
    "0 to 1": [0, 0.1, 0.25, 0.5, 0.9, 1],
}


def make_arrays_golden(target: Path) -> None:
    # NumPy warns of casts that are the point of these cases.
    warnings.simplefilter("ignore")
    to_img = [to_img_record(*case) for case in to_img_cases()]
    errors = [error_record(*case) for case in error_cases()]
    to_array = [to_array_record(*case) for case in to_array_cases()]
    lists = {"arrayToImg": to_img, "errors": errors, "imgToArray": to_array}
    parts = [f'"{name}":[\n' + ",\n".join(map(to_json, records)) + "\n]" for name, records in lists.items()]
    target.write_text("{" + ",\n".join(parts) + "}\n")
    print(f"{target.name}: {', '.join(f'{len(records)} {name}' for name, records in lists.items())}")


def to_img_cases():
    for channels in CHANNELS:
        for dtype in ("float32", "int32"):
            # One number at a time, beside zeros: one channel has a mode that depends on its largest number.
            for value in CASTS + NOT_NUMBERS:
                yield [1, 1, channels], [value] * channels, {"scale": False, "dtype": dtype}
            yield [1, len(CASTS), channels], [value for value in CASTS for _ in range(channels)], {"scale": False, "dtype": dtype}
    yield [1, 3, 1], [300, NAN, 5], {"scale": False}
    yield [1, 3, 1], [300, INF, -INF], {"scale": False}
    yield [1, 3, 1], [255.5, 1, 2], {"scale": False}
    yield [1, 3, 1], [255.5, 1, 2], {"scale": False, "dtype": "int32"}
    for values in STRETCHED.values():
        yield [1, 6, 1], values, {}
        yield [2, 1, 3], values, {}
        yield [3, 2, 1], values, {"dataFormat": "channelsFirst"}
        yield [3, 2, 1], values, {"dataFormat": "channelsFirst", "scale": False}
    for seed, (low, high) in enumerate([(0, 1), (0, 255), (-1, 1), (-300, 600), (1e-3, 1e5), (-1e-6, 1e-6), (100, 101)], 1):
        for channels in CHANNELS:
            for data_format in FORMATS:
                for height, width in ((1, 1), (1, 37), (23, 5), (31, 29)):
                    shape = [height, width, channels] if data_format == "channelsLast" else [channels, height, width]
                    for scale in (True, False):
                        yield shape, {"seed": seed * 1000 + height, "low": low, "high": high}, {"dataFormat": data_format, "scale": scale}


def error_cases():
    ones = [1.0] * 60
    for shape in ([], [6], [2, 3], [1, 2, 3, 1], [2, 3, 2], [3, 2, 5], [60, 1, 1, 1], [0, 2, 3], [2, 2, 0], [1, 1, 6]):
        for scale in (True, False):
            yield shape, ones, {"scale": scale}
    yield [2, 3, 3], ones, {"dataFormat": "channelsFirst"}
    yield [1, 2, 3], ones, {"dataFormat": "lastChannels"}
    yield [1, 2, 3], ones, {"dtype": "string"}
    yield [1, 2, 3], [1, 2, 3, 4, 5, 6], {"dtype": "int32"}
    yield [1, 2, 3], ones, {"dtype": "int32"}


def to_array_cases():
    ranges = {"L": (0, 255), "RGB": (0, 255), "RGBA": (0, 255), "I;16": (0, 65535), "I": (-(2**31), 2**31 - 1)}
    for mode, (low, high) in ranges.items():
        for width, height in ((1, 1), (3, 2), (2, 5)):
            count = width * height * len(Image.new(mode, (1, 1)).getbands())
            data = [int(value) for value in pseudo_random(width, count, low, high + 1)]
            for data_format in FORMATS:
                for dtype in ("float32", "int32"):
                    yield mode, width, height, data, {"dataFormat": data_format, "dtype": dtype}


def pseudo_random(seed: int, count: int, low: float, high: float) -> list[float]:
    values = []
    for _ in range(count):
        seed = (seed * 1664525 + 1013904223) % 2**32
        values.append(low + (high - low) * (seed / 2**32))
    return values


def array_of(shape: list[int], values) -> np.ndarray:
    count = int(np.prod(shape))
    if isinstance(values, dict):
        values = pseudo_random(values["seed"], count, values["low"], values["high"])
    return np.array(values[:count], dtype="float64").reshape(shape)


def call_array_to_img(x: np.ndarray, options: dict) -> Image.Image:
    return keras.utils.array_to_img(
        x,
        data_format={"channelsLast": "channels_last", "channelsFirst": "channels_first"}.get(options.get("dataFormat"), options.get("dataFormat")),
        scale=options.get("scale", True),
        dtype=options.get("dtype"),
    )


def to_img_record(shape: list[int], values, options: dict) -> dict:
    img = call_array_to_img(array_of(shape, values), options)
    data = np.asarray(img)
    # Hashes are over uint8, or int32 little-endian of mode I.
    raw = np.ascontiguousarray(data, dtype="<i4" if img.mode == "I" else "u1").tobytes()
    expected = {"mode": img.mode, "width": img.width, "height": img.height, "sha256": sha256(raw)[:32], "first": data.ravel()[:6].tolist()}
    given = values if isinstance(values, dict) else [value if np.isfinite(value) else str(value) for value in values]
    return {"shape": shape, "values": given, "options": options, "expected": expected}


def error_record(shape: list[int], values, options: dict) -> dict:
    record = {"shape": shape, "values": values[: int(np.prod(shape))], "options": options}
    try:
        img = call_array_to_img(array_of(shape, values), options)
    except Exception as error:
        return record | {"error": re.sub(r"\s+", " ", f"{type(error).__name__}: {error}")}
    return record | {"passes": [img.mode, img.width, img.height]}


def to_array_record(mode: str, width: int, height: int, data: list[int], options: dict) -> dict:
    dtype = {"I;16": "<u2", "I": "<i4"}.get(mode, "u1")
    img = Image.frombytes(mode, (width, height), np.array(data, dtype=dtype).tobytes())
    data_format = {"channelsLast": "channels_last", "channelsFirst": "channels_first"}[options["dataFormat"]]
    x = keras.utils.img_to_array(img, data_format=data_format, dtype=options["dtype"])
    expected = {"shape": list(x.shape), "dtype": str(x.dtype), "values": x.ravel().tolist()}
    return {"mode": mode, "width": width, "height": height, "data": data, "options": options, "expected": expected}
