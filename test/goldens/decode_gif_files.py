"""GIF files of decode.json, whole and broken."""

from dataclasses import replace

import numpy as np

from gif_writer import Frame, Gif, sub_blocks
from resize_golden import pseudo_random_picture

COLOURS = pseudo_random_picture(31, 1, 256, 3)[0]


def noise(bits: int, width: int = 9, height: int = 11, seed: int = 32) -> np.ndarray:
    return (pseudo_random_picture(seed, height, width, 1)[..., 0] >> (8 - bits)).astype(int)


def extension(label: int, *blocks: bytes) -> bytes:
    return b"!" + bytes([label]) + b"".join(bytes([len(block)]) + block for block in blocks) + b"\0"


PLAIN = Frame(noise(3))
GIF = Gif([PLAIN], COLOURS[:8])
APPLICATION = extension(0xFF, b"NETSCAPE2.0", b"\1\0\0")


def gif_files() -> dict[str, bytes]:
    kinds = colours() | places() | codes() | extras()
    return {name: gif if isinstance(gif, bytes) else gif.encode() for name, gif in kinds.items()}


def one(bits: int = 3, colours: int = 8, **frame) -> Gif:
    return Gif([Frame(noise(bits), **frame)], COLOURS[:colours] if colours else None)


def colours() -> dict[str, Gif]:
    files = {f"{1 << bits}-colours": one(bits, 1 << bits) for bits in range(1, 9)}
    return files | {
        "interlaced": one(interlaced=True),
        "local-colours": local(0),
        "local-before-global": local(8),
        "local-too-few": Gif([Frame(noise(3), colours=COLOURS[50:54])], COLOURS[:8]),
        "no-colours": one(colours=0),
        "too-few-colours": one(3, 4),
        "transparent": one(transparent=3),
        "transparent-unused": one(2, 8, transparent=6),
        "transparent-beyond-colours": Gif([Frame(np.where(noise(3) > 3, 6, noise(3)), transparent=6)], COLOURS[:4]),
        "transparent-beyond-others-too": one(3, 4, transparent=6),
        "transparent-flag-off": Gif([PLAIN], COLOURS[:8], before=extension(0xF9, b"\0\0\0\3")),
        "transparent-of-second": Gif([PLAIN, replace(PLAIN, transparent=3)], COLOURS[:8]),
        "control-twice": Gif([replace(PLAIN, transparent=3)], COLOURS[:8], before=extension(0xF9, b"\1\0\0\5")),
        "background": replace(GIF, background=5, screen=(15, 15)),
    }


def local(shared: int) -> Gif:
    return Gif([Frame(noise(3), colours=COLOURS[50:58])], COLOURS[:shared] if shared else None)


def places() -> dict[str, Gif]:
    def frames(*sizes: tuple[int, int, int, int]) -> Gif:
        """Left, top, width, height of each."""
        return Gif([Frame(noise(3, w, h, 40 + at), left, top) for at, (left, top, w, h) in enumerate(sizes)], COLOURS[:8])

    return {
        "offset": frames((1, 1, 2, 2)),
        "offset-all-outside": frames((9, 9, 3, 3)),
        "offset-inside-screen": replace(frames((2, 3, 4, 5)), screen=(20, 20)),
        "screen-smaller": replace(GIF, screen=(3, 3)),
        "screen-zero": replace(GIF, screen=(0, 0)),
        "screen-largest": replace(GIF, screen=(65535, 65535)),
        "frames-equal": frames((0, 0, 5, 4), (0, 0, 5, 4)),
        "frames-wider-and-higher": frames((1, 2, 4, 4), (0, 0, 9, 3), (0, 0, 2, 8)),
        "frames-smaller": frames((0, 0, 8, 8), (5, 5, 2, 2)),
        "frames-offset-inside-larger": frames((3, 2, 4, 4), (0, 0, 12, 12)),
        "frames-offset-clipped": frames((6, 6, 5, 5), (0, 0, 8, 9)),
        "second-without-colours": Gif([local(0).frames[0], PLAIN]),
        "second-with-bad-index": Gif([Frame(noise(2)), Frame(noise(3))], COLOURS[:4]),
        "size-1x1": Gif([Frame(np.array([[1]]))], COLOURS[:2]),
        "size-1x9-interlaced": Gif([Frame(noise(3, 1, 9), interlaced=True)], COLOURS[:8]),
        "size-3x2-interlaced": Gif([Frame(noise(3, 3, 2), interlaced=True)], COLOURS[:8]),
        "size-8x17-interlaced": Gif([Frame(noise(3, 8, 17), interlaced=True)], COLOURS[:8]),
        "width-0": Gif([replace(PLAIN, size=(11, 0))], COLOURS[:8]),
        "height-0": Gif([replace(PLAIN, size=(0, 9))], COLOURS[:8]),
        "huge": Gif([replace(PLAIN, size=(65535, 65535))], COLOURS[:8]),
    }


def codes() -> dict[str, Gif]:
    files = {f"minimum-code-size-{size}": one(2, 4, minimum=size) for size in (2, 3, 7, 8)}
    large = Frame(noise(8, 68, 68))
    return files | {
        "minimum-code-size-1": Gif([Frame(noise(1), minimum=1)], COLOURS[:2]),
        "minimum-code-size-9": one(2, 4, data=b"\x09" + PLAIN.image_data()[1:]),
        "minimum-code-size-0": one(2, 4, data=b"\0" + PLAIN.image_data()[1:]),
        "table-full": Gif([large], COLOURS),
        "table-full-never-cleared": Gif([replace(large, clear_after=-1)], COLOURS),
        "cleared-often": one(clear_after=7),
        "cleared-each-code": one(clear_after=1),
        "not-cleared-first": one(clear_first=False),
        "end-code-missing": one(end_code=False),
        "blocks-of-1": one(data=b"\3" + sub_blocks(PLAIN.packed(noise(3).ravel().tolist(), 3), 1)),
        "pixels-missing": one(missing=1),
        "pixels-missing-many": one(missing=60),
        "pixels-missing-no-end-code": one(missing=10, end_code=False),
        "pixels-too-many": Gif([replace(PLAIN, size=(5, 9))], COLOURS[:8]),
        "pixels-none": one(data=b"\3\0"),
        "code-beyond-table": one(data=b"\3" + sub_blocks(bytes([0x08 | 0xE0, 0xFF, 0xFF, 0xFF]))),
        "end-code-first": one(data=b"\3" + sub_blocks(b"\x98")),
        "bytes-flipped": one(data=PLAIN.image_data()[:12] + b"\x55" + PLAIN.image_data()[13:]),
        "block-terminator-missing": one(data=PLAIN.image_data()[:-1]),
        "block-after-end-code": one(data=PLAIN.image_data()[:-1] + b"\3abc\0"),
    }


def extras() -> dict[str, Gif | bytes]:
    gif, two = GIF.encode(), Gif([PLAIN, replace(PLAIN, indices=noise(3, 20, 20))], COLOURS[:8]).encode()
    first = len(Gif([PLAIN], COLOURS[:8], trailer=b"").encode())
    files = {
        "87a": replace(GIF, version=b"GIF87a"),
        "88a": replace(GIF, version=b"GIF88a"),
        "8xx": replace(GIF, version=b"GIF8xx"),
        "extensions": replace(GIF, before=APPLICATION + extension(0xFE, b"a comment"), after=extension(0xFE, b"late")),
        "extension-plain-text": replace(GIF, before=extension(0x01, bytes(12), b"text")),
        "extension-unknown": replace(GIF, before=extension(0x99, b"abc")),
        "extension-empty": replace(GIF, before=b"!\xfe\0"),
        "extension-control-short": replace(GIF, before=extension(0xF9, b"\1\0")),
        "extension-cut": gif[:37] + b"!\xfe\x20abc",
        "trailer-missing": replace(GIF, trailer=b""),
        "trailer-other": replace(GIF, trailer=b"x"),
        "trailer-zeros": replace(GIF, trailer=bytes(5)),
        "bytes-after": gif + b"garbage",
        "second-file-after": gif + two,
        "no-frames": replace(GIF, frames=[]),
        "frames-then-unknown-block": replace(GIF, after=b"x"),
    }
    files |= {f"cut-{length}": gif[:length] for length in (4, 6, 12, 13, 20, 37, 42, 47, 60, len(gif) - 2)}
    places = {"none": first, "head": first + 5, "data": first + 40, "end": len(two) - 2}
    files |= {f"cut-second-{name}": two[:length] for name, length in places.items()}
    files["cut-second-then-trailer"] = two[: first + 40] + b";"
    return files
