import { startPage } from '../page.js';

startPage({
  servedWorker: new URL('tfjs-image-dataset/worker', import.meta.url),
  startTrainer: () => new Worker(new URL('../trainer.js', import.meta.url), { type: 'module' }),
});
