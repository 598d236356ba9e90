import { listFew } from '../messages/list-few.ts';

/** What `model.json` says of the model's kind and of its other files. */
export interface ModelJson {
  /** Which of tfjs' two kinds of models it is. */
  readonly format?: unknown;
  readonly weightsManifest?: readonly { readonly paths: readonly string[] }[];
}

/**
 * Refuses a model whose weights are not all there: tfjs would go on with random ones.
 *
 * @param files - Those that were given; `null` where each is fetched, and then missed, by its address.
 */
export function requireWeights({ weightsManifest = [] }: ModelJson, files: readonly File[] | null): void {
  const paths = weightsManifest.flatMap((group) => group.paths);
  if (paths.length === 0) throw new Error('its model.json names no weights');
  if (!files) return;
  const given = new Set(files.map(({ name }) => name));
  const missing = paths.map((path) => path.split('/').at(-1)!).filter((name) => !given.has(name));
  if (missing.length > 0) throw new Error(`${listFew(missing)} ${missing.length === 1 ? 'is' : 'are'} missing`);
}
