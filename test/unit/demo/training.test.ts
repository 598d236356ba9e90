import { describe, expect, test } from 'vitest';
import { axisUpTo } from '../../../demo/training/chart-scale.ts';
import { NO_CURVES, withBatch, withEpoch } from '../../../demo/training/curves.ts';
import { endingText } from '../../../demo/training/ending-text.ts';
import { extractorMisfit } from '../../../demo/training/extractor-misfit.ts';
import { requireWeights } from '../../../demo/training/model-json.ts';
import { trainingText } from '../../../demo/training/training-text.ts';
import { whatLimits } from '../../../demo/training/what-limits.ts';
import { nameBottleneck } from '../../../src/timings/bottleneck.ts';

describe('an axis', () => {
  test('ends at a round number, in steps that people count in', () => {
    expect(axisUpTo(1, 4)).toEqual({ max: 1, ticks: [0, 0.25, 0.5, 0.75, 1] });
    expect(axisUpTo(1.3, 4)).toEqual({ max: 1.5, ticks: [0, 0.5, 1, 1.5] });
    expect(axisUpTo(8, 6)).toEqual({ max: 8, ticks: [0, 2, 4, 6, 8] });
    expect(axisUpTo(700, 4)).toEqual({ max: 800, ticks: [0, 200, 400, 600, 800] });
  });
  test('is there where there are no values yet', () => {
    expect(axisUpTo(0, 4)).toEqual({ max: 1, ticks: [0, 1] });
    expect(axisUpTo(Number.NaN, 4)).toEqual({ max: 1, ticks: [0, 1] });
  });
});

describe('curves', () => {
  const progress = { imagesPerSecond: 1, loss: 0.5, accuracy: 0.25, bytes: 0, tensors: 0 };

  test('have few points in an epoch, however many batches, and one at its end', () => {
    let curves = NO_CURVES;
    for (let batches = 1; batches <= 1001; batches++)
      curves = withBatch(curves, { ...progress, epoch: 1, batches }, 1001);
    expect(curves.loss.training.length).toBeLessThanOrEqual(9);
    expect(curves.loss.training.at(-1)).toEqual({ epoch: 2, value: 0.5 });
    expect(curves.accuracy.training.at(-1)).toEqual({ epoch: 2, value: 0.25 });
  });
  test('have a point of validation at the end of each epoch', () => {
    const result = {
      epoch: 0,
      share: 1,
      loss: 1,
      accuracy: 0,
      validationLoss: 2,
      validationAccuracy: 0.75,
      bottleneck: null,
      cacheProblem: null,
    };
    const curves = withEpoch(NO_CURVES, result);
    expect(curves.loss.validation).toEqual([{ epoch: 1, value: 2 }]);
    expect(curves.accuracy.validation).toEqual([{ epoch: 1, value: 0.75 }]);
    // Or where training was stopped.
    expect(withEpoch(NO_CURVES, { ...result, share: 0.25 }).loss.validation).toEqual([{ epoch: 0.25, value: 2 }]);
  });
});

describe('the files of a model', () => {
  const model = (...paths: string[]) => ({
    weightsManifest: [{ paths: paths.slice(0, 1) }, { paths: paths.slice(1) }],
  });
  const files = (...names: string[]): File[] => names.map((name) => new File([], name));

  test('have all of its weights, or tfjs would take random ones', () => {
    expect(() => requireWeights(model('a.bin', './b.bin'), files('model.json'))).toThrow('a.bin, b.bin are missing');
    expect(() => requireWeights(model('a.bin', './b.bin'), files('b.bin', 'model.json'))).toThrow('a.bin is missing');
    expect(() => requireWeights(model('a.bin', './b.bin'), files('b.bin', 'model.json', 'a.bin'))).not.toThrow();
  });
  test('are named by the first few, where many are missing', () => {
    const shards = Array.from({ length: 55 }, (_, index) => `${index}.bin`);
    expect(() => requireWeights(model(...shards), files('model.json'))).toThrow(
      '0.bin, 1.bin, 2.bin and 52 more are missing',
    );
  });
  test('name weights, also where they come from an address', () => {
    expect(() => requireWeights({}, null)).toThrow('its model.json names no weights');
    expect(() => requireWeights(model('a.bin'), null)).not.toThrow();
  });
});

test('an extractor takes pictures of its size and colours only, and says which', () => {
  const input = { imageSize: 64, colorMode: 'rgb' } as const;
  expect(extractorMisfit(input, input)).toBe('');
  expect(extractorMisfit(input, { ...input, imageSize: 48 })).toBe(
    'The feature extractor takes pictures of 64 × 64 pixels, rgb; these have 48 × 48, rgb. ' +
      'Set Image size to 64 and Colour to rgb, or do without the extractor.',
  );
  expect(extractorMisfit(input, { ...input, colorMode: 'grayscale' })).toContain('these have 64 × 64, grayscale.');
});

test('a training says what takes its time', () => {
  const starting = { phase: 'running', stage: null, progress: null, epochs: 8, batchCount: 16, ending: '' } as const;
  const progress = { epoch: 1, batches: 3, imagesPerSecond: 1, loss: 1, accuracy: 0, bytes: 0, tensors: 0 };
  expect(trainingText(starting)).toBe('Loading TensorFlow.js …');
  expect(trainingText({ ...starting, stage: 'preparing' })).toBe('Preparing the first batch …');
  expect(trainingText({ ...starting, stage: 'learning' })).toBe('Batch 1 …');
  const learning = { ...starting, stage: 'learning', progress } as const;
  expect(trainingText(learning)).toBe('Epoch 2 of 8, batch 3 of 16.');
  expect(trainingText({ ...learning, stage: 'judging' })).toBe('Epoch 2 of 8, judging it by the validation pictures …');
  expect(trainingText({ ...learning, phase: 'paused' })).toBe('Epoch 2 of 8, batch 3 of 16. Paused.');
  expect(trainingText({ ...learning, phase: 'pausing' })).toBe('Pausing after this batch …');
  expect(trainingText({ ...learning, phase: 'pausing', stage: 'judging' })).toBe('Pausing after this epoch …');
  expect(trainingText({ ...learning, phase: 'stopping' })).toBe('Stopping after this batch …');
  expect(trainingText({ ...learning, phase: 'stopping', stage: 'judging' })).toBe('Judging what it has learnt …');
  expect(trainingText({ ...learning, phase: 'ended', ending: 'Done.' })).toBe('Done.');
});

test('a training that was stopped within an epoch says so', () => {
  expect(endingText(true, { epoch: 0, share: 0.5 }, 1)).toBe('Stopped in epoch 1, 1.0 seconds in all.');
  expect(endingText(true, { epoch: 2, share: 1 }, 1)).toBe('Stopped after epoch 3, 1.0 seconds in all.');
  expect(endingText(false, { epoch: 7, share: 1 }, 12.34)).toBe('Done after 12.3 seconds.');
});

test('what limits a run is shown with advice for the controls of the page, not for options that it has none for', () => {
  const stage = (busyMs: number) => ({ busyMs, waitMs: 0, queueDepth: 0 });
  const timings = {
    ...{ pictures: 10, startMs: 100, waitMs: 900, elapsedMs: 1000, memoryWaitMs: 0 },
    ...{ reading: stage(0), decoding: stage(900), resampling: stage(0), upload: stage(0), model: stage(0) },
  };
  const facts = { cache: false, interpolation: 'bilinear', maxBytesInFlight: 1000, engine: 'cpu', cores: 2 } as const;
  const decoding = nameBottleneck(timings, { ...facts, workers: 1 })!;
  expect(decoding).toContain('raise workers (1, of 2 cores)');
  expect(whatLimits(decoding)).toMatch(/^Decoding limits this run\. With a cache .*“reduced”/);
  // It advised a cache where there was one, and bilinear where pictures were.
  const cached = nameBottleneck(timings, { ...facts, cache: 'memory', workers: 1 })!;
  expect(whatLimits(cached)).not.toContain('cache');
  const resampled = { ...timings, decoding: stage(0), resampling: stage(900) };
  const bilinear = nameBottleneck(resampled, { ...facts, workers: 1 })!;
  expect(whatLimits(bilinear)).toBe('Resampling limits this run. With a cache later epochs come sooner.');
  const area = nameBottleneck(resampled, { ...facts, interpolation: 'area', workers: 1 })!;
  expect(whatLimits(area)).toContain('the interpolation “bilinear”');
  const memory = nameBottleneck({ ...timings, memoryWaitMs: 2000 }, { ...facts, workers: 2 })!;
  expect(memory).toContain('maxBytesInFlight');
  expect(whatLimits(memory)).toBe('Memory limits this run.');
  const model = nameBottleneck({ ...timings, model: stage(90_000) }, { ...facts, workers: 2, engine: 'webgpu' })!;
  expect(whatLimits(model)).toBe(
    'The model (or the GPU, which both share) limits this run. A smaller network or image size helps.',
  );
});
