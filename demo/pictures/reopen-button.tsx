import type { JSX } from 'preact';
import { reportProblem } from '../messages/messages.ts';
import { folder, showFolder } from './folder.ts';
import { forgetFolder, rememberedFolder, reopenFolder } from './remembered-folder.ts';

/** Brings the folder of the last visit back; the browser may ask before. */
export function ReopenButton(): JSX.Element | null {
  const remembered = rememberedFolder.value;
  if (!remembered || folder.value.kind !== 'empty') return null;
  const title = remembered.name || 'the last folders';
  if (remembered.state === 'gone') {
    return (
      <p class="quiet gone">
        {remembered.name ? `The folder “${title}”` : 'A folder'} of your last visit was moved, renamed or deleted.{' '}
        <button type="button" class="small" onClick={() => void forgetFolder()}>
          Forget it
        </button>
      </p>
    );
  }
  return (
    <button key="reopen" type="button" onClick={() => void reopen()}>
      Reopen {title}
    </button>
  );
}

async function reopen(): Promise<void> {
  try {
    // Asked in the click itself.
    const directory = await reopenFolder();
    await showFolder(() => directory);
  } catch (error) {
    reportProblem(error);
  }
}
