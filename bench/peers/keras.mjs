import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** Starts Keras over a folder, and lends `use` its facts and a function that measures it over as many files. */
export function withKeras({ python, folder, size, batchSize }, use) {
  return withScript(python, ['keras-passes.py', folder, size, batchSize], async (answer, ask) => {
    const { versions } = await answer();
    const facts = { group: 'keras', name: 'image_dataset_from_directory', backend: null, workers: null, versions };
    return await use(facts, async (count) => {
      const { images, ...times } = await ask(Math.ceil(count / batchSize));
      return images === count ? times : { error: `it made ${images} images of ${count}` };
    });
  });
}

/** Starts Keras, and lends `use` a function that gives the SHA-256 of what it makes of a file, or `null`. */
export function withKerasFingerprints({ python, folder, size }, use) {
  return withScript(python, ['keras-fingerprints.py', folder, size], (_, ask) => use(ask));
}

async function withScript(python, [script, ...args], use) {
  // TensorFlow tells much about the machine at its start.
  const env = { ...process.env, TF_CPP_MIN_LOG_LEVEL: '2' };
  const path = fileURLToPath(new URL(script, import.meta.url));
  const keras = spawn(python, [path, ...args], { stdio: ['pipe', 'pipe', 'inherit'], env });
  const failed = new Promise((_, reject) => keras.on('error', reject));
  const lines = createInterface({ input: keras.stdout })[Symbol.asyncIterator]();
  const answer = async () => {
    const { value, done } = await Promise.race([lines.next(), failed]);
    if (done) throw new Error(`${python} ended: does it have Keras and TensorFlow?`);
    return JSON.parse(value);
  };
  try {
    return await use(answer, (question) => {
      keras.stdin.write(`${JSON.stringify(question)}\n`);
      return answer();
    });
  } finally {
    keras.kill();
  }
}
