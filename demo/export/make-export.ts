import { strToU8, type Zippable, zipSync } from 'fflate';
import type { ClassifierPlan } from '../training/classifier.ts';
import type { Trainer } from '../training/trainer.ts';
import { modelFiles } from './save-model.ts';
import { writePreprocessing } from './write-preprocessing.ts';
import { writeUsage } from './write-usage.ts';

/** What is taken home besides the model. */
interface ExportedTexts {
  readonly report: object;
  readonly python: string;
}

/** A model, with what has to be known to use it. */
interface ExportedModel {
  readonly plan: ClassifierPlan;
  readonly trainer: Pick<Trainer, 'artifacts'>;
}

/** Packs model, preprocessing, report and code into one zip. */
export async function makeExport(trained: ExportedModel | null, { report, python }: ExportedTexts): Promise<Blob> {
  const files: Zippable = {
    'report.json': asJson(report),
    'dataset.py': strToU8(python),
    ...(trained ? await filesOf(trained) : {}),
  };
  return new Blob([zipSync(files) as Uint8Array<ArrayBuffer>], { type: 'application/zip' });
}

async function filesOf({ plan, trainer }: ExportedModel): Promise<Zippable> {
  const { features } = plan;
  return {
    ...inFolder('model', await modelFiles(await trainer.artifacts())),
    ...(features ? inFolder('extractor', await modelFiles(features.extractor.artifacts)) : {}),
    'preprocessing.json': asJson(writePreprocessing(plan)),
    'predict.js': strToU8(writeUsage(plan)),
  };
}

function inFolder(folder: string, files: Record<string, Uint8Array>): Zippable {
  return Object.fromEntries(Object.entries(files).map(([name, content]) => [`${folder}/${name}`, content]));
}

function asJson(value: object): Uint8Array {
  return strToU8(`${JSON.stringify(value, null, 2)}\n`);
}
