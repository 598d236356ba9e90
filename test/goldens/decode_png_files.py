"""PNG files of decode.json: colour types, transparency, gamma, chunks, sizes."""

import struct
import zlib
from importlib.resources import files as resources

import numpy as np
from PIL import Image

from decode_pictures import china
from pictures import png_chunk
from png_writer import GRAY, GRAY_ALPHA, PALETTE, RGB, RGBA, SRGB, Png, gamma, key, palette, profile, transparency
from resize_golden import pseudo_random_picture

CHANNELS = {GRAY: 1, RGB: 3, PALETTE: 1, GRAY_ALPHA: 2, RGBA: 4}
NAMES = {GRAY: "gray", RGB: "rgb", PALETTE: "palette", GRAY_ALPHA: "gray-alpha", RGBA: "rgba"}
DEPTHS = {GRAY: [1, 2, 4, 8, 16], RGB: [8, 16], PALETTE: [1, 2, 4, 8], GRAY_ALPHA: [8, 16], RGBA: [8, 16]}
# No more than the header that libpng checks: a monitor's, RGB to XYZ, under D50.
UNKNOWN_PROFILE = struct.pack(
    ">II4s4s4s4s12s4s28sIIII44sI",
    132,
    0,
    b"\2\x10\0\0",
    b"mntr",
    b"RGB ",
    b"XYZ ",
    b"",
    b"acsp",
    b"",
    0xF6D6,
    0x10000,
    0xD32D,
    0,
    b"",
    0,
)
COLOURS = pseudo_random_picture(5, 1, 256, 3)[0]


def png_files() -> dict[str, bytes]:
    return kinds() | transparent() | gammas() | chunks() | data_and_sizes()


def samples(colour: int, depth: int, height: int = 7, width: int = 9) -> np.ndarray:
    """Noise of all the depth, with some pixels whose channels are equal."""
    channels = CHANNELS[colour]
    wide = [pseudo_random_picture(seed, height, width, channels).astype(int) for seed in (11, 12)]
    picture = (wide[0] << 8 | wide[1]) >> (16 - depth)
    if colour in (RGB, RGBA):
        picture[::3, ::2, :3] = picture[::3, ::2, :1]
    return picture


def encode(colour: int, depth: int, before: bytes = b"", **options) -> bytes:
    if colour == PALETTE:
        before = palette(COLOURS[: 1 << depth]) + before
    return Png(colour, depth, before=before, **options).encode(samples(colour, depth))


def kinds() -> dict[str, bytes]:
    files = {}
    for colour, depths in DEPTHS.items():
        for depth in depths:
            files[f"{NAMES[colour]}-{depth}"] = encode(colour, depth)
            files[f"{NAMES[colour]}-{depth}-interlaced"] = encode(colour, depth, interlaced=True)
    return files


def transparent() -> dict[str, bytes]:
    files = {}
    for colour in (GRAY, RGB):
        for depth in DEPTHS[colour]:
            first = samples(colour, depth)[1, 1].tolist()
            files[f"key-{NAMES[colour]}-{depth}"] = encode(colour, depth, key(*first))
    first = samples(GRAY, 16)[1, 1, 0]
    files["key-gray-16-interlaced"] = encode(GRAY, 16, key(first), interlaced=True)
    # A key that differs in the low byte, which is dropped, or lies beyond the depth, matches nothing.
    files["key-gray-16-low-byte"] = encode(GRAY, 16, key(first ^ 1))
    files["key-rgb-16-low-byte"] = encode(RGB, 16, key(*(samples(RGB, 16)[1, 1] ^ 1).tolist()))
    for depth in (2, 8):
        files[f"key-gray-{depth}-beyond-depth"] = encode(GRAY, depth, key(samples(GRAY, depth)[1, 1, 0] + (1 << depth)))
    files["key-rgb-8-beyond-depth"] = encode(RGB, 8, key(*(samples(RGB, 8)[1, 1] + 256).tolist()))
    files["key-rgb-8-with-gamma"] = encode(RGB, 8, gamma(45455) + key(*samples(RGB, 8)[1, 1].tolist()))
    for depth in DEPTHS[PALETTE]:
        files[f"palette-{depth}-alpha"] = encode(PALETTE, depth, transparency(bytes([0, 200, 77][: 1 << depth])))
    files["palette-4-alpha-interlaced"] = encode(PALETTE, 4, transparency(bytes(range(0, 160, 10))), interlaced=True)
    files["palette-2-alpha-too-long"] = encode(PALETTE, 2, transparency(bytes(range(5))))
    files["palette-8-alpha-empty"] = encode(PALETTE, 8, transparency(b""))
    files["key-on-gray-alpha"] = encode(GRAY_ALPHA, 8, key(5))
    files["key-gray-too-short"] = encode(GRAY, 8, transparency(b"\1"))
    for depth, count in [(2, 3), (4, 9), (8, 3)]:
        files[f"palette-{depth}-of-{count}"] = Png(PALETTE, depth, before=palette(COLOURS[:count])).encode(samples(PALETTE, depth))
    both = palette(COLOURS[:4]) + transparency(b"\x80\x40")
    files["palette-8-of-4-alpha"] = Png(PALETTE, 8, before=both).encode(samples(PALETTE, 8) // 32)
    return files


def icc_profile(photograph: str) -> bytes:
    """Hewlett-Packard's of sRGB, which most photographs hold. China's has an intent in the wrong byte order."""
    with Image.open(resources("sklearn.datasets.images") / photograph) as image:
        return image.info["icc_profile"]


def gammas() -> dict[str, bytes]:
    picture, srgb, invalid = np.array(china(23, 17)).astype(int), icc_profile("flower.jpg"), icc_profile("china.jpg")
    picture[::3, ::2] = picture[::3, ::2, :1]
    points = np.round(np.array([0.3127, 0.329, 0.64, 0.33, 0.3, 0.6, 0.15, 0.06]) * 100000).astype(">u4").tobytes()
    values = [0, 15, 16, 22222, 45455, 55000, 94999, 95237, 95238, 100000, 105001, 220000, 625000000, 625000001, 1 << 31]
    heads = {f"gamma-{value}": gamma(value) for value in values} | {
        "srgb": SRGB,
        "srgb-then-gamma": SRGB + gamma(60000),
        "gamma-then-srgb": gamma(60000) + SRGB,
        "chromaticities": png_chunk(b"cHRM", points),
        "icc-srgb": profile(b"p", srgb),
        "icc-srgb-gamma": gamma(60000) + profile(b"p", srgb),
        "icc-unknown": profile(b"p", UNKNOWN_PROFILE),
        "icc-unknown-then-gamma": profile(b"p", UNKNOWN_PROFILE) + gamma(60000),
        "icc-unknown-after-gamma": gamma(60000) + profile(b"p", UNKNOWN_PROFILE),
        "icc-invalid-then-gamma": profile(b"p", invalid) + gamma(60000),
        "icc-invalid-after-gamma": gamma(60000) + profile(b"p", invalid),
        "icc-invalid-then-srgb": profile(b"p", invalid) + SRGB,
        "icc-broken": png_chunk(b"iCCP", b"p\0\0" + b"not zlib") + gamma(60000),
        "gamma-twice": gamma(60000) + gamma(30000),
        "gamma-short": png_chunk(b"gAMA", b"\0\0\xb1"),
        "gamma-after-transparency": key(1, 2, 3) + gamma(60000),
    }
    files = {name: Png(RGB, 8, before=head).encode(picture) for name, head in heads.items()}
    for colour, depth in [(RGB, 16), (RGBA, 8), (RGBA, 16), (GRAY, 8), (GRAY, 16), (GRAY_ALPHA, 8)]:
        files[f"gamma-{NAMES[colour]}-{depth}"] = Png(colour, depth, before=gamma(45455)).encode(samples(colour, depth, 17, 23))
    for depth in (2, 8):
        head = gamma(45455) + palette(COLOURS[: 1 << depth])
        files[f"gamma-palette-{depth}"] = Png(PALETTE, depth, before=head).encode(samples(PALETTE, depth, 17, 23))
    for value in (95237, 60000, 220000):
        files[f"gamma-rgb-16-{value}"] = Png(RGB, 16, before=gamma(value)).encode(samples(RGB, 16, 17, 23))
    for bits in (5, 8, 10, 12):
        significant = png_chunk(b"sBIT", bytes([bits] * 3))
        head = gamma(45455) + significant
        files[f"gamma-rgb-16-significant-{bits}"] = Png(RGB, 16, before=head).encode(samples(RGB, 16, 17, 23))
    files["gamma-rgb-8-significant-5"] = Png(RGB, 8, before=gamma(45455) + png_chunk(b"sBIT", b"\5\6\5")).encode(picture)
    files["palette-then-gamma"] = Png(PALETTE, 8, before=palette(COLOURS) + gamma(45455)).encode(samples(PALETTE, 8))
    return files


def chunks() -> dict[str, bytes]:
    exif = b"MM\0*\0\0\0\x08\0\1\x01\x12\0\3\0\0\0\1\0\6\0\0\0\0\0\0"
    ancillary = {
        "bkgd": png_chunk(b"bKGD", struct.pack(">3H", 9, 99, 255)),
        "sbit": png_chunk(b"sBIT", b"\5\6\5\4"),
        "phys": png_chunk(b"pHYs", struct.pack(">IIB", 2000, 1000, 1)),
        "text": png_chunk(b"tEXt", b"Title\0text") + png_chunk(b"zTXt", b"T\0\0" + zlib.compress(b"text")),
        "exif-orientation-6": png_chunk(b"eXIf", exif),
        "unknown": png_chunk(b"npTh", b"\0\1") + png_chunk(b"prIv", b""),
        "suggested-palette": palette(COLOURS),
    }
    files = {f"chunk-{name}": encode(RGBA, 8, data) for name, data in ancillary.items()}
    control = png_chunk(b"acTL", struct.pack(">II", 2, 0))
    frames = [png_chunk(b"fcTL", struct.pack(">5I2H2B", number, 9, 7, 0, 0, 1, 10, 0, 0)) for number in (0, 1)]
    second = png_chunk(b"fdAT", struct.pack(">I", 2) + zlib.compress(Png(RGB).scanlines(255 - samples(RGB, 8))))
    files["animated"] = encode(RGB, 8, control + frames[0], after=frames[1] + second)
    files["animated-default-image-apart"] = encode(RGB, 8, control, after=frames[1] + second)
    files["text-after-pixels"] = encode(RGB, 8, after=ancillary["text"])
    return files


def data_and_sizes() -> dict[str, bytes]:
    files = {}
    for height, width in [(1, 1), (1, 9), (9, 1), (2, 3), (5, 5)]:
        files[f"size-{width}x{height}"] = Png().encode(samples(RGB, 8, height, width))
        files[f"size-{width}x{height}-interlaced"] = Png(interlaced=True).encode(samples(RGB, 8, height, width))
    files["size-1x1-gray-1"] = Png(GRAY, 1).encode(np.ones((1, 1, 1), int))
    picture = samples(RGB, 8)
    for level in (0, 1):
        files[f"deflate-level-{level}"] = Png(level=level).encode(picture)
    for number, name in enumerate(("none", "sub", "up", "average", "paeth")):
        files[f"filter-{name}"] = Png(filters=[number]).encode(picture)
    packed = zlib.compress(Png().scanlines(picture), 9)
    parts = [packed[at : at + 50] for at in range(0, len(packed), 50)]
    files["idat-several"] = Png().with_idat(b"".join(png_chunk(b"IDAT", part) for part in parts), picture.shape)
    empty = png_chunk(b"IDAT", b"")
    files["idat-empty-between"] = Png().with_idat(empty.join(png_chunk(b"IDAT", part) for part in parts) + empty, picture.shape)
    files["idat-empty-first"] = Png().with_idat(png_chunk(b"IDAT", b"") + png_chunk(b"IDAT", packed), picture.shape)
    fixed = zlib.compressobj(9, strategy=zlib.Z_FIXED, wbits=9)
    packed = fixed.compress(Png().scanlines(picture)) + fixed.flush()
    files["deflate-fixed-small-window"] = Png().with_idat(png_chunk(b"IDAT", packed), picture.shape)
    files["bytes-after-end"] = Png().encode(picture) + b"garbage"
    return files
