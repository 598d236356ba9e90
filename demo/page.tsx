import type { JSX } from 'preact';
import { BatchSection } from './batch/batch-section.tsx';
import { backend } from './engine/engine-in-use.ts';
import { backendNote } from './engine/engine-note.ts';
import { ExportSection } from './export/export-section.tsx';
import { FirstLook } from './first-look.tsx';
import { FoundSection } from './found/found-section.tsx';
import { JudgeSection } from './judge/judge-section.tsx';
import { ProblemBanner } from './messages/message-lines.tsx';
import { PictureDialog } from './picture/picture-dialog.tsx';
import { BringSection } from './pictures/bring-section.tsx';
import { found } from './pictures/folder.ts';
import { PredictSection } from './predict/predict-section.tsx';
import { trainedModel } from './training/training-run.ts';
import { TrainingSection } from './training/training-section.tsx';

/** The whole page below its headline: one section for each step, in the order of the steps. */
export function Page(): JSX.Element {
  const folder = found.value;
  const trained = trainedModel.value;
  return (
    <>
      <main>
        <BringSection />
        <ProblemBanner />
        {folder === null ? (
          <FirstLook />
        ) : (
          <>
            <FoundSection folder={folder} />
            <BatchSection folder={folder} />
            <TrainingSection folder={folder} />
          </>
        )}
        {trained && (
          <>
            <JudgeSection trained={trained} />
            <PredictSection trained={trained} />
          </>
        )}
        {folder && <ExportSection folder={folder} />}
      </main>
      <footer>
        <p>{backend.value && backendNote(backend.value)}</p>
      </footer>
      <PictureDialog />
    </>
  );
}
