"""The picture files of pixels.json: crops of two photographs, and drawn ones, in the plain kinds of each format."""

import shutil
import struct
import zlib
from importlib.resources import files
from pathlib import Path

import numpy as np
from PIL import Image

from resize_golden import pseudo_random_picture


def make_pictures(directory: Path) -> None:
    shutil.rmtree(directory, ignore_errors=True)
    for folder in ("bmp", "gif", "jpeg", "png"):
        (directory / folder).mkdir(parents=True)
    china, flower = photograph("china.jpg"), photograph("flower.jpg")

    # left, top, right, bottom
    save_bmp(directory / "bmp/bottom-up.bmp", china.crop((60, 120, 161, 197)))
    save_bmp_top_down(directory / "bmp/top-down.bmp", flower.crop((200, 100, 263, 202)))

    save_gif(directory / "gif/interlaced.gif", flower.crop((250, 60, 373, 211)), interlace=True)
    save_gif(directory / "gif/plain.gif", china.crop((300, 150, 450, 250)), interlace=False)

    jpeg = directory / "jpeg"
    flower.crop((150, 50, 450, 270)).save(jpeg / "baseline-420.jpg", quality=85, subsampling="4:2:0")
    china.crop((20, 20, 153, 199)).save(jpeg / "baseline-444.jpg", quality=92, subsampling="4:4:4")
    flower.crop((330, 200, 391, 291)).save(jpeg / "coarse-420.jpeg", quality=30, subsampling="4:2:0")
    china.crop((200, 100, 409, 223)).convert("L").save(jpeg / "gray.jpg", quality=88)
    china.crop((330, 80, 523, 338)).save(jpeg / "progressive.jpg", quality=80, subsampling="4:2:0", progressive=True)

    png = directory / "png"
    Image.fromarray(checkerboard()).save(png / "checkerboard.png")  # filters overshoot most at hard edges
    Image.fromarray(pseudo_random_picture(37, 37, 1, 3)).save(png / "column-1x37.png")
    flower.crop((260, 130, 343, 251)).convert("L").save(png / "gray-portrait.png")
    save_interlaced_png(png / "interlaced.png", china.crop((150, 110, 241, 176)))
    opaque = flower.crop((300, 150, 360, 210))
    opaque.putalpha(255)
    opaque.save(png / "opaque-alpha.png")
    china.crop((100, 60, 229, 158)).quantize(256).save(png / "palette.png")
    china.crop((160, 90, 380, 235)).save(png / "rgb-landscape.png")
    flower.crop((280, 90, 369, 220)).save(png / "rgb-portrait.png")
    Image.fromarray(pseudo_random_picture(38, 1, 37, 3)).save(png / "row-37x1.png")
    Image.fromarray(pseudo_random_picture(39, 1, 1, 3)).save(png / "single-1x1.png")


def photograph(name: str) -> Image.Image:
    with Image.open(files("sklearn.datasets.images") / name) as image:
        # Pixels alone: no profile or EXIF that would be saved with the crops.
        return Image.fromarray(np.asarray(image.convert("RGB")))


def checkerboard() -> np.ndarray:
    rows, columns = np.indices((44, 62)) // 5
    return np.where(((rows + columns) % 2)[..., None], [255, 255, 255], [0, 0, 0]).astype(np.uint8)


def save_bmp(path: Path, image: Image.Image) -> None:
    image.save(path)


def save_bmp_top_down(path: Path, image: Image.Image) -> None:
    """Pillow writes the rows of a BMP from the bottom up only."""
    save_bmp(path, image)
    data = path.read_bytes()
    start, height = struct.unpack_from("<I", data, 10)[0], image.height
    row_size = (len(data) - start) // height
    rows = [data[start + row * row_size :][:row_size] for row in reversed(range(height))]
    path.write_bytes(data[:22] + struct.pack("<i", -height) + data[26:start] + b"".join(rows))


def save_gif(path: Path, image: Image.Image, interlace: bool) -> None:
    image.quantize(256).save(path, interlace=int(interlace))


# Of each of the seven passes: first column, first row, step of columns, step of rows.
ADAM7 = [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)]


def save_interlaced_png(path: Path, image: Image.Image) -> None:
    """Pillow writes no interlaced PNG."""
    pixels = np.asarray(image)
    passes = [pixels[top::down, left::across] for left, top, across, down in ADAM7]
    scanlines = b"".join(b"\0" + row.tobytes() for part in passes if part.size for row in part)
    header = struct.pack(">IIBBBBB", image.width, image.height, 8, 2, 0, 0, 1)
    chunks = [(b"IHDR", header), (b"IDAT", zlib.compress(scanlines, 9)), (b"IEND", b"")]
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + b"".join(png_chunk(*chunk) for chunk in chunks))


def png_chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
