"""Broken JPEG files of decode.json: cut, flipped, restarted in the wrong places."""

from decode_jpeg_files import REFINING, SAMPLINGS, SCANS_OF_ONE
from decode_pictures import flower, small
from jpeg_scans import Scan
from jpeg_writer import BASELINE, DHT, DQT, EOI, PROGRESSIVE, SOS, Jpeg, segment, ycbcr_planes


def broken_jpeg_files() -> dict[str, bytes]:
    return cut() | flipped() | restarts() | unused_tables() | ended_scans()


def picture(**options) -> bytes:
    return Jpeg(SAMPLINGS["420"], standard_huffman=True, **options).encode(ycbcr_planes(flower(37, 29)))


def progressive(scans: list[Scan] = REFINING, **options) -> bytes:
    return Jpeg(SAMPLINGS["420"], frame=PROGRESSIVE, scans=scans, **options).encode(ycbcr_planes(flower(37, 29)))


def data_start(data: bytes, scan: int = 1) -> int:
    """Where the entropy-coded data of the scan of this number begin."""
    at = 0
    for _ in range(scan):
        at = data.index(bytes([0xFF, SOS]), at) + 2
    return at + data[at + 1]


def cut() -> dict[str, bytes]:
    plain, fine = picture(), progressive()
    start = data_start(plain)
    marks = {"dqt": DQT, "sof": BASELINE, "dht": DHT, "sos": SOS}
    places = {name: plain.index(bytes([0xFF, mark])) for name, mark in marks.items()}
    lengths = {"head": 3, "jfif": 12} | {name: at + 6 for name, at in places.items()}
    lengths |= {"before-sos": places["sos"], "after-sos": start, "after-1-byte": start + 1}
    lengths |= {f"{part}-of-4": start + (len(plain) - start) * part // 4 for part in (1, 2, 3)}
    lengths |= {"last-3": len(plain) - 3, "end-marker": len(plain) - 2, "last-byte": len(plain) - 1}
    files = {f"cut-{name}": plain[:length] for name, length in lengths.items()}
    ended = ("before-sos", "after-sos", "after-1-byte", "1-of-4", "3-of-4", "last-3")
    files |= {f"cut-{name}-then-end": plain[: lengths[name]] + EOI for name in ended}
    for number in (1, 2, 4, 10):
        at = data_start(fine, number) + 9
        files |= {f"cut-progressive-{number}": fine[:at], f"cut-progressive-{number}-then-end": fine[:at] + EOI}
    files["cut-progressive-end-marker"] = fine[:-2]
    middle = start + 100
    files["end-in-the-middle"] = plain[:middle] + EOI + plain[middle:]
    files["end-alone"] = b"\xff\xd8" + EOI
    files["start-twice"] = plain[:2] + plain
    return files


def flipped() -> dict[str, bytes]:
    files, kinds = {}, {"plain": picture(), "restart": picture(restart=2), "of-one": picture(scans=SCANS_OF_ONE)}
    kinds["progressive"] = progressive()
    for name, data in kinds.items():
        places = data_places(data)
        for number in range(5):
            changed = bytearray(data)
            changed[places[len(places) * (2 * number + 1) // 10]] ^= 1 << (number * 5 % 8)
            files[f"flipped-{name}-{number}"] = bytes(changed)
    data, start = kinds["plain"], data_start(kinds["plain"])
    for name, byte in {"pattern": b"\x5a", "ones": b"\xff\0", "zeros": b"\0"}.items():
        files[f"overwritten-with-{name}"] = data[: start + 20] + byte * ((len(data) - start - 50) // len(byte)) + data[-30:]
    return files


def data_places(data: bytes) -> list[int]:
    """Where the entropy-coded bytes of all scans are."""
    places, at = [], data.index(bytes([0xFF, SOS]))
    while data[at : at + 2] != EOI:
        if data[at] == 0xFF and data[at + 1] not in (0, *range(0xD0, 0xD8)):
            at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        else:
            places.append(at)
            at += 1
    return places


def restarts() -> dict[str, bytes]:
    data, files = picture(restart=1), {}
    markers = [data.index(bytes([0xFF, 0xD0 + number])) for number in range(4)]
    first, second, third = markers[:3]
    files["restart-removed"] = data[:second] + data[second + 2 :]
    files["restart-doubled"] = data[:second] + data[second : second + 2] + data[second:]
    files["restart-swapped"] = data[:first] + b"\xff\xd1" + data[first + 2 : second] + b"\xff\xd0" + data[second + 2 :]
    for marker in (0xD2, 0xD3, 0xD5, 0xD7, 0x01, 0xE0):
        files[f"restart-replaced-by-{marker:x}"] = data[:second] + bytes([0xFF, marker]) + data[second + 2 :]
    files["restart-part-removed"] = data[:first] + data[second:]
    files["restart-part-doubled"] = data[:second] + data[first:]
    files["restart-garbage-before"] = data[:second] + b"\x12\x34\x56" + data[second:]
    files["restart-garbage-after"] = data[: third + 2] + b"\xff\0\x99" + data[third + 2 :]
    files["restart-cut-then-end"] = data[: third + 5] + EOI
    plain = picture()
    scan = plain.index(b"\xff\xda")
    files["restart-none-despite-interval"] = plain[:scan] + segment(0xDD, b"\0\2") + plain[scan:]
    files["restart-stray"] = plain[: scan + 60] + b"\xff\xd0" + plain[scan + 60 :]
    files["restart-other-interval"] = data.replace(b"\xff\xdd\0\4\0\1", b"\xff\xdd\0\4\0\2")
    files["restart-interval-gone"] = data.replace(b"\xff\xdd\0\4\0\1", b"")
    fine = progressive(restart=2)
    at = fine.index(b"\xff\xd1")
    files["restart-removed-progressive"] = fine[:at] + fine[at + 2 :]
    return files


def before_last_scan(data: bytes, part: bytes) -> bytes:
    at = data.rindex(bytes([0xFF, SOS]))
    return data[:at] + part + data[at:]


def unused_tables() -> dict[str, bytes]:
    """Broken Huffman tables that no scan reads: a DC symbol of 16 bits. And a marker that may not be."""
    gray = Jpeg([(1, 1)], standard_huffman=True).encode(ycbcr_planes(small())[:1])
    broken = [segment(DHT, bytes([number, 1]) + bytes(15) + b"\x10") for number in (0, 1)]
    return {
        "dht-broken-unused-progressive": before_last_scan(progressive(), broken[0]),
        "dht-broken-unused-gray": before_last_scan(gray, broken[1]),
        "marker-de": before_last_scan(picture(), segment(0xDE, b"\0\0")),
    }


def ended_scans() -> dict[str, bytes]:
    """Progressive files whose end marker comes in the midst of a scan: what lies behind it is smoothed otherwise."""
    large = Jpeg(SAMPLINGS["420"], frame=PROGRESSIVE, scans=REFINING).encode(ycbcr_planes(flower()))
    return {
        f"end-in-scan-{number}-{more}": large[: data_start(large, number) + more] + EOI
        for number in range(1, len(REFINING) + 1)
        for more in (0, 4, 9, 15)
    }
