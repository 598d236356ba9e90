"""Calls that Keras refuses: each check alone in its spellings, and two wrong things at once, to pin which one speaks."""

from itertools import combinations

from golden_files import to_json

THREE_FILES = ["a/1.png", "a/2.png", "b/1.png"]
FOUR_CLASSES = ["a/1.png", "b/1.png", "c/1.png", "d/1.png"]
NO_FILES = ["a/readme.txt", "b/"]

ERROR_CASES: list[dict] = []


def refused(name: str, tree: list[str] = THREE_FILES, **options) -> None:
    ERROR_CASES.append({"name": f"refused: {name}", "tree": tree, "options": options, "fails": True})


# Checks of the arguments alone.
refused("labels of another name", labels="folders")
refused("labels a number", labels=3)
refused("labels an object", labels={"a": 0})
refused("labels false", labels=False)
refused("class names beside a label list", labels=[0, 0, 1], classNames=["a", "b"])
for mode in ("multi", "Int", "", False, 0):
    refused(f"labelMode {to_json(mode)}", labelMode=mode)
for mode in ("bgr", "RGB", "gray", None, 3):
    refused(f"colorMode {to_json(mode)}", colorMode=mode)
for size in ([8], [8, 8, 3], [], 8.5, "256", None):
    refused(f"imageSize {to_json(size)}", imageSize=size)
for method in ("cubic", "", "hamming", None, 1):
    refused(f"interpolation {to_json(method)}", interpolation=method)
for split in (1, 1.5, -0.2, 2, True, "0.2"):
    refused(f"validationSplit {to_json(split)}", validationSplit=split, subset="training", seed=1)
refused("a split without a subset", validationSplit=0.2, seed=1)
refused("a subset without a split", subset="training", seed=1)
refused("a subset with split 0", subset="both", validationSplit=0, seed=1)
refused("a subset of another name", validationSplit=0.2, subset="test", seed=1)
refused("a subset in capitals", validationSplit=0.2, subset="Training", seed=1)
refused("an empty subset", subset="", seed=1)
for subset in ("training", "both"):
    refused(f"{subset} shuffled without a seed", validationSplit=0.2, subset=subset)
refused("class names without labels", labels=None, classNames=["a", "b"])
refused("no class names without labels", labels=None, classNames=[])
refused("class names and labelMode null", labelMode=None, classNames=["a", "b"])
refused("an empty list of class names beside a label list", labels=[0, 0, 1], classNames=[])
for seed in (-1, 2**32, 2**53, 1.5):
    refused(f"seed {seed}", seed=seed)
for data_format in ("channels", "", "NCHW", 1):
    refused(f"dataFormat {to_json(data_format)}", seed=1, dataFormat=data_format)
refused("a negative batchSize, shuffled", seed=1, batchSize=-1)
refused("a negative batchSize in order", shuffle=False, batchSize=-1)
refused("batchSize 0, shuffled", seed=1, batchSize=0)
refused("batchSize 0 in order", shuffle=False, batchSize=0)
refused("batchSize 2.5, shuffled", seed=1, batchSize=2.5)
refused("batchSize 2.5 in order", shuffle=False, batchSize=2.5)
refused("crop and pad", shuffle=False, cropToAspectRatio=True, padToAspectRatio=True)
refused("crop with gaussian", shuffle=False, cropToAspectRatio=True, interpolation="gaussian")
refused("crop with mitchellcubic", shuffle=False, cropToAspectRatio=True, interpolation="MitchellCubic")
for fit in ({}, {"padToAspectRatio": True}, {"cropToAspectRatio": True}):
    how = next(iter(fit), "stretch")
    refused(f"imageSize 8.5, 8 with {how}", shuffle=False, imageSize=[8.5, 8], **fit)
    refused(f"imageSize 8, null with {how}", shuffle=False, imageSize=[8, None], **fit)
    refused(f"imageSize -8, 8 with {how}", shuffle=False, imageSize=[-8, 8], **fit)
    refused(f"imageSize 8, -8 with {how}", shuffle=False, imageSize=[8, -8], **fit)
refused("imageSize 0, 8 with padToAspectRatio", shuffle=False, imageSize=[0, 8], padToAspectRatio=True)
refused("imageSize 0, 0 with padToAspectRatio", shuffle=False, imageSize=0, padToAspectRatio=True)
refused("imageSize -8 as one number", shuffle=False, imageSize=-8)

# Checks that need the files.
refused("a class name without a directory", shuffle=False, classNames=["a", "z"])
refused("a class name in capitals", shuffle=False, classNames=["A"])
refused("a class name of a hidden directory", [".a/1.png", "b/1.png"], shuffle=False, classNames=[".a"])
refused("a class name of a file", ["a.png", "b/1.png"], shuffle=False, classNames=["a.png"])
refused("a class name that is a path", ["a/b/1.png"], shuffle=False, classNames=["a/b"])
refused("a class name in another normal form", ["caf\u00e9/1.png"], shuffle=False, classNames=["cafe\u0301"])
refused("no class names", shuffle=False, classNames=[])
refused("too few labels", shuffle=False, labels=[0, 1])
refused("too many labels", shuffle=False, labels=[0, 1, 0, 1])
refused("no labels", shuffle=False, labels=[])
refused("labels of the classes' files alone", ["root.png", *THREE_FILES], shuffle=False, labels=[0, 0, 1])
refused("binary of one class", ["a/1.png"], shuffle=False, labelMode="binary")
refused("binary of four classes", FOUR_CLASSES, shuffle=False, labelMode="binary")
refused("binary labels of three values", shuffle=False, labels=[0, 1, 2], labelMode="binary")
refused("binary labels of one value", shuffle=False, labels=[1, 1, 1], labelMode="binary")
refused("an empty directory", [], shuffle=False)
refused("an empty directory, without labels", [], shuffle=False, labels=None)
refused("an empty directory and an empty label list", [], shuffle=False, labels=[])
refused("no files of the listed extensions", NO_FILES, shuffle=False)
refused("files beside the classes alone", ["1.png", "a/"], shuffle=False)
refused("files in hidden directories alone", [".a/1.png"], shuffle=False)
refused("no files, shuffled", NO_FILES, seed=1)
refused("no files, both subsets", NO_FILES, shuffle=False, validationSplit=0.5, subset="both")
refused("no files, validation", NO_FILES, shuffle=False, validationSplit=0.5, subset="validation")

# Two wrong arguments: what makes each check of the arguments alone fail, all pairs that can be put together.
WRONG_ARGUMENTS = {
    "1": {"labels": "folders"},
    "2": {"labels": [0, 0, 1], "classNames": ["a", "b"]},
    "3": {"labelMode": "multi"},
    "4": {"colorMode": "bgr"},
    "5": {"imageSize": [8]},
    "6": {"interpolation": "cubic"},
    "7": {"validationSplit": 2, "subset": "training"},
    "8": {"validationSplit": 0.5},
    "9": {"validationSplit": 0.5, "subset": "test"},
    "10": {"validationSplit": 0.5, "subset": "training", "shuffle": True, "seed": None},
    "12": {"labels": None, "classNames": ["a", "b"]},
    "13": {"labels": [0, 0, 1], "classNames": []},
    "18": {"dataFormat": "channels"},
    "21": {"shuffle": True, "batchSize": -1},
    "22": {"cropToAspectRatio": True, "padToAspectRatio": True},
    "23": {"cropToAspectRatio": True, "interpolation": "gaussian"},
    "24": {"imageSize": [8.5, 8]},
    "24a": {"imageSize": [-8, 8]},
    "25": {"batchSize": 0},
}
# These share an argument, so one value of it has to be wrong in both ways. (A split without a subset is no wrong subset.)
SHARED_ARGUMENT = {
    ("7", "8"): {"validationSplit": 2},
    ("7", "9"): {"validationSplit": 2, "subset": "test"},
    ("7", "10"): {"validationSplit": 2, "subset": "training", "shuffle": True, "seed": None},
    ("8", "9"): {"subset": "test"},
    ("8", "10"): {"validationSplit": 0.5, "shuffle": True, "seed": None},
    ("9", "10"): {"validationSplit": 0.5, "subset": "test", "shuffle": True, "seed": None},
    ("24", "24a"): {"imageSize": [8.5, -8]},
}
for pair in combinations(WRONG_ARGUMENTS, 2):
    one, other = (WRONG_ARGUMENTS[row] for row in pair)
    if pair in SHARED_ARGUMENT:
        together = SHARED_ARGUMENT[pair]
    elif all(one[name] == other[name] for name in one.keys() & other.keys()):
        together = one | other
    else:
        continue
    refused(f"rows {' and '.join(pair)}", **({"shuffle": False, "seed": 1} | together))
refused("crop with gaussian and imageSize 0", shuffle=False, cropToAspectRatio=True, interpolation="gaussian", imageSize=0)
refused("imageSize 0 and batchSize 0", shuffle=False, imageSize=0, batchSize=0)

# Two things wrong that need the files.
refused("rows 11 and 17", FOUR_CLASSES, shuffle=False, classNames=["z"], labelMode="binary")
refused("rows 11 and 19", NO_FILES, shuffle=False, classNames=["z"], validationSplit=0.5, subset="both")
refused("rows 11 and 20", NO_FILES, shuffle=False, classNames=["z"])
refused("rows 14 and 17", shuffle=False, labels=[0, 1], labelMode="binary", seed=1)
refused("rows 14 and 17, three values", shuffle=False, labels=[0, 1, 2, 3], labelMode="binary")
refused("rows 14 and 19", NO_FILES, shuffle=False, labels=[0], validationSplit=0.5, subset="both")
refused("rows 14 and 20", NO_FILES, shuffle=False, labels=[0])
refused("rows 17 and 19", ["a/", "b/", "c/"], shuffle=False, labelMode="binary", validationSplit=0.5, subset="both")
refused("rows 17 and 20", ["a/"], shuffle=False, labelMode="binary")
