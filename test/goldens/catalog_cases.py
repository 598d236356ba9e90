"""Directories and options that Keras accepts. Only shuffled cases carry a seed."""

from golden_files import to_json

THREE_FILES = ["a/1.png", "a/2.png", "b/1.png"]
TEN_FILES = [f"{'ab'[i // 6]}/{i}.png" for i in range(10)]
FORTY_FILES = [f"{'abcd'[i // 10]}/{i:02}.jpg" for i in range(40)]

CASES: list[dict] = []


def case(name: str, tree: list[str], differs: str | None = None, **options) -> None:
    record = {"name": name, "tree": tree, "options": options, "fails": False}
    if differs:
        # The library departs from Keras here on purpose, and Keras may do anything.
        record |= {"differs": differs, "fails": None}
    CASES.append(record)


def in_order(name: str, tree: list[str], **options) -> None:
    case(name, tree, shuffle=False, **options)


def in_both_walks(name: str, tree: list[str]) -> None:
    """One walk for each class, and one walk of everything: the same directory, often in another order."""
    in_order(f"{name}, by class", tree)
    in_order(f"{name}, without labels", tree, labels=None)


# Sorting: by code point, and by the whole path of the directory, in which "/" competes with the names' characters.
in_both_walks(
    "directories that extend a sibling's name",
    [
        *(f"b/{name}/x.png" for name in ("a", "a b", "a!b", "a#b", "a,b", "a-b", "a.b", "a/sub", "a0", "a_b", "A", "ab")),
        "b/x.png",
        "b/.hidden/x.png",
    ],
)
in_both_walks(
    "classes that extend another class's name",
    [
        *(f"{name}/x.png" for name in ("cat", "cat/sub", "cat-b", "cat b", "cat+b", "cat.b", "cat0", "catb", "Cat", "cat'b")),
    ],
)
in_both_walks("deep nesting", ["a/b/c/d/e/f.png", "a/b/c/d.png", "a/b/c-/d.png", "a/b.png", "a/b/c.png", "a/z.png", "b/a/a/a.png"])
in_both_walks("files beside directories of the same stem", ["a/x/1.png", "a/x.png", "a/x-1.png", "a/w.png", "a/x.jpg/1.png"])
in_order("numbers sort as text", [f"a/{name}.png" for name in ("1", "2", "10", "02", "100", "20", "-1", "1.5")])
in_order("capitals before small letters", ["a/Z.png", "a/a.png", "a/_.png", "a/[.png", "a/B.png", "B/x.png", "_/x.png"])
in_order("an emoji after U+FFEE", ["a/\U0001f600.png", "a/\uffee.png", "a/\u00e9.png", "a/z.png", "a/\ue000.png", "a/\U00010000.png"])
in_order("classes named by an emoji and U+FFEE", ["\U0001f600/1.png", "\uffee/1.png", "z/1.png", "\u00e9/1.png"])
in_both_walks("nested directories named by an emoji and U+FFEE", ["a/\U0001f600/1.png", "a/\uffee/1.png", "a/\uffee0/1.png"])
in_order(
    "joined emoji",
    ["a/\U0001f468\u200d\U0001f469\u200d\U0001f467.png", "a/\U0001f468.png", "a/\U0001f468\U0001f3fd.png", "\U0001f3f3\ufe0f\u200d\U0001f308/1.png"],
)
in_order("composed and decomposed letters are different names", ["caf\u00e9/1.png", "cafe\u0301/1.png", "cafe/1.png", "cafz/1.png"])
in_order("composed and decomposed file names", ["a/\u00e9.png", "a/e\u0301.png", "a/f.png", "a/e.png"])
in_order("Cyrillic, Greek, Chinese, Arabic and Hindi names", [f"a/{name}.png" for name in ("кот", "γάτα", "猫", "قط", "बिल्ली", "cat")])
in_order(
    "spaces and dots around names", ["a/ x.png", "a/x .png", "a/x..png", "a/x.y.png", "a/ .png", " b/1.png", "c /1.png", "d./1.png", "e..f/1.png"]
)
in_order(
    "quotes and shell characters",
    [f"a/{name}.png" for name in ("it's", '"q"', "`t`", "$x", "a&b", "a;b", "(1)", "[1]", "{1}", "100%", "%20", "#1", "a=b", "a@b", "a^b", "!")],
)
in_order("characters that Windows refuses", [f"a/{name}.png" for name in ("a:b", "a*b", "a?b", "a<b>", "a|b", "~x", "con")])
in_order("a backslash in a name", ["a/x\\y.png", "a/x/z.png", "a/x.png"])
in_order("tab and line feed in names", ["a/x\ty.png", "a/x\ny.png", "a/x y.png"])
in_order("names that are members of every JavaScript object", ["__proto__/1.png", "constructor/1.png", "toString/1.png", "a/hasOwnProperty.png"])

# Extensions.
in_order(
    "every extension in every case",
    [f"a/{name}" for name in ("1.bmp", "2.gif", "3.jpeg", "4.jpg", "5.png", "6.BMP", "7.Gif", "8.JPEG", "9.JPG", "A.PnG")],
)
in_order(
    "extensions that are not listed",
    [
        "a/1.png",
        *(f"a/2.{name}" for name in ("webp", "tiff", "tif", "avif", "txt", "svg", "jpe", "jfif", "heic", "png~", "png.txt", "pngx", "jpg ", "JP2")),
    ],
)
in_order("names that are only an extension", ["a/.jpg", "a/.png", "a/png", "a/jpg", "a/..gif"])
in_order("extensions that only look equal in lower case", ["a/1.G\u0130F", "a/2.g\u0131f", "a/3.\u212apng", "a/4.\uff50ng", "a/5.gif"])
in_order("a directory called dir.png", ["a/dir.png/1.png", "a/z.png", "b.png/1.png", "c.jpg/"])
in_order("junk of other systems", ["a/1.jpg", "a/._1.jpg", "a/.DS_Store", "a/Thumbs.db", "a/desktop.ini", "__MACOSX/a/._1.jpg", "Icon\r"])

# Hidden names, empty directories, files outside classes.
in_both_walks("hidden directories at every level", [".git/1.png", ".b/c/1.png", "a/.hidden/1.png", "a/.hidden/.deep/1.png", "a/1.png", "..c/1.png"])
in_both_walks("hidden files at every level", [".x.png", "a/.x.png", "a/b/.x.png", "a/x.png", "x.png"])
in_both_walks("empty classes", ["empty/", "a/1.png", "b/", "b/c/", "zero/text.txt"])
in_both_walks("files beside the classes", ["root.png", "z.jpg", "a/1.png", "A.png", "b/1.png"])
in_order("one class", ["only/2.png", "only/1.png"])
in_order("one file", ["a/1.png"])
in_order("no directories at all, without labels", ["2.png", "1.png", "10.png"], labels=None)

# Label modes and lists.
in_order("labelMode null takes the walk of everything", ["root.png", "b/1.png", "a/1.png", ".c/1.png"], labelMode=None)
in_order("labelMode null does not count a label list", THREE_FILES, labels=[1], labelMode=None)
in_order("labels null and a labelMode", THREE_FILES, labels=None, labelMode="categorical")
in_order("labels null and binary", ["a/1.png", "b/1.png", "c/1.png"], labels=None, labelMode="binary")
in_order("binary", THREE_FILES, labelMode="binary")
in_order("categorical", ["a/1.png", "b/1.png", "c/1.png"], labelMode="categorical")
in_order("a label list", THREE_FILES, labels=[0, 0, 1])
in_order("a label list counts files beside and in hidden directories", ["root.png", ".h/1.png", "a/1.png", "a/.h/1.png"], labels=[3, 2, 1, 0])
in_order("a label list that is not sorted and has gaps", THREE_FILES, labels=[10, 9, 2])
in_order("negative labels", THREE_FILES, labels=[-1, 0, -10])
in_order("one label for all", THREE_FILES, labels=[7, 7, 7])
in_order("a binary label list of other values", THREE_FILES, labels=[9, 5, 9], labelMode="binary")
in_order("a categorical label list beyond its classes", THREE_FILES, labels=[1, 2, 3], labelMode="categorical")
in_order("a label list for a walk with sorting traps", ["b/a/x.png", "b/a/sub/x.png", "b/a-b/x.png", "b/a0/x.png"], labels=[0, 1, 2, 3])
case("a label list, shuffled", TEN_FILES, labels=[9, 8, 7, 6, 5, 4, 3, 2, 1, 0], seed=1337)
case("a label list with gaps, shuffled", TEN_FILES, labels=[3, 3, -2, 3, 100, 100, -2, 3, 3, 100], seed=123)
case("a binary label list, shuffled and split", TEN_FILES, labels=[5, 9] * 5, labelMode="binary", seed=5, validationSplit=0.3, subset="both")
case("a label list, shuffled, training", TEN_FILES, labels=list(range(10)), seed=1337, validationSplit=0.2, subset="training")
case("a label list, shuffled, validation", TEN_FILES, labels=list(range(10)), seed=1337, validationSplit=0.2, subset="validation")
in_order("a label list in order, both subsets", TEN_FILES, labels=list(range(10)), validationSplit=0.25, subset="both")

# Class names.
ANIMALS = ["cat/1.png", "cat/2.png", "dog/1.png", "eel/1.png"]
in_order("class names in another order", ANIMALS, classNames=["eel", "cat", "dog"])
in_order("a subset of the class names", ANIMALS, classNames=["dog"])
in_order("a subset of the class names, in another order", ANIMALS, classNames=["eel", "cat"])
in_order("a class name twice lists its files twice", ANIMALS, classNames=["cat", "cat"])
in_order("a class name twice among others", ANIMALS, classNames=["cat", "dog", "cat"], labelMode="categorical")
in_order("binary by a subset of the class names", ANIMALS, classNames=["dog", "cat"], labelMode="binary")
in_order("a class name of an empty directory", ["cat/1.png", "none/"], classNames=["none", "cat"])
in_order("class names null", ANIMALS, classNames=None)
case("class names in another order, shuffled", ANIMALS, classNames=["eel", "dog", "cat"], seed=3)

# Batches, sizes, formats.
for batch_size in (None, 1, 3, 9, 10, 11, 32):
    in_order(f"batchSize {to_json(batch_size)}", TEN_FILES, batchSize=batch_size)
in_order("the default batchSize below the count", FORTY_FILES)
in_order("batchSize null with both subsets", TEN_FILES, batchSize=None, validationSplit=0.2, subset="both")
in_order("imageSize as one number", THREE_FILES, imageSize=96)
in_order("imageSize as a pair", THREE_FILES, imageSize=[3, 500])
in_order("imageSize with a zero fails at the first image", THREE_FILES, imageSize=[0, 8])
in_order("imageSize with a zero and crop fails at the first image", THREE_FILES, imageSize=[8, 0], cropToAspectRatio=True)
for data_format in ("channelsLast", "channelsFirst", "channels_last", "channels_first", "CHANNELS_FIRST", None):
    in_order(f"dataFormat {to_json(data_format)}", THREE_FILES, dataFormat=data_format)
for color_mode in ("rgb", "rgba", "grayscale"):
    in_order(f"colorMode {color_mode}", THREE_FILES, colorMode=color_mode)
in_order("interpolation in capitals", THREE_FILES, interpolation="Lanczos3")
in_order("interpolation in other capitals", THREE_FILES, interpolation="NEAREST")
for method in ("bilinear", "nearest", "bicubic", "area", "lanczos3", "lanczos5"):
    in_order(f"crop with {method}", THREE_FILES, cropToAspectRatio=True, interpolation=method)
in_order("pad with gaussian", THREE_FILES, padToAspectRatio=True, interpolation="gaussian")
in_order("pad with mitchellcubic", THREE_FILES, padToAspectRatio=True, interpolation="mitchellcubic")
in_order("followLinks", ["a/1.png", "a/b/1.png", "a-b/1.png", "root.png"], followLinks=True)
in_order("followLinks, without labels", ["a/1.png", "a/b/1.png", "a-b/1.png", "root.png"], followLinks=True, labels=None)
in_order("verbose false", THREE_FILES, verbose=False)
in_order("verbose false says how a split went all the same", TEN_FILES, verbose=False, validationSplit=0.2, subset="both")

# Shuffle and seed.
for seed in (0, 1, 1337, 2**31 - 1, 2**31, 2**32 - 1):
    case(f"shuffled with seed {seed}", TEN_FILES, seed=seed)
case("shuffle true, said", TEN_FILES, shuffle=True, seed=42)
case("forty files shuffled", FORTY_FILES, seed=123)
case("shuffled without labels", TEN_FILES, labels=None, seed=1337)
case("one file, no seed", ["a/1.png"])
in_order("seed without shuffle", TEN_FILES, seed=1337)
in_order("a seed out of range without shuffle", THREE_FILES, seed=2**32)
in_order("a negative seed without shuffle", THREE_FILES, seed=-5)

# Splits.
for subset in ("training", "validation", "both"):
    in_order(f"{subset}, in order", TEN_FILES, validationSplit=0.2, subset=subset)
    case(f"{subset}, shuffled", TEN_FILES, validationSplit=0.2, subset=subset, seed=1337)
    case(f"{subset}, forty files", FORTY_FILES, validationSplit=0.35, subset=subset, seed=7)
    case(f"{subset}, a split that rounds to no file", TEN_FILES, differs="num-val-zero", validationSplit=0.09, subset=subset, seed=1)
HUNDRED_FILES = [f"a/{i:03}.png" for i in range(100)]
in_order("100 files x 0.29 is 28", HUNDRED_FILES, labels=None, validationSplit=0.29, subset="validation")
in_order("100 files x 0.57 is 56", HUNDRED_FILES, labels=None, validationSplit=0.57, subset="validation")
in_order("a split that leaves one file for training", ["a/1.png", "b/1.png"], validationSplit=0.99, subset="both")
in_order("a split in order takes the last class", ["a/1.png", "a/2.png", "b/1.png", "b/2.png"], validationSplit=0.5, subset="both")
in_order("validationSplit 0 and no subset", THREE_FILES, validationSplit=0)
in_order("both, without labels", TEN_FILES, labels=None, validationSplit=0.4, subset="both")
in_order("a split without shuffle needs no seed", TEN_FILES, validationSplit=0.5, subset="training")
case("one file and a split", ["a/1.png"], differs="num-val-zero", validationSplit=0.5, subset="validation", seed=1)
case(
    "four files x 0.2, without shuffle",
    ["a/1.png", "a/2.png", "b/1.png", "b/2.png"],
    differs="num-val-zero",
    validationSplit=0.2,
    subset="both",
    shuffle=False,
)
