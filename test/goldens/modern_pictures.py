"""The pictures that browsers alone decode, WebP and AVIF, each beside what Pillow makes of it, as PNG."""

import shutil
from pathlib import Path

from PIL import Image

from decode_pictures import china, flower


def make_modern_pictures(directory: Path) -> None:
    shutil.rmtree(directory, ignore_errors=True)
    directory.mkdir()
    save(directory / "lossless.webp", flower(), lossless=True)
    save(directory / "lossy.webp", china(), quality=80)
    save(directory / "gray-400.avif", flower(), mode="L", quality=80, subsampling="4:0:0")
    # Not 4:2:0: Firefox 153 repeats colour samples, which others interpolate.
    save(directory / "color-444.avif", china(), quality=80, subsampling="4:4:4")
    print(f"{directory.name}: {len(list(directory.iterdir()))} files")


def save(path: Path, pixels, mode: str = "RGB", **options) -> None:
    Image.fromarray(pixels).convert(mode).save(path, **options)
    with Image.open(path) as image:
        image.convert("RGB").save(path.with_name(f"{path.name}.png"))
