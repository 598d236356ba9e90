import type { JSX } from 'preact';
import type { RememberedDirectory } from '../../src/index.ts';
import { AdviceError } from '../messages/explain-error.ts';
import { announce, reportProblem } from '../messages/messages.ts';
import { work } from '../work.ts';
import { fewerFiles } from './fewer-files.ts';
import type { Pictures } from './find-pictures.ts';
import { found, showFolder } from './folder.ts';
import { foundSentence } from './found-sentence.ts';
import { forgetFolder, rememberedFiles, rememberedFolder, reopenFolder } from './remembered-folder.ts';

/** Brings the folder of the last visit back; the browser may ask before. */
export function ReopenButton({ remembered }: { readonly remembered: RememberedDirectory }): JSX.Element {
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
    const before = rememberedFiles();
    // Asked in the click itself.
    const directory = await reopenFolder();
    await showFolder(() => directory);
    if (found.peek()?.directory === directory) compareFiles(before, found.peek()!.pictures);
  } catch (error) {
    // The button has given way to what is said of such a folder.
    if (rememberedFolder.peek()?.state === 'gone') return;
    reportProblem(work().isImageDatasetError(error, 'permission') ? refused() : error);
  }
}

function compareFiles(before: number, { training }: Pictures): void {
  const note = fewerFiles(before, training.report.found.files);
  if (note !== null) announce(`${foundSentence(training.report.found)} ${note}`);
}

function refused(): AdviceError {
  const name = rememberedFolder.peek()?.name;
  const folder = name ? `“${name}”` : 'the last folders';
  return new AdviceError(
    `This page may not read ${folder}. Allow this page to read it when the browser asks, or in its settings, or bring the folder again.`,
  );
}
