"""saved/: what Pillow's `save`, and so Keras' `save_img`, makes of some of the pictures as JPEG."""

import shutil
from pathlib import Path

from PIL import Image

# Pillow's default quality, and a coarse one at which another table of quantisation would show at once.
CASES = [("rgb-landscape", None), ("rgb-portrait", None), ("rgb-portrait", 30), ("gray-portrait", None)]


def make_saved_golden(pictures: Path, directory: Path) -> None:
    shutil.rmtree(directory, ignore_errors=True)
    directory.mkdir()
    for name, quality in CASES:
        with Image.open(pictures / f"png/{name}.png") as image:
            options = {} if quality is None else {"quality": quality}
            image.save(directory / f"{name}.{quality or 'default'}.jpg", **options)
    print(f"{directory.name}: {len(CASES)} files")
