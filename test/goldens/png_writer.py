"""A small PNG encoder: every colour type, depth and interlacing, any chunk anywhere."""

import struct
import zlib
from dataclasses import dataclass, field

import numpy as np

from pictures import ADAM7, png_chunk

SIGNATURE = b"\x89PNG\r\n\x1a\n"
GRAY, RGB, PALETTE, GRAY_ALPHA, RGBA = 0, 2, 3, 4, 6
IEND = png_chunk(b"IEND", b"")


@dataclass
class Png:
    """How samples become a file. `before` and `after` are whole chunks, around those with the pixels."""

    colour: int = RGB
    depth: int = 8
    interlaced: bool = False
    before: bytes = b""
    after: bytes = b""
    filters: list[int] = field(default_factory=lambda: [0, 1, 2, 3, 4])  # of the rows, in turn
    level: int = 9

    def encode(self, samples: np.ndarray) -> bytes:
        return self.with_idat(png_chunk(b"IDAT", zlib.compress(self.scanlines(samples), self.level)), samples.shape)

    def with_idat(self, idat: bytes, shape: tuple) -> bytes:
        return SIGNATURE + self.header(shape) + self.before + idat + self.after + IEND

    def header(self, shape: tuple) -> bytes:
        height, width = shape[:2]
        return png_chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, self.depth, self.colour, 0, 0, self.interlaced))

    def scanlines(self, samples: np.ndarray) -> bytes:
        parts = [samples[top::down, left::across] for left, top, across, down in ADAM7] if self.interlaced else [samples]
        return b"".join(self.filtered(part) for part in parts if part.size)

    def filtered(self, samples: np.ndarray) -> bytes:
        step = max(1, samples.shape[2] * self.depth // 8)
        above, data = bytes(len(self.packed(samples[0]))), b""
        for number, row in enumerate(samples):
            kind, packed = self.filters[number % len(self.filters)], self.packed(row)
            data += bytes([kind]) + filter_row(kind, packed, above, step)
            above = packed
        return data

    def packed(self, row: np.ndarray) -> bytes:
        bits = "".join(format(sample, f"0{self.depth}b") for sample in row.ravel().tolist())
        bits += "0" * (-len(bits) % 8)
        return int(bits, 2).to_bytes(len(bits) // 8, "big")


def filter_row(kind: int, row: bytes, above: bytes, step: int) -> bytes:
    def predicted(at: int) -> int:
        left, corner = (row[at - step], above[at - step]) if at >= step else (0, 0)
        up = above[at]
        if kind == 4:
            return min((left, up, corner), key=lambda value: abs(left + up - corner - value))
        return {1: left, 2: up, 3: (left + up) // 2}.get(kind, 0)

    return bytes((row[at] - predicted(at)) & 255 for at in range(len(row)))


def palette(colours: np.ndarray) -> bytes:
    return png_chunk(b"PLTE", colours.astype(np.uint8).tobytes())


def transparency(data: bytes) -> bytes:
    return png_chunk(b"tRNS", data)


def key(*values: int) -> bytes:
    return transparency(struct.pack(f">{len(values)}H", *values))


def gamma(value: int) -> bytes:
    return png_chunk(b"gAMA", struct.pack(">I", value))


def profile(name: bytes, data: bytes) -> bytes:
    return png_chunk(b"iCCP", name + b"\0\0" + zlib.compress(data, 9))


SRGB = png_chunk(b"sRGB", b"\0")
