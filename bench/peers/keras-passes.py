"""Keras' own image_dataset_from_directory: a pass for each number of batches on standard input, its times as JSON."""

import json
import sys
import time

import keras
import tensorflow as tf

folder, size, batch_size = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
dataset = keras.utils.image_dataset_from_directory(
    folder, labels=None, image_size=(size, size), batch_size=batch_size, shuffle=False, verbose=False
)
versions = f"Keras {keras.__version__}, TensorFlow {tf.__version__}, Python {sys.version.split()[0]}"
print(json.dumps({"versions": versions}), flush=True)
for line in sys.stdin:
    batches = dataset.take(int(line))
    started = time.perf_counter(), time.process_time()
    images = sum(int(batch.shape[0]) for batch in batches)
    seconds, processor_seconds = time.perf_counter() - started[0], time.process_time() - started[1]
    print(json.dumps({"seconds": seconds, "processorSeconds": processor_seconds, "images": images}), flush=True)
