"""JPEG files of decode.json whose frame, scans or tables are not what they should be."""

import numpy as np

from decode_jpeg_broken_files import picture, progressive
from decode_jpeg_files import EQUAL, REFINING, SAMPLINGS
from decode_pictures import flower, small
from jpeg_scans import Scan
from jpeg_writer import BASELINE, DHT, DQT, EOI, PROGRESSIVE, SOS, Jpeg, quantiser, segment, standard_tables, ycbcr_planes

DC_FIRST = Scan((0, 1, 2), 0, 0)


def declared_jpeg_files() -> dict[str, bytes]:
    return frames() | scans() | partial() | tables() | lengths()


def frames() -> dict[str, bytes]:
    def declared(height: int, width: int) -> bytes:
        return Jpeg(SAMPLINGS["420"], size=(height, width)).encode(planes)

    planes, gray, data = ycbcr_planes(small()), ycbcr_planes(small())[:1], picture()
    frame = data.index(b"\xff\xc0")
    sizes = [(0, 21), (19, 0), (65535, 65535), (65501, 1), (35000, 15000), (18, 20), (40, 21), (19, 60)]
    files = {f"frame-{width}x{height}": declared(height, width) for width, height in sizes}
    files["frame-height-in-dnl"] = declared(0, 19)[:-2] + segment(0xDC, b"\0\x15") + EOI
    for marker in (0xC1, 0xC2, 0xC3, 0xC5, 0xC8, 0xC9, 0xCB, 0xF7):
        files[f"frame-marker-{marker:02x}"] = data[: frame + 1] + bytes([marker]) + data[frame + 2 :]
    files |= {f"frame-precision-{bits}": Jpeg(SAMPLINGS["420"], precision=bits).encode(planes) for bits in (2, 12)}
    files["frame-components-0"] = data[: frame + 9] + b"\0" + data[frame + 10 :]
    files["frame-components-1-of-3"] = data[: frame + 9] + b"\1" + data[frame + 10 :]
    files["frame-components-2"] = Jpeg(EQUAL[:2]).encode(planes[:2])
    five = Jpeg([(1, 1)] * 5, ids=b"\1\2\3\4\5", head=b"", scans=[Scan((i,)) for i in range(5)])
    files["frame-components-5"] = five.encode(planes + gray * 2)
    files["frame-same-ids"] = Jpeg(EQUAL, ids=b"\1\1\1").encode(planes)
    files["frame-same-ids-of-one"] = Jpeg(EQUAL, ids=b"\1\1\1", scans=[Scan((0,)), Scan((1,)), Scan((2,))]).encode(planes)
    for factors in (0x00, 0x51):
        files[f"frame-factors-{factors:02x}"] = data[: frame + 11] + bytes([factors]) + data[frame + 12 :]
    files["frame-twice"] = data[:frame] + data[frame : frame + 19] + data[frame:]
    files["frame-missing"] = data[:frame] + data[frame + 19 :]
    files["frame-after-scan"] = data[:-2] + data[frame : frame + 19] + EOI
    return files


def scans() -> dict[str, bytes]:
    data, fine, planes = picture(), progressive(), ycbcr_planes(small())
    sos, end = data.index(b"\xff\xda"), len(data) - 2

    def patched(at: int, value: int, of: bytes = data, start: int = sos) -> bytes:
        return of[: start + at] + bytes([value]) + of[start + at + 1 :]

    files = {f"scan-components-{count}": patched(4, count) for count in (0, 1, 2, 5)}
    files |= {"scan-unknown-component": patched(5, 9), "scan-component-twice": patched(7, 1)}
    files |= {f"scan-table-{tables:02x}": patched(6, tables) for tables in (0x10, 0x01, 0x20, 0x04)}
    files |= {f"scan-band-{at}-{value:02x}": patched(at, value) for at, value in [(11, 1), (12, 64), (13, 0x12)]}
    files["scan-missing"] = data[:sos] + EOI
    files["scan-again"] = data[:end] + data[sos:]
    files["scan-luma-only"] = Jpeg(SAMPLINGS["420"], scans=[Scan((0,))]).encode(planes)
    files["scan-chroma-missing"] = Jpeg(SAMPLINGS["420"], scans=[Scan((0,)), Scan((2,))]).encode(planes)
    files["scan-luma-twice"] = Jpeg(EQUAL, scans=[Scan((0,)), Scan((1, 2)), Scan((0,))]).encode(planes)
    files["scan-pair-then-rest"] = Jpeg(EQUAL, scans=[Scan((0, 1)), Scan((2,))]).encode(planes)
    files["scan-falling"] = Jpeg(EQUAL, scans=[Scan((2, 1, 0))]).encode(planes)
    first = fine.index(b"\xff\xda")
    second = fine.index(b"\xff\xda", first + 1)
    changes = [
        ("end-64", 8, 64),
        ("start-6", 7, 6),
        ("start-0", 7, 0),
        ("low-14", 9, 0x0E),
        ("high-3", 9, 0x32),
        ("high-2", 9, 0x20),
    ]
    for name, at, value in changes:
        files[f"progressive-{name}"] = patched(at, value, fine, second)
    files["progressive-ac-together"] = Jpeg(EQUAL, frame=PROGRESSIVE, scans=[DC_FIRST, Scan((0, 1, 2), 1, 63)]).encode(planes)
    orders = {
        "dc-missing": REFINING[1:6],
        "dc-last": [Scan((i,), 1, 63) for i in range(3)] + [DC_FIRST],
        "refined-unopened": [DC_FIRST, Scan((0,), 1, 63, 1, 0)],
        "refined-out-of-step": [Scan((0, 1, 2), 0, 0, 0, 3), Scan((0, 1, 2), 0, 0, 1, 0)],
        "sent-twice": [DC_FIRST, DC_FIRST, Scan((0,), 1, 63), Scan((0,), 1, 63)],
        "overlapping": [DC_FIRST, Scan((0,), 1, 20), Scan((0,), 10, 63)],
        "dc-with-ac": [Scan((0, 1, 2), 0, 63)],
        "dc-twice-refined": [Scan((0, 1, 2), 0, 0, 0, 1), Scan((0, 1, 2), 0, 0, 1, 0), Scan((0, 1, 2), 0, 0, 1, 0)],
    }
    return files | {f"progressive-{name}": progressive(order) for name, order in orders.items()}


def partial() -> dict[str, bytes]:
    """Progressive files that end early but properly. libjpeg smooths what the missing coefficients leave as steps."""
    orders = {
        "dc": [DC_FIRST],
        "dc-unrefined": [Scan((0, 1, 2), 0, 0, 0, 2)],
        "chroma-dc": [DC_FIRST, Scan((0,), 1, 63)],
        "luma-dc": [DC_FIRST, Scan((1,), 1, 63), Scan((2,), 1, 63)],
        "luma-1": [DC_FIRST, Scan((0,), 1, 1)],
        "luma-5": [DC_FIRST, Scan((0,), 1, 5)],
        "luma-9": [DC_FIRST] + [Scan((i,), 1, 9) for i in range(3)],
        "luma-2-63": [DC_FIRST, Scan((0,), 2, 63)],
        "unrefined": REFINING[:5],
        "chroma-unrefined": REFINING[:6],
        "chroma-missing": [Scan((0,), 0, 0), Scan((0,), 1, 5)],
    }
    files = {f"partial-{name}": progressive(order) for name, order in orders.items()}
    for width, height in [(8, 8), (24, 8), (8, 33), (61, 45)]:
        planes = ycbcr_planes(flower(width, height))
        files[f"partial-dc-{width}x{height}"] = Jpeg(EQUAL, frame=PROGRESSIVE, scans=[DC_FIRST]).encode(planes)
        files[f"partial-dc-420-{width}x{height}"] = Jpeg(SAMPLINGS["420"], frame=PROGRESSIVE, scans=[DC_FIRST]).encode(planes)
    gray = Jpeg([(1, 1)], frame=PROGRESSIVE, scans=[Scan((0,), 0, 0, 0, 1), Scan((0,), 1, 2, 0, 1)])
    files["partial-gray"] = gray.encode(ycbcr_planes(flower())[:1])
    with_zero = quantiser(85, 0) * (np.arange(64).reshape(8, 8) != 1)
    files["partial-quantiser-zero"] = progressive([DC_FIRST], quantisers=[with_zero, quantiser(85, 1)])
    return files


def tables() -> dict[str, bytes]:
    data, planes = picture(), ycbcr_planes(small())
    start = data.index(bytes([0xFF, DQT]))
    first = data[start + 4 : start + 69]

    def replaced(kind: str, counts: list[int] | bytes, symbols: bytes, number: int = 0) -> bytes:
        known, slot = standard_tables()[kind, 0], 0x10 * (kind == "ac")
        old = segment(DHT, bytes([slot]) + b"".join(known))
        return data.replace(old, segment(DHT, bytes([slot + number]) + bytes(counts) + symbols))

    dc_counts, dc_symbols = standard_tables()["dc", 0]
    files = {
        "dqt-missing": data[:start] + data[start + 138 :],
        "dqt-second-missing": data[: start + 69] + data[start + 138 :],
        "dqt-number-4": data[: start + 4] + b"\4" + data[start + 5 :],
        "dqt-precision-2": data[: start + 4] + b"\x20" + data[start + 5 :],
        "dqt-both-in-one": data[:start] + segment(DQT, first + data[start + 73 : start + 138]) + data[start + 138 :],
        "dqt-short": data[:start] + segment(DQT, b"\0" + bytes(range(1, 31))) + data[start + 69 :],
        "dqt-long": data[:start] + segment(DQT, first + b"\0") + data[start + 69 :],
        "dqt-defined-twice": data[:start] + segment(DQT, b"\0" + b"\x77" * 64) + data[start:],
        "dht-missing-own": Jpeg(EQUAL, write_huffman=False).encode(planes),
        "dht-missing-progressive": Jpeg(EQUAL, frame=PROGRESSIVE, scans=[DC_FIRST], write_huffman=False).encode(planes),
        "dht-number-4": replaced("dc", dc_counts, dc_symbols, 4),
        "dht-number-2": replaced("dc", dc_counts, dc_symbols, 2),
        "dht-too-many": replaced("ac", [0] * 14 + [200, 100], bytes(44) * 7),
        "dht-more-than-length": replaced("dc", [0, 9, 5] + [0] * 12 + [90], dc_symbols),
        "dht-less-than-length": replaced("dc", dc_counts, dc_symbols + b"\0\0\0"),
        "dht-overfull": replaced("dc", [3, 1] + [0] * 14, b"\0\1\2\3"),
        "dht-full": replaced("dc", [2] + [0] * 15, b"\0\1"),
        "dht-empty": replaced("dc", [0] * 16, b""),
        "dht-dc-symbol-16": replaced("dc", dc_counts, dc_symbols[:-1] + b"\x10"),
        "dht-dc-symbol-200": replaced("dc", dc_counts, b"\xc8" + dc_symbols[1:]),
        "dht-dc-symbol-15": replaced("dc", dc_counts, dc_symbols[:4] + b"\x0f" + dc_symbols[5:]),
        "dht-unused-bad": data[:start] + segment(DHT, b"\3" + bytes([3] + [0] * 15) + b"\0\1\2") + data[start:],
        "dht-unused-number": data[:start] + segment(DHT, b"\x23" + bytes([1] + [0] * 15) + b"\0") + data[start:],
    }
    for name, conditioning in {"dac": b"\0\x10", "dac-bad": b"\x50\x10"}.items():
        files[name] = data[:start] + segment(0xCC, conditioning) + data[start:]
    return files


def lengths() -> dict[str, bytes]:
    data, files = picture(), {}
    for name, marker in {"app0": 0xE0, "dqt": DQT, "sof": BASELINE, "dht": DHT, "sos": SOS}.items():
        at = data.index(bytes([0xFF, marker])) + 2
        length = int.from_bytes(data[at : at + 2], "big")
        for changed in (length - 1, length + 1, *([0] if name == "app0" else [])):
            files[f"length-{name}-{changed}"] = data[:at] + changed.to_bytes(2, "big") + data[at + 2 :]
    files["length-comment-past-end"] = data[:2] + b"\xff\xfe\xff\xff" + data[2:]
    files["no-ff"] = data[:2] + data[3:]
    files["no-jfif-no-tables"] = b"\xff\xd8\xff\xc0" + data[data.index(b"\xff\xc0") + 2 :]
    return files
