import { countClasses } from '../found/class-counts.ts';
import type { Verification } from '../found/verification.ts';
import type { FoundFolder } from '../pictures/folder.ts';
import { asData, type PicturesReport, reportOf } from '../training/pictures-report.ts';
import type { TrainedModel } from '../training/training-run.ts';

/** A model, with what became of the pictures that it learnt from. */
interface Learnt extends Pick<TrainedModel, 'plan' | 'choices' | 'folder' | 'results'> {
  readonly report: PicturesReport;
}

/** What was found, left out and learnt, for programs; with a model, all of it is about the pictures that it learnt from. */
export function writeReport(shown: FoundFolder, verification: Verification, learnt: Learnt | null): object {
  const { directory, pictures } = learnt?.folder ?? shown;
  const { training, validation, options } = pictures;
  // The check is of the files that are shown.
  const isChecked = verification.kind === 'done' && options.webpAndAvif === shown.pictures.options.webpAndAvif;
  return {
    folder: directory.name,
    options,
    classes: countClasses(training, validation),
    ...(learnt?.report ?? reportOf(pictures)),
    // The worker that trains knows only the files of classes.
    ignored: training.report.ignored,
    files: isChecked ? { ...verification, broken: asData(verification.broken) } : null,
    training: learnt && describeTraining(learnt),
    epochs: learnt?.results ?? [],
  };
}

function describeTraining({ plan, choices }: Learnt): object {
  const { network, ...others } = choices;
  return plan.features ? { extractor: plan.features.extractor.name, ...others } : { network, ...others };
}
