"""Rewrites the golden data by running real Keras 3.6.0. `python make-goldens.py [catalog] [epochs] [resize] [pixels] [decode] [arrays] [saved] [pillow] [modern] [demo]`"""

import os
import sys
from importlib.metadata import version
from pathlib import Path

# Other releases order, decode and resize differently.
VERSIONS = {"keras": "3.6.0", "tensorflow-cpu": "2.18.1", "numpy": "2.0.2", "pillow": "13.0.0"}

HERE = Path(__file__).resolve().parent


def main() -> None:
    for package, wanted in VERSIONS.items():
        if version(package) != wanted:
            sys.exit(f"{package} {wanted} is needed, this is {version(package)}. README.md says how to install it.")

    # TensorFlow reads these when it is imported: no log lines, and never a GPU, whose kernels round differently.
    os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
    os.environ["CUDA_VISIBLE_DEVICES"] = ""

    from arrays_golden import make_arrays_golden
    from catalog_golden import make_catalog_golden
    from decode_files import make_decode_files
    from decode_golden import make_decode_golden
    from demo_golden import make_demo_golden
    from epochs_golden import make_epochs_golden
    from modern_pictures import make_modern_pictures
    from pictures import make_pictures
    from pillow_files import make_pillow_files
    from pillow_load_golden import make_pillow_load_golden
    from pillow_resize_golden import make_pillow_resize_golden
    from pixels_golden import make_pixels_golden
    from resize_golden import make_resize_golden
    from saved_golden import make_saved_golden

    chosen = sys.argv[1:] or ["catalog", "epochs", "resize", "pixels", "decode", "arrays", "saved", "pillow", "modern", "demo"]
    if "catalog" in chosen:
        make_catalog_golden(HERE / "catalog.json")
    if "epochs" in chosen:
        make_epochs_golden(HERE / "epochs.json")
    if "resize" in chosen:
        make_resize_golden(HERE / "resize.json")
    if "pixels" in chosen:
        make_pictures(HERE / "pictures")
        make_pixels_golden(HERE / "pictures", HERE / "pixels.json")
    if "decode" in chosen:
        make_decode_files(HERE / "decode/files")
        make_decode_golden(HERE / "decode/files", HERE / "decode.json")
    if "arrays" in chosen:
        make_arrays_golden(HERE / "arrays.json")
    if "saved" in chosen:
        make_saved_golden(HERE / "pictures", HERE / "saved")
    if "pillow" in chosen:
        make_pillow_resize_golden(HERE / "pillow-resize.json")
        make_pillow_files(HERE / "pillow/files")
        make_pillow_load_golden(HERE, HERE / "pillow-load.json")
    if "modern" in chosen:
        make_modern_pictures(HERE / "modern")
    if "demo" in chosen:
        make_demo_golden(HERE / "pictures", HERE / "demo.json")


if __name__ == "__main__":
    main()
