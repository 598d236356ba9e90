import { render } from 'preact';
import { startBackend } from './engine/engine-in-use.ts';
import { announce, reportProblem } from './messages/messages.ts';
import { Page } from './page.tsx';
import { acceptDrops } from './pictures/drop-anywhere.ts';
import { startFollowing, takeDrop } from './what-follows.ts';
import { startWork } from './work.ts';

render(<Page />, document.getElementById('page')!);
// From the first moment on: else the browser would leave the page for what is dropped.
acceptDrops(takeDrop);

// tfjs alone is ten times the page: it comes after the first paint. A tab in the background paints nothing.
if (document.hidden) void start();
else requestAnimationFrame(() => setTimeout(() => void start()));

async function start(): Promise<void> {
  try {
    await startWork(() => startBackend('auto'));
    startFollowing();
  } catch (error) {
    reportProblem(error);
  }
  announce('');
}
