"""The files of pillow-load.json that TensorFlow's decoders have no use for: what Pillow takes otherwise, and what it minds."""

import io
import shutil
import struct
import zlib
from dataclasses import replace
from pathlib import Path

import numpy as np
from PIL import Image

from decode_gif_files import COLOURS, extension, noise
from gif_writer import Frame, Gif, sub_blocks
from pictures import png_chunk
from png_writer import GRAY, GRAY_ALPHA, IEND, PALETTE, RGB, RGBA, SIGNATURE, Png, key, palette, profile, transparency
from resize_golden import pseudo_random_picture


def make_pillow_files(directory: Path) -> None:
    shutil.rmtree(directory, ignore_errors=True)
    groups = {"png": png_files(), "bmp": bmp_files(), "gif": gif_files(), "jpeg": jpeg_files()}
    for folder, files in groups.items():
        (directory / folder).mkdir(parents=True)
        for name, data in files.items():
            (directory / folder / f"{name}.{folder}").write_bytes(data)
    print(f"{directory.parent.name}/{directory.name}: {sum(map(len, groups.values()))} files")


# PNG


def samples(colour: int, depth: int, height: int = 6, width: int = 7) -> np.ndarray:
    channels = {GRAY: 1, RGB: 3, PALETTE: 1, GRAY_ALPHA: 2, RGBA: 4}[colour]
    low, high = pseudo_random_picture(41, height, width, channels).astype(int), pseudo_random_picture(42, height, width, channels).astype(int)
    return (high * 256 + low) >> (16 - depth)


def png(colour: int = RGB, depth: int = 8, before: bytes = b"", after: bytes = b"", interlaced: bool = False) -> bytes:
    return Png(colour, depth, interlaced, before, after).encode(samples(colour, depth))


def png_files() -> dict[str, bytes]:
    colours = palette(COLOURS[:16])
    gray = samples(GRAY, 8)
    files = {
        "gray-1-key-7": png(GRAY, 1, key(7)),
        "gray-1-key-0": png(GRAY, 1, key(0)),
        "gray-2-key-1": png(GRAY, 2, key(1)),
        "gray-2-key-85": png(GRAY, 2, key(85)),
        "gray-4-key-17": png(GRAY, 4, key(17)),
        "gray-8-key": png(GRAY, 8, key(int(gray[2, 3, 0]))),
        "gray-8-key-beyond": png(GRAY, 8, key(256 + int(gray[2, 3, 0]))),
        "gray-16-key-4863": png(GRAY, 16, key(4863)),
        "gray-16-dark": Png(GRAY, 16).encode(samples(GRAY, 16) >> 7),
        "gray-alpha-16": png(GRAY_ALPHA, 16),
        "gray-alpha-16-interlaced": png(GRAY_ALPHA, 16, interlaced=True),
        "rgb-key-beyond": png(RGB, 8, key(*(256 + samples(RGB, 8)[1, 2]).tolist())),
        "rgb-16-key": png(RGB, 16, key(*samples(RGB, 16)[1, 2].tolist())),
        "rgb-16-key-low": png(RGB, 16, key(*(samples(RGB, 16)[1, 2] >> 8).tolist())),
        "key-short": png(RGB, 8, transparency(b"\0\1")),
        "key-behind-pixels": png(GRAY, 8, after=key(int(gray[2, 3, 0]))),
        "key-of-rgba": png(RGBA, 8, key(1, 2, 3)),
        "palette-short": png(PALETTE, 4, palette(COLOURS[:5]) + transparency(b"\x10\x20")),
        "palette-odd": png(PALETTE, 4, png_chunk(b"PLTE", COLOURS[:5].tobytes()[:-1])),
        "palette-257": png(PALETTE, 8, png_chunk(b"PLTE", COLOURS.tobytes() + b"abc")),
        "palette-twice": png(PALETTE, 4, colours + palette(COLOURS[16:32])),
        "palette-behind-pixels": png(PALETTE, 4, after=colours),
        "palette-one-clear": png(PALETTE, 4, colours + transparency(b"\xff\xff\0\xff")),
        "palette-alphas": png(PALETTE, 4, colours + transparency(bytes(range(0, 160, 10)))),
        "palette-alphas-first": png(PALETTE, 4, transparency(bytes(range(0, 160, 10))) + colours),
        "palette-alphas-300": png(PALETTE, 4, colours + transparency(b"\1" * 300)),
        "palette-4-interlaced": png(PALETTE, 4, colours, interlaced=True),
        "gray-16-interlaced": png(GRAY, 16, interlaced=True),
        "gray-1-interlaced": png(GRAY, 1, interlaced=True),
        "text-crc": png(before=damaged(png_chunk(b"tEXt", b"a\0b"))),
        "text-bomb": png(before=png_chunk(b"zTXt", b"a\0\0" + zlib.compress(bytes(2**20 + 1)))),
        "text-of-1-mib": png(before=png_chunk(b"zTXt", b"a\0\0" + zlib.compress(bytes(2**20)))),
        "text-method": png(before=png_chunk(b"zTXt", b"a\0\1" + zlib.compress(b"b"))),
        "text-not-compressed": png(before=png_chunk(b"zTXt", b"a\0\0plain")),
        "text-without-end": png(before=png_chunk(b"zTXt", b"abc")),
        "text-bomb-behind-pixels": png(after=png_chunk(b"iTXt", b"a\0\1\0\0\0" + zlib.compress(bytes(2**21)))),
        "international-bomb": png(before=png_chunk(b"iTXt", b"a\0\1\0en\0a\0" + zlib.compress(bytes(2**21)))),
        "international-plain": png(before=png_chunk(b"iTXt", b"a\0\0\0en\0a\0" + zlib.compress(bytes(2**21)))),
        "profile-bomb": png(before=profile(b"a", bytes(2**20 + 1))),
        "profile-method": png(before=png_chunk(b"iCCP", b"a\0\1abc")),
        "profile-not-compressed": png(before=png_chunk(b"iCCP", b"a\0\0abc")),
        "profile-without-end": png(before=png_chunk(b"iCCP", b"abc")),
        "profile-empty": png(before=png_chunk(b"iCCP", b"")),
        "size-unit-short": png(before=png_chunk(b"pHYs", b"\0\0\0\1\0\0\0\1")),
        "gamma-short": png(before=png_chunk(b"gAMA", b"\0\0\0")),
        "chromaticities-short": png(before=png_chunk(b"cHRM", bytes(31))),
        "intent-missing": png(before=png_chunk(b"sRGB", b"")),
        "gamma-short-behind-pixels": png(after=png_chunk(b"gAMA", b"\0\0\0")),
        "unknown-behind-pixels-cut": Png().encode(samples(RGB, 8))[: -len(IEND)] + b"\0\0\0\5abCd123",
        "text-behind-pixels-crc": png(after=damaged(png_chunk(b"tEXt", b"a\0b"))),
        "interlace-2": png().replace(png_chunk(b"IHDR", bytes([0, 0, 0, 7, 0, 0, 0, 6, 8, 2, 0, 0, 0])), png_chunk(b"IHDR", bytes([0, 0, 0, 7, 0, 0, 0, 6, 8, 2, 0, 0, 2]))),
        "compression-1": png().replace(png_chunk(b"IHDR", bytes([0, 0, 0, 7, 0, 0, 0, 6, 8, 2, 0, 0, 0])), png_chunk(b"IHDR", bytes([0, 0, 0, 7, 0, 0, 0, 6, 8, 2, 1, 0, 0]))),
        "filter-method-1": png().replace(png_chunk(b"IHDR", bytes([0, 0, 0, 7, 0, 0, 0, 6, 8, 2, 0, 0, 0])), png_chunk(b"IHDR", bytes([0, 0, 0, 7, 0, 0, 0, 6, 8, 2, 0, 1, 0]))),
    }  # fmt: skip
    return files | png_streams() | animated_png_files()


def damaged(chunk: bytes) -> bytes:
    return chunk[:-1] + bytes([chunk[-1] ^ 1])


def png_streams() -> dict[str, bytes]:
    """What is wrong with the compressed data, or behind it."""
    writer = Png()
    picture = samples(RGB, 8)
    lines = writer.scanlines(picture)
    stream = zlib.compress(lines, 9)
    row = 1 + picture.shape[1] * 3

    def of(*parts: bytes) -> bytes:
        return writer.with_idat(b"".join(png_chunk(b"IDAT", part) for part in parts), picture.shape)

    return {
        "ends-behind-row-4": of(zlib.compress(lines[: 4 * row])),
        "ends-behind-row-4-in-next-chunk": of(zlib.compress(lines[: 4 * row])[:-4], zlib.compress(lines[: 4 * row])[-4:]),
        "ends-within-row-4": of(zlib.compress(lines[: 4 * row - 1])),
        "ends-before-row-0": of(zlib.compress(b"")),
        "interlaced-ends-early": Png(interlaced=True).with_idat(
            png_chunk(b"IDAT", zlib.compress(replace(writer, interlaced=True).scanlines(picture)[:44])), picture.shape
        ),
        "adler-wrong": of(stream[:-1] + bytes([stream[-1] ^ 1])),
        "adler-wrong-in-next-chunk": of(stream[:-2], stream[-2:-1] + bytes([stream[-1] ^ 1])),
        "adler-missing": of(stream[:-4]),
        "chunks-of-1": of(*(bytes([byte]) for byte in stream)),
        "chunk-empty-first": of(b"", stream),
        "too-many-rows": of(zlib.compress(lines + lines)),
        "bytes-behind-stream": of(stream + bytes(9)),
        "crc-of-second-chunk": writer.with_idat(png_chunk(b"IDAT", stream[:40]) + damaged(png_chunk(b"IDAT", stream[40:])), picture.shape),
        "cut-in-pixels": of(stream)[: -len(IEND) - 30],
        "cut-in-adler": of(stream)[: -len(IEND) - 6],
        "filter-5": of(zlib.compress(lines[:row] + b"\5" + lines[row + 1 :])),
        "chunk-between": writer.with_idat(
            png_chunk(b"IDAT", stream[:40]) + png_chunk(b"tEXt", b"a\0b") + png_chunk(b"IDAT", stream[40:]), picture.shape
        ),
    }


def animated_png_files() -> dict[str, bytes]:
    def control(number: int, width: int = 7, height: int = 6, left: int = 0) -> bytes:
        return png_chunk(b"fcTL", struct.pack(">IIIIIHHBB", number, width, height, left, 0, 1, 10, 0, 0))

    def animation(frames: int) -> bytes:
        return png_chunk(b"acTL", struct.pack(">II", frames, 0))

    stream = zlib.compress(Png().scanlines(255 - samples(RGB, 8)))
    second = control(1) + png_chunk(b"fdAT", struct.pack(">I", 2) + stream)
    return {
        "animated": png(before=animation(2) + control(0), after=second),
        "animated-beside-pixels": png(before=animation(1), after=control(0) + png_chunk(b"fdAT", struct.pack(">I", 1) + stream)),
        "animated-one-frame": png(before=animation(1) + control(0)),
        "animated-no-frames": png(before=animation(0) + control(0), after=second),
        "animated-out-of-order": png(before=animation(2) + control(1), after=second),
        "animated-too-wide": png(before=animation(2) + control(0, 8), after=second),
        "animated-outside": png(before=animation(2) + control(0, 7, 6, 1), after=second),
        "animated-control-short": png(before=animation(2) + png_chunk(b"fcTL", bytes(25)), after=second),
        "animated-count-short": png(before=png_chunk(b"acTL", bytes(7))),
        "animated-data-missing": png(before=animation(2) + control(0), after=control(1)),
        "control-behind-pixels-out-of-order": png(after=control(3)),
    }


# BMP


def bmp(
    bits: int,
    data: bytes,
    width: int = 7,
    height: int = 5,
    compression: int = 0,
    colours: bytes = b"",
    masks: bytes = b"",
    header: int = 40,
    offset: int | None = None,
    count: int = 0,
) -> bytes:
    info = struct.pack("<IiiHHIIiiII", header, width, height, 1, bits, compression, len(data), 0, 0, count, 0)
    if header == 12:
        info = struct.pack("<IHHHH", 12, width, height, 1, bits)
    head = (info + (masks if header > 40 else b"")).ljust(header, b"\0") + (masks if header == 40 else b"") + colours
    begin = 14 + len(head) if offset is None else offset
    return struct.pack("<2sIHHI", b"BM", 14 + len(head) + len(data), 0, 0, begin) + head + data


def rows(bits: int, width: int = 7, height: int = 5) -> bytes:
    return pseudo_random_picture(51, height, (width * bits + 31) // 32 * 4, 1).tobytes()


def quads(colours: np.ndarray) -> bytes:
    return b"".join(bytes([*colour, 0]) for colour in colours.tolist())


def fields(*values: int) -> bytes:
    return struct.pack(f"<{len(values)}I", *values)


def bmp_files() -> dict[str, bytes]:
    ramp = quads(np.arange(256)[:, None].repeat(3, 1))
    black_white = bytes([0, 0, 0, 0, 255, 255, 255, 0])
    files = {
        "1-bit": bmp(1, rows(1), colours=quads(COLOURS[:2])),
        "1-bit-black-white": bmp(1, rows(1), colours=black_white),
        "1-bit-white-black": bmp(1, rows(1), colours=black_white[4:] + black_white[:4]),
        "1-bit-wide": bmp(1, rows(1, 33), 33, colours=black_white),
        "1-bit-of-8": bmp(8, rows(8), colours=black_white, count=2),
        "4-bit": bmp(4, rows(4), colours=quads(COLOURS[:16])),
        "4-bit-few-colours": bmp(4, rows(4), colours=quads(COLOURS[:9]), count=9),
        "4-bit-ramp": bmp(4, rows(4), colours=ramp[:64]),
        "8-bit": bmp(8, rows(8), colours=quads(COLOURS)),
        "8-bit-top-down": bmp(8, rows(8), height=-5, colours=quads(COLOURS)),
        "8-bit-ramp": bmp(8, rows(8), colours=ramp),
        "8-bit-ramp-of-9": bmp(8, rows(8), colours=ramp[:36], count=9),
        "8-bit-one-black": bmp(8, rows(8), colours=ramp[:4], count=1),
        "8-bit-257-colours": bmp(8, rows(8), colours=quads(COLOURS) + b"abc\0", count=257),
        "8-bit-70000-colours": bmp(8, rows(8), colours=quads(COLOURS), count=70000),
        "8-bit-offset-leaves-palette-out": bmp(8, rows(8), colours=quads(COLOURS), offset=54),
        "8-bit-offset-0": bmp(8, rows(8), colours=quads(COLOURS), offset=0),
        "16-bit": bmp(16, rows(16)),
        "16-bit-offset-0": bmp(16, rows(16), offset=0),
        "16-bit-555": bmp(16, rows(16), compression=3, masks=fields(0x7C00, 0x3E0, 0x1F)),
        "16-bit-565": bmp(16, rows(16), compression=3, masks=fields(0xF800, 0x7E0, 0x1F)),
        "16-bit-444": bmp(16, rows(16), compression=3, masks=fields(0xF00, 0xF0, 0xF)),
        "24-bit-fields": bmp(24, rows(24), compression=3, masks=fields(0xFF0000, 0xFF00, 0xFF)),
        "24-bit-fields-turned": bmp(24, rows(24), compression=3, masks=fields(0xFF, 0xFF00, 0xFF0000)),
        "8-bit-fields": bmp(8, rows(8), compression=3, masks=fields(0xFF0000, 0xFF00, 0xFF)),
        "32-bit-fields-short-header": bmp(32, rows(32), compression=3, masks=fields(0xFF000000, 0xFF0000, 0xFF00)),
        "32-bit-fields-unknown": bmp(32, rows(32), compression=3, masks=fields(0x3FF00000, 0xFFC00, 0x3FF)),
        "32-bit-fields-header-52": bmp(32, rows(32), compression=3, masks=fields(0xFF0000, 0xFF00, 0xFF), header=52),
        "os2-8-bit": bmp(8, rows(8), colours=COLOURS[:, ::-1].tobytes(), header=12),
        "os2-1-bit": bmp(1, rows(1), colours=bytes(3) + b"\xff" * 3, header=12),
        "os2-24-bit": bmp(24, rows(24), header=12),
        "header-64": bmp(24, rows(24), header=64),
        "header-16": bmp(24, rows(24), header=16),
        "2-bit": bmp(2, rows(2), colours=quads(COLOURS[:4])),
        "last-padding-missing": bmp(24, rows(24)[:-3]),
        "last-byte-missing": bmp(24, rows(24)[:-4]),
        "compression-4": bmp(24, rows(24), compression=4),
        "cut-in-palette": bmp(8, b"", colours=quads(COLOURS[:100]), offset=1078),
    }  # fmt: skip
    layouts = {
        "BGRX": (0xFF0000, 0xFF00, 0xFF, 0), "XBGR": (0xFF000000, 0xFF0000, 0xFF00, 0), "BGXR": (0xFF000000, 0xFF00, 0xFF, 0),
        "ABGR": (0xFF000000, 0xFF0000, 0xFF00, 0xFF), "RGBA": (0xFF, 0xFF00, 0xFF0000, 0xFF000000),
        "BGRA": (0xFF0000, 0xFF00, 0xFF, 0xFF000000), "BGAR": (0xFF000000, 0xFF00, 0xFF, 0xFF0000), "none": (0, 0, 0, 0),
        "RGBX": (0xFF, 0xFF00, 0xFF0000, 0),
    }  # fmt: skip
    for name, masks in layouts.items():
        files[f"32-bit-{name}"] = bmp(32, rows(32), compression=3, masks=fields(*masks), header=108)
    return files | run_length_files()


def run_length_files() -> dict[str, bytes]:
    eights = {
        "runs": b"\3\1\4\2\0\0\7\3\0\0\2\4\5\5\0\0\7\6\0\0\7\7\0\1",
        "no-line-ends": b"\7\1\7\2\7\3\7\4\7\5",
        "literals": b"\0\7\1\2\3\4\5\6\7\0\0\0\0\3\1\2\3\0\4\5\0\0\7\1\0\0\7\2\0\0\7\3\0\1",
        "too-long-for-row": b"\11\1\0\0\7\2\0\0\7\3\0\0\7\4\0\0\7\5\0\1",
        "line-ends-early": b"\2\1\0\0\7\2\0\0\1\3\0\0\7\4\0\0\7\5\0\1",
        "delta": b"\2\1\0\2\3\1\2\2\0\0\7\2\0\0\7\3\0\0\7\4\0\0\7\5\0\1",
        "delta-to-end": b"\2\1\0\2\5\11",
        "ends-early": b"\7\1\0\0\7\2\0\1",
        "cut": b"\7\1\0\0\7\2\0\0\7",
        "literals-cut": b"\7\1\7\2\7\3\7\4\0\7\1\2",
        "literals-beyond-end": b"\7\1\7\2\7\3\7\4\0\12\1\2\3\4\5\6\7\10\11\12",
    }
    fours = {
        "runs": b"\3\x12\4\x34\0\0\7\x56\0\0\7\x78\0\0\7\x9a\0\0\7\xbc\0\1",
        "literals": b"\0\7\x12\x34\x56\x70\0\0\0\5\x12\x34\x50\0\2\x66\0\0\7\x12\0\0\7\x34\0\0\7\x56\0\1",
        "literals-odd-byte": b"\0\6\x12\x34\x56\0\1\x77\0\0\7\x12\7\x12\7\x34\7\x56",
        "delta": b"\2\x12\0\2\5\0\7\x34\7\x56\7\x78\7\x9a",
        "ends-early": b"\7\x12\0\1",
    }
    files = {f"8-bit-run-lengths-{name}": bmp(8, data, compression=1, colours=quads(COLOURS)) for name, data in eights.items()}
    files |= {f"4-bit-run-lengths-{name}": bmp(4, data, compression=2, colours=quads(COLOURS[:16])) for name, data in fours.items()}
    ramp = quads(np.arange(256)[:, None].repeat(3, 1))
    return files | {
        "8-bit-run-lengths-ramp": bmp(8, eights["runs"], compression=1, colours=ramp),
        "8-bit-run-lengths-black-white": bmp(8, eights["runs"], compression=1, colours=bytes(4) + b"\xff" * 3 + b"\0", count=2),
        "24-bit-run-lengths": bmp(24, eights["runs"], compression=1),
        "8-bit-run-lengths-top-down": bmp(8, eights["literals"], height=-5, compression=1, colours=quads(COLOURS)),
    }


# GIF


def gif_files() -> dict[str, bytes]:
    ramp = np.arange(8)[:, None].repeat(3, 1).astype(np.uint8)
    plain = Frame(noise(3))
    wide = Gif([Frame(noise(3), 2, 3)], COLOURS[:8], screen=(14, 17))
    gifs = {
        "inside-of-screen": wide,
        "inside-of-screen-transparent": replace(wide, frames=[Frame(noise(3), 2, 3, transparent=5)]),
        "inside-of-screen-ramp-transparent": replace(wide, frames=[Frame(noise(3), 2, 3, transparent=5)], colours=ramp),
        "outside-of-screen": replace(wide, screen=(5, 6)),
        "screen-0": replace(wide, screen=(0, 0)),
        "background": replace(wide, background=3),
        "ramp": Gif([plain], ramp),
        "ramp-transparent": Gif([replace(plain, transparent=2)], ramp),
        "ramp-local": Gif([replace(plain, colours=ramp)], None),
        "ramp-global-colours-local": Gif([replace(plain, colours=COLOURS[:8])], ramp),
        "no-palette-transparent": Gif([replace(plain, transparent=2)]),
        "interlaced-small": Gif([Frame(noise(3, 5, 3), interlaced=True)], COLOURS[:8]),
        "interlaced-1-row": Gif([Frame(noise(3, 5, 1), interlaced=True)], COLOURS[:8]),
        "several-blocks": Gif([Frame(noise(8, 61, 40, 77))], COLOURS),
        "ends-early": Gif([replace(plain, missing=4)], COLOURS[:8]),
        "ends-early-then-frame": Gif([replace(plain, missing=4), plain, plain], COLOURS[:8]),
        # Pillow reads 64 KiB at once, and gives up at the end code where there is no more.
        "ends-early-then-much": Gif([replace(plain, missing=4)], COLOURS[:8], after=(b"\xff" + bytes(255)) * 260),
        "ends-early-then-little": Gif([replace(plain, missing=4)], COLOURS[:8], after=b"\xff" + bytes(255)),
        "ramp-local-global-colours-only": Gif([replace(plain, colours=ramp)], COLOURS[:8]),
        "no-end-code": Gif([replace(plain, end_code=False)], COLOURS[:8], trailer=b""),
        "junk-before-frame": Gif([plain], COLOURS[:8], before=b"\1\2\3"),
        "trailer-before-frame": Gif([plain], COLOURS[:8], before=b";"),
        "comment-empty": Gif([plain], COLOURS[:8], before=b"!\xfe\0"),
        "comment": Gif([plain], COLOURS[:8], before=extension(0xFE, b"abc", b"def")),
        "netscape": Gif([plain], COLOURS[:8], before=extension(0xFF, b"NETSCAPE2.0", b"\1\0\0")),
        "control-short": Gif([plain], COLOURS[:8], before=extension(0xF9, b"\1\0")),
        "control-of-3": Gif([plain], COLOURS[:8], before=extension(0xF9, b"\0\0\0")),
        "control-twice": Gif([plain], COLOURS[:8], before=extension(0xF9, b"\1\0\0\3") + extension(0xF9, b"\0\0\0\5")),
        "code-size-12": Gif([replace(plain, data=b"\14" + sub_blocks(bytes(200)))], COLOURS[:8]),
        "code-size-13": Gif([replace(plain, data=b"\15" + sub_blocks(bytes(200)))], COLOURS[:8]),
        "frame-of-width-0": Gif([replace(plain, size=(4, 0))], COLOURS[:8], screen=(9, 9)),
        "blocks-cut": Gif([replace(plain, data=b"\3\x14" + bytes(9))], COLOURS[:8], trailer=b""),
    }  # fmt: skip
    return {name: gif.encode() for name, gif in gifs.items()}


# JPEG


def jpeg_files() -> dict[str, bytes]:
    return {f"cmyk-{quality}": cmyk_jpeg(quality) for quality in (60, 95)}


def cmyk_jpeg(quality: int) -> bytes:
    file = io.BytesIO()
    Image.fromarray(pseudo_random_picture(61, 12, 17, 4), "CMYK").save(file, "JPEG", quality=quality)
    return file.getvalue()
