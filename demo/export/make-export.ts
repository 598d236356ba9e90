import { strToU8, type Zippable, zipSync } from 'fflate';
import type { Classifier } from '../training/classifier.ts';
import { modelFiles } from './save-model.ts';
import { writePreprocessing } from './write-preprocessing.ts';
import { writeUsage } from './write-usage.ts';

/** What is taken home besides the model. */
interface ExportedTexts {
  readonly report: object;
  readonly python: string;
}

/** Packs model, preprocessing, report and code into one zip. */
export async function makeExport(classifier: Classifier | null, { report, python }: ExportedTexts): Promise<Blob> {
  const files: Zippable = {
    'report.json': asJson(report),
    'dataset.py': strToU8(python),
    ...(classifier ? await filesOf(classifier) : {}),
  };
  return new Blob([zipSync(files) as Uint8Array<ArrayBuffer>], { type: 'application/zip' });
}

async function filesOf(classifier: Classifier): Promise<Zippable> {
  const { model, features } = classifier;
  return {
    ...inFolder('model', await modelFiles(model)),
    ...(features ? inFolder('extractor', await modelFiles(features.extractor)) : {}),
    'preprocessing.json': asJson(writePreprocessing(classifier)),
    'predict.js': strToU8(writeUsage(classifier)),
  };
}

function inFolder(folder: string, files: Record<string, Uint8Array>): Zippable {
  return Object.fromEntries(Object.entries(files).map(([name, content]) => [`${folder}/${name}`, content]));
}

function asJson(value: object): Uint8Array {
  return strToU8(`${JSON.stringify(value, null, 2)}\n`);
}
