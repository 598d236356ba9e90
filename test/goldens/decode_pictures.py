"""The pictures in the files of decode.json: tiny crops of two photographs, and drawn ones."""

import numpy as np

from jpeg_writer import planes_of
from pictures import photograph
from resize_golden import pseudo_random_picture


def crop(name: str, left: int, top: int, width: int, height: int) -> np.ndarray:
    return np.asarray(photograph(name).crop((left, top, left + width, top + height)))


def flower(width: int = 61, height: int = 45) -> np.ndarray:
    return crop("flower.jpg", 155, 130, width, height)


def china(width: int = 61, height: int = 45) -> np.ndarray:
    return crop("china.jpg", 110, 103, width, height)


def small(width: int = 19, height: int = 21) -> np.ndarray:
    return crop("china.jpg", 245, 155, width, height)


def inks(picture: np.ndarray) -> list[np.ndarray]:
    """Cyan, magenta, yellow and black, inverted as Adobe writes them."""
    black = 255 - (255 - picture.max(axis=2, keepdims=True).astype(int)) * 3 // 4
    return planes_of(np.dstack([picture.astype(int) * 255 // np.maximum(black, 1), black]).clip(0, 255).astype(np.uint8))


def noise(width: int, height: int, channels: int) -> np.ndarray:
    """Black and white dots, whose coefficients a coarse quantiser takes beyond 16 bits."""
    return np.where(pseudo_random_picture(7, height, width, channels) > 127, 255, 0).astype(np.uint8)
