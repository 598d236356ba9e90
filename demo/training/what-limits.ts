/** What helps, by words of the library's sentence: its own advice names options, and these are the page's controls. */
const ADVICE: readonly (readonly [words: string, advice: string])[] = [
  ['The model', 'A smaller network or image size helps.'],
  ['Upload limits', 'A smaller image size helps.'],
  ["cache: 'memory'", 'With a cache later epochs come sooner.'],
  ['Decoding limits', 'Large JPEG files come sooner with the decoding “reduced”.'],
  ["interpolation: 'bilinear'", 'All pictures come sooner with the interpolation “bilinear”.'],
];

/** Says what limits a run, and which controls of the page help, where some do. */
export function whatLimits(bottleneck: string): string {
  const [limit = ''] = bottleneck.split(':');
  const advice = ADVICE.flatMap(([words, advice]) => (bottleneck.includes(words) ? [advice] : []));
  return [`${limit}.`, ...advice].join(' ');
}
