"""JPEG files of decode.json: what else can stand in a file, and coefficients beyond 16 bits."""

import base64

import numpy as np
from PIL import Image

from decode_jpeg_files import EQUAL, REFINING, SAMPLINGS
from decode_pictures import flower, noise, small
from jpeg_scans import Scan
from jpeg_writer import DHT, EOI, JFIF, PROGRESSIVE, Jpeg, pillow_jpeg, quantiser, segment, ycbcr_planes

# `cjpeg -arithmetic -quality 60` of libjpeg-turbo 2.1.5, without and with -progressive: nothing in Python writes it.
ARITHMETIC = {
    "sequential": """
/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAA0JCgsKCA0LCgsODg0PEyAVExISEyccHhcgLikxMC4pLSwzOko+MzZGNywtQFdBRkxOUlNSMj5aYVpQYEpRUk//2wBDA
Q4ODhMREyYVFSZPNS01T09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT0//yQARCAAVABMDASIAAhEBAxEB/8wACgAQEAUBEB
EF/9oADAMBAAIRAxEAPwD/AEgXARQZSdC5YXB6m8/TN+7oN1sY60KAP1aa0nplYNAruWBqUEiQ276txd2HobrjvyCz4ECDxI62wGs9kZarjNtRS4e5LSWhGUxI1nR
x75lZzSGH10JztWfnecqmRlicwPxVWrVXVVpY6kc8ICDBBF3nyWyHZiAnbMTvJtKhhiE9lmBX3BVa8rzh84yAtdMM1fl9bKU5a/hjpLDaJN0GO/ZrjoZ1r+LVWu4e
HlgSosuBANKHO6RKHeoLmuvzGFkkIncjX48iEToykoxTd5I6XP2BwP/Z
""",
    "progressive": """
/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAA0JCgsKCA0LCgsODg0PEyAVExISEyccHhcgLikxMC4pLSwzOko+MzZGNywtQFdBRkxOUlNSMj5aYVpQYEpRUk//2wBDA
Q4ODhMREyYVFSZPNS01T09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT0//ygARCAAVABMDASIAAhEBAxEB/8wABgAQARD/2g
AMAwEAAhADEAAAAf6QmjBIm+XwnQbQ/8wABBAF/9oACAEBAAEFAhE6eArtfg72C0q0lLb/zAAEEQX/2gAIAQMBAT8BobEz5njTgP/MAAQRBf/aAAgBAgEBPwGIifK
b/8wABBAF/9oACAEBAAY/AlJK4RcwPJAgfWdObVHW26iehrlodQzt23hlEO5DHs3yK0T/zAAEEAX/2gAIAQEAAT8hOgQIauHQ5YUlYBuPoO4TfofpmKFiOOevcqsM
4v1C08bM0oF+gKV9aZTjlVmBfmdwxVTtYP/aAAwDAQACAAMAAAAQ48AR/8wABBEF/9oACAEDAQE/EEyZGDORkP/MAAQRBf/aAAgBAgEBPxCxU6v6gP/MAAQQBf/aA
AgBAQABPxD1ZUDwmSckSpR3TmLqJwRkwzH8fuOtOBRFlMW/YaHwsmP75LTG2+IZtEkEsDxOUjy5ZIYTq/4C1wBM3j7cAZpyx0Xj7ZQM06JLWuycp+mA/9k=
""",
}


def odd_jpeg_files() -> dict[str, bytes]:
    arithmetic = {f"arithmetic-{name}": base64.b64decode(text) for name, text in ARITHMETIC.items()}
    return metadata() | markers() | coefficients() | arithmetic


def metadata() -> dict[str, bytes]:
    picture, files = Image.fromarray(small()), {}
    for orientation in (3, 6):
        exif = Image.Exif()
        exif[0x0112] = orientation
        files[f"exif-orientation-{orientation}"] = pillow_jpeg(picture, exif=exif)
    # No decoder looks inside a profile: any bytes will do.
    files["icc"] = pillow_jpeg(picture, icc_profile=bytes(range(256)))
    files["icc-in-parts"] = with_head(b"".join(segment(0xE2, b"ICC_PROFILE\0" + bytes([at, 2, 7, 7])) for at in (2, 1)))
    files["comment"] = pillow_jpeg(picture, comment=b"\xff\xd8\xff\xd9 a picture")
    files["thumbnail"] = with_head(segment(0xE1, b"Exif\0\0" + pillow_jpeg(picture.resize((8, 8)))))
    files["photoshop"] = with_head(segment(0xED, b"Photoshop 3.0\0" + bytes(20)))
    files["xmp"] = with_head(segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0<x/>"))
    files["jfif-second"] = with_head(segment(0xFE, b"first") + JFIF)
    files["jfif-version-9"] = with_head(JFIF.replace(b"\1\1", b"\x09\x09", 1))
    files["jfif-thumbnail"] = with_head(segment(0xE0, b"JFIF\0\1\1\0\0\1\0\1\2\1" + bytes(6)))
    files["jfxx"] = with_head(JFIF + segment(0xE0, b"JFXX\0\x13\1\1" + bytes(3)))
    # What is too short to be JFIF's or Adobe's says nothing of the colours.
    files["jfif-short"] = with_head(segment(0xE0, b"JFIF\0\1\1"), ids=b"RGB")
    files["adobe-short"] = with_head(segment(0xEE, b"Adobe\0\x64\0\0\0\0"), ids=b"RGB")
    files["adobe-long"] = with_head(segment(0xEE, b"Adobe\0\x64\0\0\0\0\0\1\2\3"))
    return files


def markers() -> dict[str, bytes]:
    plain = with_head(JFIF)
    files = {
        "bytes-after-end": plain + bytes(range(50)),
        "second-picture-after-end": plain + with_head(JFIF, quality=10),
        "fill-bytes": with_head(JFIF, fill=b"\xff\xff\xff"),
        "garbage-between-segments": with_head(JFIF + b"\0garbage"),
        "garbage-zero-after-ff": with_head(JFIF + b"\xff\0\xff\0"),
        "restart-marker-in-head": with_head(b"\xff\xd3" + JFIF + b"\xff\x01"),
        "garbage-before-end": plain[:-2] + b"\0garbage" + EOI,
        "zeros-before-end": plain[:-2] + bytes(300) + EOI,
        "comment-before-end": plain[:-2] + segment(0xFE, b"late") + EOI,
        "tables-after-scan": plain[:-2] + segment(0xDB, b"\0" + b"\1" * 64) + EOI,
        "motion-jpeg": with_head(segment(0xE0, b"AVI1\0\0\0\0\0\0\0\0\0\0"), standard_huffman=True, write_huffman=False),
        "motion-jpeg-gray": Jpeg([(1, 1)], standard_huffman=True, write_huffman=False).encode(ycbcr_planes(small())[:1]),
        "no-restart-interval": with_head(segment(0xDD, b"\0\0")),
    }
    # Scans may each bring their own quantisers; a component keeps the one of its first scan.
    jpeg = Jpeg(EQUAL, scans=[Scan((0,)), Scan((1, 2))])
    files["quantiser-changed-for-chroma"] = before_scan(jpeg.encode(ycbcr_planes(small())), 2, segment(0xDB, b"\1" + b"\x05" * 64))
    files["quantiser-changed-for-luma"] = before_scan(jpeg.encode(ycbcr_planes(small())), 2, segment(0xDB, b"\0" + b"\x30" * 64))
    progressive = Jpeg(EQUAL, frame=PROGRESSIVE, scans=REFINING).encode(ycbcr_planes(small()))
    files["quantiser-changed-while-refining"] = before_scan(progressive, 7, segment(0xDB, b"\0" + b"\x30" * 64))
    return files


def with_head(head: bytes, ids: bytes = b"\1\2\3", quality: int = 85, **options) -> bytes:
    quantisers = [quantiser(quality, 0), quantiser(quality, 1)]
    return Jpeg(EQUAL, head=head, ids=ids, quantisers=quantisers, **options).encode(ycbcr_planes(small()))


def before_scan(data: bytes, number: int, inserted: bytes) -> bytes:
    """`inserted` before the tables of the scan of this number, counted from 1."""
    at = -1
    for _ in range(number - 1):
        at = data.index(b"\xff\xda", at + 1)
    at = data.index(bytes([0xFF, DHT]), at)
    return data[:at] + inserted + data[at:]


def coefficients() -> dict[str, bytes]:
    """Values beyond what pictures give, for whatever happens at 16 bits."""
    files = {}
    for largest in (256, 1000, 5000, 65535):
        table = (quantiser(85, 0) + np.linspace(0, largest, 64).astype(int).reshape(8, 8)).clip(1, 65535)
        jpeg = Jpeg(EQUAL, quantisers=[table], wide_quantisers=True)
        files[f"quantiser-16-bit-{largest}"] = jpeg.encode(ycbcr_planes(noise(21, 19, 3)))
    coarse = [quantiser(85, 0) * 40, quantiser(85, 1)]
    jpeg = Jpeg(SAMPLINGS["420"], frame=PROGRESSIVE, scans=REFINING, quantisers=coarse, wide_quantisers=True)
    files["quantiser-16-bit-progressive"] = jpeg.encode(ycbcr_planes(flower()))
    files["quantiser-zero"] = Jpeg(EQUAL, quantisers=[quantiser(85, 0) // 20 * 20]).encode_blocks([blocks(30)] * 3, (16, 16))
    files["quantiser-all-255"] = Jpeg(EQUAL, quantisers=[np.full((8, 8), 255)]).encode(ycbcr_planes(noise(21, 19, 3)))
    for largest in (300, 2047, 8000, 32767):
        files[f"coefficients-{largest}"] = Jpeg(EQUAL).encode_blocks([blocks(largest)] * 3, (16, 16))
        gray = Jpeg([(1, 1)], frame=PROGRESSIVE, scans=[Scan((0,), 0, 0), Scan((0,), 1, 63)])
        files[f"coefficients-{largest}-gray-progressive"] = gray.encode_blocks([blocks(largest)], (16, 16))
    # The sum of the differences leaves 16 bits.
    sums = np.zeros((2, 8, 64), int)
    sums[..., 0] = 16000 * np.arange(16).reshape(2, 8)
    files["dc-beyond-16-bits"] = Jpeg([(1, 1)]).encode_blocks([sums], (16, 64))
    files["widest"] = Jpeg([(1, 1)], head=b"").encode_blocks([np.zeros((1, 8188, 64), int)], (1, 65500))
    files["tallest"] = Jpeg([(1, 1)], head=b"").encode_blocks([np.zeros((8188, 1, 64), int)], (65500, 1))
    return files


def blocks(largest: int) -> np.ndarray:
    values = np.round(largest * np.sin(np.arange(256) ** 2) * np.exp(-np.arange(256) % 64 / 9)).astype(int)
    return values.reshape(2, 2, 64)
