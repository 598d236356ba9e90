import { render } from 'preact';
import { Page } from './page.tsx';
import { startFollowing } from './what-follows.ts';
import { startWork } from './work.ts';

render(<Page />, document.getElementById('page')!);

// tfjs alone is ten times the page: it comes after the first paint. A tab in the background paints nothing.
if (document.hidden) void start();
else requestAnimationFrame(() => setTimeout(() => void start()));

async function start(): Promise<void> {
  if (await startWork()) startFollowing();
}
