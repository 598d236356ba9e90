"""catalog.json: which files, labels, class names, messages and errors Keras gives for a directory."""

import contextlib
import io
import re
import tempfile
from pathlib import Path

import tensorflow as tf

from catalog_cases import CASES
from catalog_error_cases import ERROR_CASES
from golden_files import write_records
from keras_call import load_dataset

PIXEL = tf.io.encode_png(tf.zeros((1, 1, 3), tf.uint8)).numpy()

# Which check spoke, in Keras' order of checking. README.md says what each row is about.
ERROR_ROWS = [
    ("1", "`labels` argument should be a list/tuple"),
    ("2", "You can only pass `class_names` if"),
    ("3", "`label_mode` argument must be one of"),
    ("4", "`color_mode` must be one of"),
    ("5", "Invalid `image_size` value"),
    ("6", "Argument `interpolation` should be one of|object has no attribute 'lower'"),
    ("7", "`validation_split` must be between|'<' not supported between instances of 'int' and 'str'"),
    ("8", "If `subset` is set, `validation_split` must be set"),
    ("9", '`subset` must be either "training", "validation" or "both"'),
    ("10", "If using `validation_split` and shuffling"),
    ("11", "The `class_names` passed did not match"),
    ("12", "When `labels=None`"),
    ("13", "When argument `labels` is specified"),
    ("14", "Expected the lengths of `labels`"),
    ("15", "Seed must be between|Cannot cast scalar"),
    ("17", 'When passing `label_mode="binary"`'),
    ("18", "The `data_format` argument must be one of"),
    ("19", "No (training|validation) images found"),
    ("20", "No images found"),
    # A batch size of 2.5 is noticed as the shuffle buffer of eight batches, or else as itself.
    ("21", "buffer_size must be greater than zero|Cannot convert 20.0 to EagerTensor"),
    ("22", "Only one of `pad_to_aspect_ratio`"),
    ("23", "Invalid value for argument `interpolation`"),
    ("24", "'size' must be a 1-D int32 Tensor|Expected int32|'>' not supported between|None values not supported"),
    ("24a", "target_(width|height) must be > 0|Dimension -?[0-9]+ must be >= 0|output dimensions must be positive"),
    ("25", "Batch size must be greater than zero|Cannot convert 2.5 to EagerTensor"),
]


def make_catalog_golden(target: Path) -> None:
    records = [run_case(case) for case in CASES + ERROR_CASES]
    missing = {row for row, _ in ERROR_ROWS} - {record["error"]["row"] for record in records if "error" in record}
    assert not missing, f"no case reaches {missing}"
    names = [record["name"] for record in records]
    assert len(set(names)) == len(names), "two cases of one name"
    write_records(target, records)


def run_case(case: dict) -> dict:
    printed = io.StringIO()
    with tempfile.TemporaryDirectory() as temporary, contextlib.redirect_stdout(printed):
        directory = Path(temporary, "pictures")
        build_tree(directory, case["tree"])
        try:
            outcome = {"expected": run_keras(directory, case["options"])}
        except Exception as error:  # TensorFlow, NumPy and Python raise classes of their own
            outcome = {"error": describe_error(error, directory)}
    assert case["fails"] in (None, "error" in outcome), f"{case['name']}: {outcome}"
    record = {name: case[name] for name in ("name", "tree", "options", "differs") if name in case}
    return record | outcome | {"messages": printed.getvalue().splitlines()}


def build_tree(directory: Path, tree: list[str]) -> None:
    directory.mkdir()
    for entry in tree:
        path = directory / entry
        if entry.endswith("/"):
            path.mkdir(parents=True)
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(PIXEL)


def run_keras(directory: Path, options: dict) -> list[dict]:
    parts = load_dataset(directory, options)
    drawn = options.get("shuffle", True) and options.get("seed") is None and len(parts[0].file_paths) > 1
    assert not drawn, "without a seed the order is a new one each time"
    return [describe_part(part, directory) for part in parts]


def describe_part(part, directory: Path) -> dict:
    class_names = part.dataset.class_names
    description = {
        "classNames": None if class_names is None else list(class_names),
        "filePaths": part.file_paths,
        "labels": part.labels,
        "size": int(part.dataset.cardinality()),
    }
    try:
        next(iter(part.dataset))
    except tf.errors.InvalidArgumentError as error:
        description["nextError"] = describe_error(error, directory)
    return description


def describe_error(error: Exception, directory: Path) -> dict:
    message = str(error).splitlines()[0].replace(str(directory), "{directory}")
    rows = [row for row, pattern in ERROR_ROWS if re.search(pattern, message)]
    assert len(rows) == 1, f"{type(error).__name__}: {message} is of rows {rows}"
    return {"row": rows[0], "message": message}
