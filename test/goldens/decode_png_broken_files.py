"""Broken PNG files of decode.json."""

import struct
import zlib

from decode_png_files import COLOURS, encode, samples
from pictures import png_chunk
from png_writer import GRAY, IEND, PALETTE, RGB, SIGNATURE, Png, gamma, palette

PICTURE = samples(RGB, 8)


def broken_png_files() -> dict[str, bytes]:
    return structure() | headers() | pixel_data()


def damaged(chunk: bytes) -> bytes:
    return chunk[:-1] + bytes([chunk[-1] ^ 1])


def header(width: int = 9, height: int = 7, depth: int = 8, colour: int = RGB, rest: bytes = b"\0\0\0") -> bytes:
    return png_chunk(b"IHDR", struct.pack(">IIBB", width, height, depth, colour) + rest)


def structure() -> dict[str, bytes]:
    plain, idat = Png().encode(PICTURE), png_chunk(b"IDAT", zlib.compress(Png().scanlines(PICTURE), 9))
    ihdr = Png().header(PICTURE.shape)
    text, unknown = png_chunk(b"tEXt", b"a\0b"), png_chunk(b"ABCD", b"")
    start, half = len(SIGNATURE + ihdr), len(idat) // 2
    files = {
        "crc-idat": SIGNATURE + ihdr + damaged(idat) + IEND,
        "crc-ihdr": SIGNATURE + damaged(ihdr) + idat + IEND,
        "crc-iend": SIGNATURE + ihdr + idat + damaged(IEND),
        "crc-gama": SIGNATURE + ihdr + damaged(gamma(45455)) + idat + IEND,
        "crc-text": SIGNATURE + ihdr + damaged(text) + idat + damaged(text) + IEND,
        "crc-plte": encode(PALETTE, 8).replace(palette(COLOURS), damaged(palette(COLOURS))),
        "crc-unknown-critical": SIGNATURE + ihdr + damaged(unknown) + idat + IEND,
        "unknown-critical": SIGNATURE + ihdr + unknown + idat + IEND,
        "unknown-critical-late": SIGNATURE + ihdr + idat + unknown + IEND,
        "bad-chunk-name": SIGNATURE + ihdr + png_chunk(b"te\1t", b"") + idat + IEND,
        "bad-chunk-name-late": SIGNATURE + ihdr + idat + png_chunk(b"te\1t", b"") + IEND,
        "iend-missing": plain[: -len(IEND)],
        "iend-not-empty": plain[: -len(IEND)] + png_chunk(b"IEND", b"abc"),
        "iend-instead-of-idat": SIGNATURE + ihdr + IEND,
        "idat-missing": SIGNATURE + ihdr + text + IEND,
        "ihdr-missing": SIGNATURE + idat + IEND,
        "ihdr-twice": SIGNATURE + ihdr + ihdr + idat + IEND,
        "ihdr-late": SIGNATURE + text + ihdr + idat + IEND,
        "plte-missing": Png(PALETTE, 8).encode(samples(PALETTE, 8)),
        "plte-after-idat": Png(PALETTE, 8, after=palette(COLOURS)).encode(samples(PALETTE, 8)),
        "plte-empty": Png(PALETTE, 8, before=png_chunk(b"PLTE", b"")).encode(samples(PALETTE, 8)),
        "plte-odd-length": Png(PALETTE, 8, before=png_chunk(b"PLTE", bytes(10))).encode(samples(PALETTE, 8)),
        "plte-too-long-for-depth": Png(PALETTE, 2, before=palette(COLOURS[:9])).encode(samples(PALETTE, 2)),
        "plte-on-gray": Png(GRAY, 8, before=palette(COLOURS)).encode(samples(GRAY, 8)),
        "plte-twice": Png(PALETTE, 8, before=palette(COLOURS) + palette(255 - COLOURS)).encode(samples(PALETTE, 8)),
        "chunk-past-end": SIGNATURE + ihdr + b"\0\0\xff\xfftEXt" + idat + IEND,
        "chunk-length-negative": SIGNATURE + ihdr + b"\xff\xff\xff\xfftEXt" + idat + IEND,
        "idat-longer-than-file": plain[:start] + b"\0\1\0\0" + plain[start + 4 :],
        "apple": SIGNATURE + png_chunk(b"CgBI", b"P\0\x20\2") + ihdr + idat + IEND,
        "signature-lines": b"\x89PNG\n\x1a\n" + plain[8:],
        "signature-alone": SIGNATURE,
    }
    lengths = [12, 20, 30, start, start + 5, start + half, start + len(idat) - 6, start + len(idat) - 2]
    lengths += [start + len(idat), len(plain) - 5, len(plain) - 1]
    files |= {f"cut-{length}": plain[:length] for length in lengths}
    return files


def headers() -> dict[str, bytes]:
    rest = png_chunk(b"IDAT", zlib.compress(Png().scanlines(PICTURE), 9)) + IEND
    sizes = [(0, 7), (9, 0), (100000, 100000), (2**31 - 1, 1), (2**31, 1), (1000001, 1), (10, 7), (9, 8), (8, 7), (9, 6)]
    files = {f"size-{width}x{height}": SIGNATURE + header(width, height) + rest for width, height in sizes}
    for depth, colour in [(16, PALETTE), (3, GRAY), (4, RGB), (0, GRAY), (32, GRAY), (8, 1), (8, 5), (8, 7)]:
        files[f"colour-{colour}-depth-{depth}"] = SIGNATURE + header(depth=depth, colour=colour) + rest
    methods = {"compression-1": b"\1\0\0", "filter-method-1": b"\0\1\0", "filter-method-64": b"\0\x40\0", "interlace-2": b"\0\0\2"}
    for name, fields in methods.items():
        files[name] = SIGNATURE + header(rest=fields) + rest
    files |= {f"ihdr-length-{10 + count}": SIGNATURE + header(rest=bytes(count)) + rest for count in (2, 4)}
    return files


def pixel_data() -> dict[str, bytes]:
    raw = Png().scanlines(PICTURE)
    packed = zlib.compress(raw, 9)
    deflated = {
        "zlib-header": b"\x79" + packed[1:],
        "zlib-method-7": b"\x77\x05" + packed[2:],
        "zlib-dictionary": b"\x78\xbb" + packed[2:],
        "zlib-window-too-small": b"\x08\x1d" + packed[2:],
        "zlib-checksum": packed[:-1] + bytes([packed[-1] ^ 1]),
        "zlib-checksum-missing": packed[:-4],
        "zlib-cut": packed[: len(packed) // 2],
        "zlib-flipped": packed[:40] + bytes([packed[40] ^ 4]) + packed[41:],
        "zlib-bad-block": packed[:2] + b"\7" + packed[3:],
        "zlib-empty": b"",
        "zlib-bytes-after": packed + b"garbage",
        "rows-missing": zlib.compress(raw[:-28], 9),
        "rows-missing-part": zlib.compress(raw[:-1], 9),
        "rows-too-many": zlib.compress(raw + raw[:28], 9),
        "filter-5": zlib.compress(raw[:56] + b"\5" + raw[57:], 9),
        "filter-255-last": zlib.compress(raw[:-28] + b"\xff" + raw[-27:], 9),
    }
    files = {name: Png().with_idat(png_chunk(b"IDAT", data) if data else b"", PICTURE.shape) for name, data in deflated.items()}
    half = len(packed) // 2
    apart = png_chunk(b"IDAT", packed[:half]) + png_chunk(b"tEXt", b"a\0b") + png_chunk(b"IDAT", packed[half:])
    files["idat-apart"] = Png().with_idat(apart, PICTURE.shape)
    files["idat-after-enough"] = Png().with_idat(png_chunk(b"IDAT", packed) + png_chunk(b"IDAT", b"garbage"), PICTURE.shape)
    files["idat-after-text"] = Png(after=png_chunk(b"tEXt", b"a\0b") + png_chunk(b"IDAT", b"garbage")).encode(PICTURE)
    second_damaged = png_chunk(b"IDAT", packed[:half]) + damaged(png_chunk(b"IDAT", packed[half:]))
    files["idat-crc-of-the-second"] = Png().with_idat(second_damaged, PICTURE.shape)
    interlaced = Png(interlaced=True)
    cut = zlib.compress(interlaced.scanlines(PICTURE)[:-60], 9)
    files["interlaced-rows-missing"] = interlaced.with_idat(png_chunk(b"IDAT", cut), PICTURE.shape)
    return files
