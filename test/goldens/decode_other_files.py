"""Files of decode.json that are none of the four formats, or not the one of their name."""

from io import BytesIO

from PIL import Image

from decode_bmp_files import bmp
from decode_gif_files import GIF
from decode_jpeg_odd_files import with_head
from decode_pictures import small
from decode_png_files import encode
from jpeg_writer import JFIF
from png_writer import RGB


def other_files() -> dict[str, bytes]:
    jpeg, png, gif, picture = with_head(JFIF), encode(RGB, 8), GIF.encode(), Image.fromarray(small())
    files = {
        "empty.jpg": b"",
        "empty.png": b"",
        "one-byte.gif": b"G",
        "start-of-image-alone.jpg": b"\xff\xd8",
        "text.jpg": b"This is no picture.\n",
        "html.png": b"<!doctype html><title>404</title>",
        "svg.png": b'<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>',
        "apple-double.jpg": b"\0\5\x16\7\0\2\0\0Mac OS X        " + bytes(40),
        "zeros.bmp": bytes(64),
        "webp-header-alone.jpg": b"RIFF\x10\0\0\0WEBP",
        "jpeg-after-newline.jpg": b"\n" + jpeg,
        "png-after-bom.png": b"\xef\xbb\xbf" + png,
        "jpeg-named.png": jpeg,
        "jpeg-named.bmp": jpeg,
        "jpeg-named.gif": jpeg,
        "png-named.jpg": png,
        "png-named.jpeg": png,
        "gif-named.jpg": gif,
        "gif-named.png": gif,
        "bmp-named.jpg": bmp(),
        "bmp-named.png": bmp(),
    }
    for name in ("webp", "tiff", "avif", "jpeg2000", "ico", "ppm"):
        files[f"{name}.jpg"] = saved(picture.resize((16, 16)), name)
    return files


def saved(picture: Image.Image, kind: str) -> bytes:
    buffer = BytesIO()
    options = {"lossless": True} if kind == "webp" else {}
    picture.save(buffer, kind, **options)
    return buffer.getvalue()
