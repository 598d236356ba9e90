"""The scans of a JPEG: coefficients → tokens → bytes, sequential and progressive.

A token is `(table, symbol, value, bits)`, or `(None, None, value, bits)` for bits without a code, or `(None, "restart", 0, 0)`.
"""

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Scan:
    components: tuple[int, ...]
    start: int = 0
    end: int = 63
    high: int = 0
    low: int = 0


class ScanCoder:
    def __init__(self, scan: Scan, progressive: bool) -> None:
        self.scan = scan
        self.tokens: list[tuple] = []
        self.reset()
        if not progressive:
            self.code = self.code_sequential
        elif scan.start == 0:
            self.code = self.code_dc_first if scan.high == 0 else self.code_dc_refined
        else:
            self.code = self.code_ac_first if scan.high == 0 else self.code_ac_refined

    def reset(self) -> None:
        self.predictions: dict[int, int] = {}
        self.end_run = 0
        self.pending: list[int] = []  # correction bits of the blocks in the end-of-block run

    def restart(self) -> None:
        self.flush()
        self.reset()
        self.tokens.append((None, "restart", 0, 0))

    def flush(self) -> None:
        if self.end_run:
            size = self.end_run.bit_length() - 1
            self.tokens.append((self.ac, size << 4, self.end_run - (1 << size), size))
            self.bits(self.pending)
        self.end_run, self.pending = 0, []

    def bits(self, bits: list[int]) -> None:
        self.tokens += [(None, None, bit, 1) for bit in bits]

    def signed(self, table: tuple, run: int, value: int) -> None:
        size = abs(value).bit_length()
        self.tokens.append((table, run << 4 | size, value if value >= 0 else value + (1 << size) - 1, size))

    def zeros(self, run: int) -> int:
        self.tokens += [(self.ac, 0xF0, 0, 0)] * (run // 16)
        return run % 16

    def dc(self, index: int, value: int) -> None:
        self.signed(("dc", min(index, 1)), 0, value - self.predictions.get(index, 0))
        self.predictions[index] = value

    def code_block(self, index: int, block: np.ndarray) -> None:
        self.ac = ("ac", min(index, 1))
        self.code(index, block.tolist())

    def code_sequential(self, index: int, block: list[int]) -> None:
        self.dc(index, block[0])
        run = 0
        for value in block[1:]:
            if value:
                self.signed(self.ac, self.zeros(run), value)
            run = 0 if value else run + 1
        if run:
            self.tokens.append((self.ac, 0, 0, 0))

    def code_dc_first(self, index: int, block: list[int]) -> None:
        self.dc(index, block[0] >> self.scan.low)

    def code_dc_refined(self, index: int, block: list[int]) -> None:
        self.bits([block[0] >> self.scan.low & 1])

    def band(self, block: list[int]) -> list[int]:
        """This scan's coefficients, shifted towards zero."""
        shifted = [abs(value) >> self.scan.low for value in block]
        return [part if value >= 0 else -part for part, value in zip(shifted, block)][self.scan.start : self.scan.end + 1]

    def code_ac_first(self, index: int, block: list[int]) -> None:
        run = 0
        for value in self.band(block):
            if value:
                self.flush()
                self.signed(self.ac, self.zeros(run), value)
            run = 0 if value else run + 1
        if run:
            self.end_run += 1

    def code_ac_refined(self, index: int, block: list[int]) -> None:
        band = self.band(block)
        last_new = max((at for at, value in enumerate(band) if abs(value) == 1), default=-1)
        run, corrections = 0, []
        for at, value in enumerate(band):
            if value == 0:
                run += 1
                continue
            while run > 15 and at <= last_new:
                self.flush()
                self.tokens.append((self.ac, 0xF0, 0, 0))
                self.bits(corrections)
                run, corrections = run - 16, []
            if abs(value) > 1:
                corrections.append(abs(value) & 1)
                continue
            self.flush()
            self.tokens.append((self.ac, run << 4 | 1, int(value > 0), 1))
            self.bits(corrections)
            run, corrections = 0, []
        if run or corrections:
            self.end_run += 1
            self.pending += corrections


def scan_tokens(scan: Scan, blocks: list, factors: list, shape: tuple, progressive: bool, restart: int) -> list[tuple]:
    coder = ScanCoder(scan, progressive)
    for number, unit in enumerate(scan_units(scan, blocks, factors, shape)):
        if restart and number and number % restart == 0:
            coder.restart()
        for index, row, column in unit:
            coder.code_block(index, blocks[index][row, column])
    coder.flush()
    return coder.tokens


def scan_units(scan: Scan, blocks: list, factors: list, shape: tuple) -> list[list[tuple[int, int, int]]]:
    """Component, row and column of the blocks of each MCU. A scan of one component holds no padding."""
    (h_max, v_max), (height, width) = np.max(factors, axis=0), shape
    if len(scan.components) == 1:
        (index,) = scan.components
        h, v = factors[index]
        rows, columns = -(-height * v // (v_max * 8)), -(-width * h // (h_max * 8))
        return [[(index, row, column)] for row in range(rows) for column in range(columns)]
    units = []
    for top in range(-(-height // (8 * v_max))):
        for left in range(-(-width // (8 * h_max))):
            sizes = [(index, *factors[index]) for index in scan.components]
            units.append([(i, top * v + y, left * h + x) for i, h, v in sizes for y in range(v) for x in range(h)])
    return units


def huffman_codes(counts: bytes, symbols: bytes) -> dict[int, str]:
    codes, code, at = {}, 0, 0
    for length, count in enumerate(counts, 1):
        for symbol in symbols[at : at + count]:
            codes[symbol] = format(code, f"0{length}b")
            code += 1
        at, code = at + count, code * 2
    return codes


def token_bytes(tokens: list[tuple], codes: dict) -> bytes:
    """The bits, padded with ones and with zeros after each 255, and RST markers between."""
    stretches: list[list[str]] = [[]]
    for table, symbol, value, size in tokens:
        if symbol == "restart":
            stretches.append([])
        else:
            stretches[-1].append((codes[table][symbol] if table else "") + (format(value, f"0{size}b") if size else ""))
    data = b""
    for number, stretch in enumerate(stretches):
        bits = "".join(stretch)
        bits += "1" * (-len(bits) % 8)
        packed = bytes(int(bits[at : at + 8], 2) for at in range(0, len(bits), 8))
        data += (bytes([0xFF, 0xD0 + (number - 1) % 8]) if number else b"") + packed.replace(b"\xff", b"\xff\0")
    return data
