"""The files of decode.json: every kind of JPEG, PNG, BMP and GIF, whole and broken."""

import shutil
from pathlib import Path

from decode_bmp_files import bmp_files, broken_bmp_files
from decode_gif_files import gif_files
from decode_jpeg_broken_files import broken_jpeg_files
from decode_jpeg_declared_files import declared_jpeg_files
from decode_jpeg_files import jpeg_files
from decode_jpeg_odd_files import odd_jpeg_files
from decode_other_files import other_files
from decode_png_broken_files import broken_png_files
from decode_png_files import png_files


def make_decode_files(directory: Path) -> None:
    shutil.rmtree(directory, ignore_errors=True)
    groups = {
        ("jpeg", "jpg"): jpeg_files() | odd_jpeg_files(),
        ("jpeg-broken", "jpg"): broken_jpeg_files() | declared_jpeg_files(),
        ("png", "png"): png_files(),
        ("png-broken", "png"): broken_png_files(),
        ("bmp", "bmp"): bmp_files(),
        ("bmp-broken", "bmp"): broken_bmp_files(),
        ("gif", "gif"): gif_files(),
        ("other", "jpg"): other_files(),
    }
    size = 0
    for (folder, extension), files in groups.items():
        (directory / folder).mkdir(parents=True)
        for name, data in files.items():
            name = name if "." in name else f"{name}.{extension}"
            (directory / folder / name).write_bytes(data)
            size += len(data)
    print(f"{directory.name}: {sum(map(len, groups.values()))} files, {size} bytes")
