"""How golden data is written down: compact JSON with one record a line, and hashes of pixels."""

import hashlib
import json
from pathlib import Path

import numpy as np


def to_json(value) -> str:
    # ASCII only, so that no editor or file system can normalise the names in it.
    return json.dumps(value, separators=(",", ":"), allow_nan=False)


def write_records(path: Path, records: list) -> None:
    path.write_text("[\n" + ",\n".join(map(to_json, records)) + "\n]\n")
    print(f"{path.name}: {len(records)} records, {path.stat().st_size} bytes")


def float32_bytes(pixels: np.ndarray) -> bytes:
    """The bytes that are hashed. `nearest` gives uint8 in Keras and float32 in this library."""
    return np.ascontiguousarray(pixels, dtype="<f4").tobytes()


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
