"""JPEG files of decode.json: samplings, scans, colours, qualities, sizes."""

import numpy as np
from PIL import Image

from decode_pictures import china, flower, inks, noise, small
from jpeg_scans import Scan
from jpeg_writer import EXTENDED, JFIF, PROGRESSIVE, Jpeg, adobe, pillow_jpeg, planes_of, ycbcr_planes
from pictures import checkerboard

EQUAL = [(1, 1)] * 3
SAMPLINGS = {
    "444": EQUAL,
    "422": [(2, 1), (1, 1), (1, 1)],
    "420": [(2, 2), (1, 1), (1, 1)],
    "440": [(1, 2), (1, 1), (1, 1)],
    "411": [(4, 1), (1, 1), (1, 1)],
    "410": [(4, 2), (1, 1), (1, 1)],
    "441": [(1, 4), (1, 1), (1, 1)],
    "311": [(3, 1), (1, 1), (1, 1)],
    "chroma-2x1-1x2": [(2, 2), (2, 1), (1, 2)],
    "chroma-1x2-1x1": [(2, 2), (1, 2), (1, 1)],
    "coarse-luma": [(1, 1), (2, 2), (1, 1)],
    "fractional": [(3, 1), (2, 1), (1, 1)],
}
MANY_BLOCKS = {
    "4x4": [(4, 4), (1, 1), (1, 1)],
    "3x3": [(3, 3), (1, 1), (3, 1)],
    "2x2": [(2, 2)] * 3,
    "2x1-4x2": [(2, 1), (4, 2), (1, 1)],
}
SCANS_OF_ONE = [Scan((0,)), Scan((2,)), Scan((1,))]
REFINING = [
    Scan((0, 1, 2), 0, 0, 0, 1),
    Scan((0,), 1, 5, 0, 2),
    Scan((2,), 1, 63, 0, 1),
    Scan((1,), 1, 63, 0, 1),
    Scan((0,), 6, 63, 0, 2),
    Scan((0,), 1, 63, 2, 1),
    Scan((0, 1, 2), 0, 0, 1, 0),
    Scan((2,), 1, 63, 1, 0),
    Scan((1,), 1, 63, 1, 0),
    Scan((0,), 1, 63, 1, 0),
]
BANDS = [Scan((0,), 0, 0), Scan((1, 2), 0, 0)] + [Scan((i,), at, at + 8) for i in range(3) for at in range(1, 64, 9)]
GRAY_REFINING = [Scan((0,), 0, 0, 0, 2), Scan((0,), 1, 63, 0, 3)] + [
    Scan((0,), start, 63 if start else 0, low + 1, low) for low, start in [(2, 1), (1, 0), (1, 1), (0, 1), (0, 0)]
]


def jpeg_files() -> dict[str, bytes]:
    groups = [samplings(), scans(), colours(), qualities(), sizes()]
    return {name: data for group in groups for name, data in group.items()}


def samplings() -> dict[str, bytes]:
    planes = ycbcr_planes(china(53, 37))
    files = {}
    for name, factors in SAMPLINGS.items():
        files[f"baseline-{name}"] = Jpeg(factors, standard_huffman=True).encode(planes)
    for name in ("444", "422", "420", "440", "411", "410", "chroma-2x1-1x2", "coarse-luma", "fractional"):
        files[f"progressive-{name}"] = Jpeg(SAMPLINGS[name], frame=PROGRESSIVE, scans=REFINING).encode(planes)
    # More than ten blocks may not come together: these are refused, and go in scans of one component.
    for name, factors in MANY_BLOCKS.items():
        files[f"blocks-together-{name}"] = Jpeg(factors).encode(planes)
        files[f"blocks-apart-{name}"] = Jpeg(factors, scans=SCANS_OF_ONE).encode(planes)
    gray = [np.asarray(Image.fromarray(china(53, 37)).convert("L"))]
    files["gray-2x2"] = Jpeg([(2, 2)]).encode(gray)
    files["gray-1x3-progressive"] = Jpeg([(1, 3)], frame=PROGRESSIVE, scans=GRAY_REFINING).encode(gray)
    return files


def scans() -> dict[str, bytes]:
    picture, planes = Image.fromarray(flower()), ycbcr_planes(flower())
    files = {
        f"pillow-progressive-{name}": pillow_jpeg(picture, subsampling=at, progressive=True)
        for at, name in enumerate(["444", "422", "420"])
    }
    files["pillow-progressive-gray"] = pillow_jpeg(picture.convert("L"), progressive=True)
    files["pillow-progressive-restart"] = pillow_jpeg(picture, progressive=True, restart_marker_blocks=5)
    files["pillow-optimize"] = pillow_jpeg(picture, optimize=True)
    files["pillow-restart-blocks"] = pillow_jpeg(picture, restart_marker_blocks=1)
    files["pillow-restart-rows"] = pillow_jpeg(picture, restart_marker_rows=1)
    files["restart-2"] = Jpeg(SAMPLINGS["420"], restart=2).encode(planes)
    files["restart-60000"] = Jpeg(SAMPLINGS["420"], restart=60000).encode(planes)
    for name in ("420", "chroma-2x1-1x2"):
        files[f"scans-of-one-{name}"] = Jpeg(SAMPLINGS[name], scans=SCANS_OF_ONE).encode(planes)
        files[f"scans-of-one-{name}-restart"] = Jpeg(SAMPLINGS[name], scans=SCANS_OF_ONE, restart=3).encode(planes)
    files["scans-luma-chroma"] = Jpeg(SAMPLINGS["422"], scans=[Scan((0,)), Scan((1, 2))]).encode(planes)
    files["progressive-bands"] = Jpeg(SAMPLINGS["420"], frame=PROGRESSIVE, scans=BANDS).encode(planes)
    files["progressive-restart"] = Jpeg(SAMPLINGS["420"], frame=PROGRESSIVE, scans=REFINING, restart=2).encode(planes)
    files["extended"] = Jpeg(SAMPLINGS["420"], frame=EXTENDED).encode(planes)
    return files


def colours() -> dict[str, bytes]:
    planes, rgb, cmyk = ycbcr_planes(small()), planes_of(small()), inks(small())
    # YCCK holds the inverted colours of CMYK, as YCbCr; the black as it is.
    ycck = ycbcr_planes(255 - np.stack(cmyk[:3], -1)) + cmyk[3:]
    head = {"bare": b"", "jfif": JFIF}
    for transform in (0, 1, 2, 9):
        head[f"adobe-{transform}"] = adobe(transform)
    files = {f"colour-{name}": Jpeg(EQUAL, head=bytes_).encode(planes) for name, bytes_ in head.items()}
    files["colour-jfif-adobe-0"] = Jpeg(EQUAL, head=JFIF + adobe(0)).encode(planes)
    files["colour-ids-RGB"] = Jpeg(EQUAL, head=b"", ids=b"RGB").encode(rgb)
    files["colour-ids-rgb"] = Jpeg(EQUAL, head=b"", ids=b"rgb").encode(rgb)
    files["colour-ids-RGB-jfif"] = Jpeg(EQUAL, ids=b"RGB").encode(planes)
    files["colour-ids-RGB-adobe-1"] = Jpeg(EQUAL, ids=b"RGB", head=adobe(1)).encode(planes)
    files["colour-ids-012"] = Jpeg(EQUAL, head=b"", ids=b"\0\1\2").encode(planes)
    files["colour-ids-falling"] = Jpeg(EQUAL, head=b"", ids=b"\xff\x80\2").encode(planes)
    files["colour-pillow-rgb"] = pillow_jpeg(Image.fromarray(small()), keep_rgb=True)
    files["colour-rgb-420"] = Jpeg(SAMPLINGS["420"], head=adobe(0)).encode(rgb)
    files["colour-pillow-cmyk"] = pillow_jpeg(Image.merge("CMYK", [Image.fromarray(255 - plane) for plane in cmyk]))
    for name, bytes_ in head.items():
        files[f"cmyk-{name}"] = Jpeg([(1, 1)] * 4, head=bytes_).encode(ycck if name in ("adobe-1", "adobe-2", "adobe-9") else cmyk)
    files["cmyk-ycck-420"] = Jpeg([(2, 2), (1, 1), (1, 1), (2, 2)], head=adobe(2)).encode(ycck)
    four = [Scan((0, 1, 2, 3), 0, 0)] + [Scan((i,), 1, 63) for i in range(4)]
    files["cmyk-progressive"] = Jpeg([(1, 1)] * 4, head=adobe(0), frame=PROGRESSIVE, scans=four).encode(cmyk)
    gray = Image.fromarray(small()).convert("L")
    return files | {"gray": pillow_jpeg(gray), "gray-adobe": Jpeg([(1, 1)], head=adobe(0)).encode([np.asarray(gray)])}


def qualities() -> dict[str, bytes]:
    files = {}
    for quality in (1, 10, 50, 95, 100):
        files[f"quality-{quality}"] = pillow_jpeg(Image.fromarray(flower(37, 29)), quality=quality, subsampling=quality % 3)
        files[f"quality-{quality}-progressive"] = pillow_jpeg(Image.fromarray(china(37, 29)), quality=quality, progressive=True)
    for quality in (1, 4, 10):
        files[f"noise-{quality}"] = pillow_jpeg(Image.fromarray(noise(45, 37, 3)), quality=quality, subsampling="4:4:4")
        files[f"noise-{quality}-gray"] = pillow_jpeg(Image.fromarray(noise(45, 37, 1)[..., 0]), quality=quality)
    files["checkerboard-5"] = pillow_jpeg(Image.fromarray(checkerboard()), quality=5)
    return files


def sizes() -> dict[str, bytes]:
    files = {}
    for width, height in [(1, 1), (1, 9), (9, 1), (3, 2), (4, 4), (5, 3), (8, 8), (16, 15), (17, 17), (33, 31)]:
        files[f"size-420-{width}x{height}"] = Jpeg(SAMPLINGS["420"]).encode(ycbcr_planes(flower(width, height)))
    for name, width, height in [("422", 3, 5), ("422", 5, 3), ("440", 5, 1), ("440", 3, 5), ("411", 9, 3), ("410", 3, 3)]:
        files[f"size-{name}-{width}x{height}"] = Jpeg(SAMPLINGS[name]).encode(ycbcr_planes(flower(width, height)))
    files["size-gray-1x1"] = pillow_jpeg(Image.new("L", (1, 1), 77))
    files["size-progressive-1x1"] = pillow_jpeg(Image.new("RGB", (1, 1), (200, 30, 90)), progressive=True)
    return files
