"""decode.json: what real `tf.image.decode_image` makes of the files, as hashes, or the message it refuses them with."""

import re
from pathlib import Path

import tensorflow as tf

from golden_files import sha256, write_records

CHANNELS = [3, 4, 1]
# The others say no more: no JPEG is taken with 4, no GIF with 4 or 1, no BMP with 1, and no channels help a broken PNG.
FEWER_CHANNELS = {"jpeg": [3, 1], "jpeg-broken": [3, 1], "png-broken": [3], "bmp": [3, 4], "bmp-broken": [3], "gif": [3]}


def make_decode_golden(files: Path, target: Path) -> None:
    paths = sorted(files.glob("*/*"))
    asked = [(path, channels) for path in paths for channels in FEWER_CHANNELS.get(path.parent.name, CHANNELS)]
    write_records(target, [record(files, path, channels) for path, channels in asked])


def record(files: Path, path: Path, channels: int) -> dict:
    data = path.read_bytes()
    found = {"file": path.relative_to(files).as_posix(), "channels": channels}
    try:
        decoded = tf.io.decode_image(data, channels=channels, expand_animations=False).numpy()
    except tf.errors.InvalidArgumentError as error:
        return found | {"error": message(error)}
    height, width, _ = decoded.shape
    found |= {"height": height, "width": width, "sha256": sha256(decoded.tobytes())[:32], "first": decoded.ravel()[:6].tolist()}
    if data[:2] == b"\xff\xd8":
        accurate = tf.io.decode_jpeg(data, channels=channels, dct_method="INTEGER_ACCURATE").numpy()
        found["accurate"] = sha256(accurate.tobytes())[:32]
    return found


def message(error: tf.errors.OpError) -> str:
    text = re.sub(r"^\{\{.*?\}\} ", "", str(error))
    return re.sub(r" \[Op:\w+\].*$", "", text, flags=re.DOTALL).split("\n")[0]
