import { startPage } from '../page.js';

startPage({
  servedWorker: new URL('decode-worker.js', import.meta.url),
  startTrainer: () => new Worker(new URL('trainer.js', import.meta.url), { type: 'module' }),
});
