import type { JSX } from 'preact';
import { downloadFile } from '../download-file.ts';
import { verification } from '../found/verification.ts';
import { reportProblem } from '../messages/messages.ts';
import { pythonCode } from '../options/python-code.ts';
import type { FoundFolder } from '../pictures/folder.ts';
import { noteExport } from '../training/guard-training.ts';
import { choices } from '../training/training-choices.ts';
import { trainedModel } from '../training/training-run.ts';
import { work } from '../work.ts';
import { writeReport } from './write-report.ts';

/** What a visitor takes home. */
export function ExportSection({ folder }: { readonly folder: FoundFolder }): JSX.Element {
  const hasModel = trainedModel.value !== null;
  return (
    <section aria-labelledby="export-heading">
      <h2 id="export-heading">Take home</h2>
      <p>
        {hasModel
          ? 'One zip: the model in the format of tfjs, its classes and preprocessing, the code that uses it, the report of the dataset, and the lines for Keras in Python.'
          : 'One zip: the report of the dataset, and the lines for Keras in Python. Once a model is trained, it is in there too.'}
      </p>
      <div class="buttons">
        <button type="button" onClick={() => void exportAll(folder)}>
          Export
        </button>
      </div>
    </section>
  );
}

async function exportAll(folder: FoundFolder): Promise<void> {
  const trained = trainedModel.value;
  const { name } = folder.directory;
  const options = trained?.plan.options ?? folder.pictures.options;
  const { epochs } = trained?.choices ?? choices.value;
  try {
    const zip = await work().makeExport(trained, {
      report: writeReport(
        folder,
        verification.value,
        trained && { ...trained, report: await trained.trainer.report() },
      ),
      python: pythonCode(options, epochs),
    });
    downloadFile(`${name || 'pictures'}-export.zip`, zip);
    noteExport(trained);
  } catch (error) {
    reportProblem(error);
  }
}
