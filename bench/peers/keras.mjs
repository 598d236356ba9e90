import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const SCRIPT = fileURLToPath(new URL('keras-passes.py', import.meta.url));

/** Starts Keras over a folder, and lends `use` its facts and a function that measures it over as many files. */
export async function withKeras({ python, folder, size, batchSize }, use) {
  // TensorFlow tells much about the machine at its start.
  const env = { ...process.env, TF_CPP_MIN_LOG_LEVEL: '2' };
  const keras = spawn(python, [SCRIPT, folder, size, batchSize], { stdio: ['pipe', 'pipe', 'inherit'], env });
  const failed = new Promise((_, reject) => keras.on('error', reject));
  const lines = createInterface({ input: keras.stdout })[Symbol.asyncIterator]();
  const answer = async () => {
    const { value, done } = await Promise.race([lines.next(), failed]);
    if (done) throw new Error(`${python} ended: does it have Keras and TensorFlow?`);
    return JSON.parse(value);
  };
  try {
    const { versions } = await answer();
    const facts = { group: 'keras', name: 'image_dataset_from_directory', backend: null, workers: null, versions };
    return await use(facts, async (count) => {
      keras.stdin.write(`${Math.ceil(count / batchSize)}\n`);
      const { seconds, images } = await answer();
      return images === count ? { seconds } : { error: `it made ${images} images of ${count}` };
    });
  } finally {
    keras.kill();
  }
}
