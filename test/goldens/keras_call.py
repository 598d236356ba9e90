"""Calls the real Keras with this library's option names."""

import re
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

import tensorflow as tf
from keras.src.utils import image_dataset_utils

KERAS_SPELLING = {"channelsLast": "channels_last", "channelsFirst": "channels_first"}


@dataclass
class Part:
    """One dataset of a call (subset "both" makes two)."""

    dataset: tf.data.Dataset
    file_paths: list[str]  # relative to the directory
    labels: list[int] | None  # as they were before one-hot or float encoding


def load_dataset(directory: Path, options: dict) -> list[Part]:
    # The encoded labels of a dataset do not show the raw numbers, so they are noted where Keras hands them on.
    noted_labels = []
    build = image_dataset_utils.paths_and_labels_to_dataset

    def note_labels_and_build(**arguments):
        noted_labels.append(arguments["labels"])
        return build(**arguments)

    with mock.patch.object(image_dataset_utils, "paths_and_labels_to_dataset", note_labels_and_build):
        result = image_dataset_utils.image_dataset_from_directory(str(directory), **keras_arguments(options))

    datasets = result if isinstance(result, list) else [result]
    return [
        Part(
            dataset,
            [path.removeprefix(f"{directory}/") for path in dataset.file_paths],
            None if labels is None else [int(label) for label in labels],
        )
        for dataset, labels in zip(datasets, noted_labels, strict=True)
    ]


def keras_arguments(options: dict) -> dict:
    arguments = {re.sub("([A-Z])", r"_\1", name).lower(): value for name, value in options.items()}
    if isinstance(arguments.get("labels"), list):
        arguments["labels"] = list(arguments["labels"])  # Keras shuffles the caller's own list
    if isinstance(arguments.get("image_size"), list):
        arguments["image_size"] = tuple(arguments["image_size"])
    data_format = arguments.get("data_format")
    if isinstance(data_format, str):
        arguments["data_format"] = KERAS_SPELLING.get(data_format, data_format)
    return arguments
