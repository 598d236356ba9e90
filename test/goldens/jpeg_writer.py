"""A small JPEG encoder for what Pillow does not write: every sampling, any order of scans, any marker."""

from dataclasses import dataclass, field
from functools import cache
from io import BytesIO

import numpy as np
from PIL import Image

from jpeg_scans import Scan, huffman_codes, scan_tokens, token_bytes

ZIGZAG = sorted(range(64), key=lambda i: (i // 8 + i % 8, i // 8 if (i // 8 + i % 8) % 2 else i % 8))
FREQUENCIES = np.arange(8)[:, None]
DCT = np.cos((2 * np.arange(8) + 1) * FREQUENCIES * np.pi / 16) * np.where(FREQUENCIES == 0, 0.5**0.5, 1) / 2

SOI, EOI = b"\xff\xd8", b"\xff\xd9"
DQT, DHT, DRI, SOS = 0xDB, 0xC4, 0xDD, 0xDA
BASELINE, EXTENDED, PROGRESSIVE = 0xC0, 0xC1, 0xC2


def segment(marker: int, payload: bytes) -> bytes:
    return bytes([0xFF, marker]) + (len(payload) + 2).to_bytes(2, "big") + payload


JFIF = segment(0xE0, b"JFIF\0\1\1\0\0\1\0\1\0\0")


def adobe(transform: int) -> bytes:
    return segment(0xEE, b"Adobe\0\x64\0\0\0\0" + bytes([transform]))


@dataclass
class Jpeg:
    """How planes become a file. Factors are horizontal, vertical, of each component."""

    factors: list[tuple[int, int]]
    quantisers: list[np.ndarray] = field(default_factory=lambda: [quantiser(85, 0), quantiser(85, 1)])
    tables: list[int] | None = None  # the quantiser of each component
    ids: bytes = b"\1\2\3\4"
    head: bytes = JFIF
    scans: list[Scan] | None = None
    frame: int = BASELINE
    restart: int = 0
    standard_huffman: bool = False
    write_huffman: bool = True
    fill: bytes = b""  # before every marker
    wide_quantisers: bool = False
    size: tuple[int, int] | None = None  # declared, in place of the real one
    precision: int = 8

    def encode(self, planes: list[np.ndarray]) -> bytes:
        blocks = [self.quantised(planes, index) for index in range(len(planes))]
        return self.encode_blocks(blocks, planes[0].shape)

    def encode_blocks(self, blocks: list[np.ndarray], shape: tuple[int, int]) -> bytes:
        """`blocks`: of each component rows, columns, 64 coefficients in zigzag order, in whole MCUs."""
        height, width = self.size or shape
        scans = self.scans or [Scan(tuple(range(len(blocks))))]
        parts = [SOI, self.head]
        for number, table in enumerate(self.quantisers):
            values = table.reshape(64)[ZIGZAG].astype(">u2" if self.wide_quantisers else "u1").tobytes()
            parts.append(segment(DQT, bytes([number | 16 * self.wide_quantisers]) + values))
        frame = bytes([self.precision]) + height.to_bytes(2, "big") + width.to_bytes(2, "big") + bytes([len(blocks)])
        for index, (h, v) in enumerate(self.factors):
            frame += bytes([self.ids[index], h << 4 | v, self.table_of(index)])
        parts.append(segment(self.frame, frame))
        if self.restart:
            parts.append(segment(DRI, self.restart.to_bytes(2, "big")))
        written = {}
        for scan in scans:
            parts += self.scan_parts(scan, blocks, shape, written)
        return self.fill.join(parts + [EOI])

    def scan_parts(self, scan: Scan, blocks: list[np.ndarray], shape: tuple[int, int], written: dict) -> list[bytes]:
        tokens = scan_tokens(scan, blocks, self.factors, shape, self.frame == PROGRESSIVE, self.restart)
        used = sorted({(token[0], token[1]) for token in tokens if token[0]})
        tables, parts = {}, []
        for key in sorted({table for table, _ in used}):
            tables[key] = standard_tables()[key] if self.standard_huffman else flat_table([s for t, s in used if t == key])
            if self.write_huffman and written.get(key) != tables[key]:
                kind, number = key
                parts.append(segment(DHT, bytes([(kind == "ac") << 4 | number]) + b"".join(tables[key])))
                written[key] = tables[key]
        header = bytes([len(scan.components)])
        for index in scan.components:
            header += bytes([self.ids[index], 0x11 * min(index, 1)])
        header += bytes([scan.start, scan.end, scan.high << 4 | scan.low])
        codes = {key: huffman_codes(*table) for key, table in tables.items()}
        return parts + [segment(SOS, header) + token_bytes(tokens, codes)]

    def table_of(self, index: int) -> int:
        return self.tables[index] if self.tables else min(index, len(self.quantisers) - 1)

    def quantised(self, planes: list[np.ndarray], index: int) -> np.ndarray:
        (h, v), (h_max, v_max) = self.factors[index], np.max(self.factors, axis=0)
        height, width = planes[index].shape
        # The nearest sample, whatever the ratio.
        rows = sampled(-(-height * v // v_max), height, v_max / v, -(-height // (8 * v_max)) * 8 * v)
        columns = sampled(-(-width * h // h_max), width, h_max / h, -(-width // (8 * h_max)) * 8 * h)
        plane = planes[index][np.ix_(rows, columns)].astype(float) - 128
        blocks = plane.reshape(len(rows) // 8, 8, len(columns) // 8, 8).swapaxes(1, 2)
        coefficients = DCT @ blocks @ DCT.T / self.quantisers[self.table_of(index)]
        # Rounded twice, so that no processor's last bit decides at a half.
        return np.rint(coefficients.round(6)).astype(int).reshape(*blocks.shape[:2], 64)[..., ZIGZAG]


def sampled(count: int, size: int, step: float, padded: int) -> np.ndarray:
    indices = np.minimum(((np.arange(count) + 0.5) * step).astype(int), size - 1)
    return np.pad(indices, (0, padded - count), mode="edge")


def ycbcr_planes(picture: np.ndarray) -> list[np.ndarray]:
    return list(np.moveaxis(np.asarray(Image.fromarray(picture).convert("YCbCr")), -1, 0))


def planes_of(picture: np.ndarray) -> list[np.ndarray]:
    return list(np.moveaxis(picture, -1, 0)) if picture.ndim == 3 else [picture]


def flat_table(symbols: list[int]) -> tuple[bytes, bytes]:
    """All codes of one length, the shortest that leaves the code of all ones unused."""
    length = len(symbols).bit_length()
    return bytes([len(symbols) if at == length else 0 for at in range(1, 17)]), bytes(symbols)


@cache
def standard_tables() -> dict[tuple[str, int], tuple[bytes, bytes]]:
    """The Huffman tables of the standard's annex K, from a file of Pillow's."""
    tables = {}
    for marker, payload in segments(pillow_jpeg(Image.new("RGB", (8, 8)))):
        if marker == DHT:
            kind = "ac" if payload[0] >> 4 else "dc"
            tables[kind, payload[0] & 15] = payload[1:17], payload[17:]
    return tables


@cache
def quantiser(quality: int, number: int) -> np.ndarray:
    with Image.open(BytesIO(pillow_jpeg(Image.new("RGB", (8, 8)), quality=quality))) as image:
        return np.array(image.quantization[number]).reshape(8, 8)


def pillow_jpeg(image: Image.Image, **options) -> bytes:
    buffer = BytesIO()
    image.save(buffer, "JPEG", **options)
    return buffer.getvalue()


def segments(data: bytes) -> list[tuple[int, bytes]]:
    """Markers with their payloads, up to the first scan; that one's payload is the rest of the file."""
    found, at = [], 2
    while True:
        marker, size = data[at + 1], int.from_bytes(data[at + 2 : at + 4], "big")
        if marker == SOS:
            return found + [(marker, data[at + 4 :])]
        found.append((marker, data[at + 4 : at + 2 + size]))
        at += 2 + size
