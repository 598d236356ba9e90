"""A small GIF encoder: any frame at any place, any way of clearing the code table, any damage."""

import struct
from dataclasses import dataclass

import numpy as np

TRAILER = b";"


@dataclass
class Frame:
    """`indices` are rows of palette indices. `colours`: the frame's own, whole rows of red, green, blue."""

    indices: np.ndarray
    left: int = 0
    top: int = 0
    colours: np.ndarray | None = None
    interlaced: bool = False
    transparent: int | None = None
    minimum: int = 0  # of the code sizes; 0 means what the largest index needs
    clear_after: int = 0  # codes, in place of when the table is full; -1 means never
    clear_first: bool = True
    missing: int = 0  # indices at the end that are left out
    end_code: bool = True
    size: tuple[int, int] | None = None  # declared height and width
    data: bytes | None = None  # in place of the sub-blocks

    def encode(self) -> bytes:
        control = b""
        if self.transparent is not None:
            control = b"!\xf9\4" + struct.pack("<BHBB", 1, 10, self.transparent, 0)
        height, width = self.size or self.indices.shape
        local = b"" if self.colours is None else self.colours.astype(np.uint8).tobytes()
        flags = 0x40 * self.interlaced | (0x80 | colour_bits(self.colours) if local else 0)
        return control + b"," + struct.pack("<4HB", self.left, self.top, width, height, flags) + local + self.image_data()

    def image_data(self) -> bytes:
        if self.data is not None:
            return self.data
        rows = self.indices
        if self.interlaced:
            rows = np.concatenate([rows[0::8], rows[4::8], rows[2::4], rows[1::2]])
        indices = rows.ravel().tolist()[: rows.size - self.missing]
        minimum = self.minimum or max(2, int(max(indices, default=0)).bit_length())
        return bytes([minimum]) + sub_blocks(self.packed(indices, minimum))

    def packed(self, indices: list[int], minimum: int) -> bytes:
        clear = 1 << minimum
        bits, count, table, prefix, codes = 0, 0, {}, (), 0

        def put(code: int) -> None:
            nonlocal bits, count
            # The decoder's table lags one entry behind.
            size = min(12, max(minimum + 1, (clear + 1 + len(table)).bit_length()))
            bits, count = bits | code << count, count + size

        if self.clear_first:
            put(clear)
        for index in indices:
            if prefix and prefix + (index,) not in table:
                put(table[prefix] if len(prefix) > 1 else prefix[0])
                codes += 1
                if clear + 2 + len(table) < 4096:
                    table[prefix + (index,)] = clear + 2 + len(table)
                full = clear + 2 + len(table) == 4096 and self.clear_after == 0
                if full or (self.clear_after > 0 and codes % self.clear_after == 0):
                    put(clear)
                    table = {}
                prefix = ()
            prefix += (index,)
        if prefix:
            put(table[prefix] if len(prefix) > 1 else prefix[0])
            if clear + 2 + len(table) < 4096:
                table[None] = 0
        if self.end_code:
            put(clear + 1)
        return bits.to_bytes(-(-count // 8), "little")


def sub_blocks(data: bytes, size: int = 255) -> bytes:
    parts = [data[at : at + size] for at in range(0, len(data), size)]
    return b"".join(bytes([len(part)]) + part for part in parts) + b"\0"


def colour_bits(colours: np.ndarray) -> int:
    return max(0, (len(colours) - 1).bit_length() - 1)


@dataclass
class Gif:
    frames: list[Frame]
    colours: np.ndarray | None = None
    screen: tuple[int, int] | None = None  # width, height
    version: bytes = b"GIF89a"
    background: int = 0
    before: bytes = b""  # the first frame
    after: bytes = b""  # the last frame
    trailer: bytes = TRAILER

    def encode(self) -> bytes:
        height, width = self.frames[0].indices.shape if self.frames else (1, 1)
        width, height = self.screen or (width, height)
        table = b"" if self.colours is None else self.colours.astype(np.uint8).tobytes()
        flags = 0x70 | (0x80 | colour_bits(self.colours) if table else 0)
        head = self.version + struct.pack("<HHBBB", width, height, flags, self.background, 0) + table
        return head + self.before + b"".join(frame.encode() for frame in self.frames) + self.after + self.trailer
