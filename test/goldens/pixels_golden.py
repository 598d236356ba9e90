"""pixels.json: what real `image_dataset_from_directory` makes of the picture files, as hashes."""

import shutil
import tempfile
from pathlib import Path

import tensorflow as tf
from PIL import Image

from golden_files import float32_bytes, sha256, to_json
from keras_call import load_dataset
from resize_golden import CROP_METHODS, METHODS

FITS = {"stretch": {}, "crop": {"cropToAspectRatio": True}, "pad": {"padToAspectRatio": True}}
IMAGE_SIZES = [[64, 64], [37, 91], [160, 120], [8, 8]]
LARGE = [320, 256]
LARGE_METHODS = ["bilinear", "bicubic", "lanczos3"]

# What else a picture can become, in two methods and sizes. JPEG and GIF have no alpha, and GIF and BMP no gray, in TensorFlow.
OTHER_OUTPUTS = [
    {"colorMode": "grayscale", "classNames": ["png"]},
    {"colorMode": "rgba", "classNames": ["bmp", "png"]},
    {"colorMode": "rgb", "dataFormat": "channelsFirst"},
    {"colorMode": "grayscale", "classNames": ["png"], "dataFormat": "channelsFirst"},
]


def make_pixels_golden(pictures: Path, target: Path) -> None:
    with tempfile.TemporaryDirectory() as temporary:
        pillow = Path(temporary, "pillow")
        shutil.copytree(pictures, pillow)
        decode_jpegs_as_pillow(pillow)
        golden = {
            "pictures": {path: describe_picture(pictures, path) for path in picture_paths(pictures)},
            "runs": [run(pictures, pillow, fit, options) for fit, options in all_runs()],
        }
    # One picture or run a line.
    described = ",\n".join(f"{to_json(path)}:{to_json(value)}" for path, value in golden["pictures"].items())
    runs = ",\n".join(map(to_json, golden["runs"]))
    target.write_text(f'{{"pictures":{{\n{described}\n}},"runs":[\n{runs}\n]}}\n')
    print(f"{target.name}: {len(golden['runs'])} runs, {target.stat().st_size} bytes")


def decode_jpegs_as_pillow(directory: Path) -> None:
    """TensorFlow decodes JPEG with the fast DCT, browsers and Pillow with the accurate one.

    So Keras is also shown Pillow's pixels, under the JPEG's own name: it goes by what is in a file.
    """
    for path in sorted((directory / "jpeg").iterdir()):
        with Image.open(path) as image:
            image.convert("RGB").save(path, format="PNG")


def picture_paths(directory: Path) -> list[str]:
    return sorted(path.relative_to(directory).as_posix() for path in directory.glob("*/*"))


def describe_picture(pictures: Path, path: str) -> dict:
    decoded = tf.io.decode_image((pictures / path).read_bytes(), channels=3, expand_animations=False).numpy()
    height, width, _ = decoded.shape
    return {"height": height, "width": width, "rgb": sha256(decoded.tobytes())[:32]}


def all_runs():
    for fit in FITS:
        methods = CROP_METHODS if fit == "crop" else METHODS
        for image_size in IMAGE_SIZES:
            for method in methods:
                yield fit, {"interpolation": method, "imageSize": image_size, "colorMode": "rgb"}
        for method in LARGE_METHODS:
            yield fit, {"interpolation": method, "imageSize": LARGE, "colorMode": "rgb"}
    for other in OTHER_OUTPUTS:
        for method in ("bilinear", "lanczos3"):
            for image_size in ([64, 64], [37, 91]):
                for fit in ("stretch", "crop", "pad"):
                    yield fit, {"interpolation": method, "imageSize": image_size} | other


def run(pictures: Path, pillow: Path, fit: str, options: dict) -> dict:
    options = options | FITS[fit] | {"batchSize": None, "shuffle": False}
    hashes = hashes_of(pictures, options)
    as_pillow = {path: value for path, value in hashes_of(pillow, options).items() if hashes[path] != value}
    return {"fit": fit, "options": options, "hashes": hashes, "pillow": as_pillow}


def hashes_of(directory: Path, options: dict) -> dict:
    (part,) = load_dataset(directory, options | {"verbose": False})
    iterator = iter(part.dataset)
    return {path: next_hash(iterator) for path in part.file_paths}


def next_hash(iterator) -> str:
    try:
        image, _ = next(iterator)
    except tf.errors.InvalidArgumentError:
        return "error"  # padding leaves some pictures no row or column; the iterator goes on with the next file
    return sha256(float32_bytes(image.numpy()))[:32]
