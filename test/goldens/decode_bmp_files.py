"""BMP files of decode.json, whole and broken."""

import struct

import numpy as np

from resize_golden import pseudo_random_picture


def bmp(
    width: int = 7,
    height: int = 5,
    bits: int = 24,
    head: int = 54,
    compression: int = 0,
    data: bytes | None = None,
    extra: bytes = b"",
    offset: int | None = None,
    header_size: int = 40,
) -> bytes:
    """A file of noise. `head` counts the bytes before the pixels; `offset` is what the file says of that."""
    row = (width * bits // 8 + 3) // 4 * 4
    if data is None:
        data = pseudo_random_picture(21, 1, max(row, 0) * abs(height), 1).tobytes()
    file_header = struct.pack("<2sIHHI", b"BM", head + len(data), 0, 0, head if offset is None else offset)
    info = struct.pack("<IiiHHIIiiII", header_size, width, height, 1, bits, compression, len(data), 0, 0, 0, 0)
    return (file_header + info + bytes(range(256)) * 5)[:head] + data + extra


def bmp_files() -> dict[str, bytes]:
    files = {}
    for bits in (24, 32, 8):
        for width in (1, 2, 3, 4, 7):
            files[f"{bits}-bit-{width}x5"] = bmp(width, 5, bits, 54 if bits > 8 else 54 + 1024)
        files[f"{bits}-bit-top-down"] = bmp(7, -5, bits)
        files[f"{bits}-bit-1x1"] = bmp(1, 1, bits)
    files |= {
        "8-bit-no-palette": bmp(bits=8),
        "8-bit-gray-palette": gray_palette(),
        "32-bit-alpha-zero": bmp(bits=32, data=(pseudo_random_picture(22, 5, 7, 4) * np.array([1, 1, 1, 0], np.uint8)).tobytes()),
        "32-bit-bit-fields": bmp(bits=32, head=66, compression=3),
        "24-bit-v4-header": bmp(head=122, header_size=108),
        "24-bit-v5-header": bmp(head=138, header_size=124),
        "24-bit-gap-before-pixels": bmp(head=70),
        "24-bit-any-compression": bmp(compression=1),
        "24-bit-any-planes": bmp()[:26] + b"\7\0" + bmp()[28:],
        "24-bit-any-file-size": bmp()[:2] + b"\xff\xff\xff\xff" + bmp()[6:],
        "24-bit-any-header-size": bmp(header_size=12),
        "12-bit": bmp(8, 5, 12, data=bytes(range(40))),
    }
    return files


def gray_palette() -> bytes:
    data = bmp(bits=8, head=54 + 1024)
    return data[:54] + b"".join(bytes([255 - level] * 3 + [0]) for level in range(256)) + data[54 + 1024 :]


def broken_bmp_files() -> dict[str, bytes]:
    plain = bmp()
    files = {f"{bits}-bit": bmp(8, 5, bits) for bits in (0, 1, 4, 16, 40, 64)}
    files |= {f"cut-{length}": plain[:length] for length in (2, 31, 32, 54, len(plain) - 1)}
    files |= {
        "byte-after": bmp(extra=b"\0"),
        "bytes-after": bmp(extra=bytes(64)),
        "width-0": bmp(0, 5),
        "width-negative": bmp(-7, 5, data=bytes(120)),
        "height-0": bmp(7, 0),
        "height-lowest": bmp(7, -(2**31), data=bytes(120)),
        "width-highest": bmp(2**31 - 1, 1, data=bytes(120)),
        "huge": bmp(100000, 100000, data=bytes(120)),
        "huge-negative": bmp(40000, -40000, 32, data=bytes(120)),
        "header-cut-1": bmp(offset=53),
        "offset-0": bmp(offset=0),
        "offset-past-end": bmp(offset=5000),
        "offset-negative": bmp(offset=2**32 - 10),
        "run-lengths": bmp(bits=8, compression=1, data=bytes([7, 1, 0, 0] * 5 + [0, 1])),
        "run-lengths-that-fit": bmp(bits=8, compression=1, data=bytes([7, 1, 0, 0] * 10)),
        "bits-negative": bmp(data=bytes(120))[:28] + b"\xe8\xff" + bmp()[30:],
        "os2": b"BM" + struct.pack("<IHHIIHHHH", 26 + 120, 0, 0, 26, 12, 7, 5, 1, 24) + bytes(120),
        "bitmap-array": b"BA" + plain[2:],
    }
    return files
