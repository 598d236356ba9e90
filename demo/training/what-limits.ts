/** What helps, by how the library's sentence begins: its own advice names options, and these are the page's controls. */
const ADVICE: Readonly<Record<string, string>> = {
  'The model': 'A smaller network or image size helps.',
  Upload: 'A smaller image size helps.',
  Reading: 'With a cache later epochs come sooner.',
  Decoding: 'With a cache later epochs come sooner, and with the decoding “reduced” large JPEG files do.',
  Resampling: 'With a cache later epochs come sooner, and with the interpolation “bilinear” all pictures do.',
};

/** Says what limits a run, and which control of the page helps, where one does. */
export function whatLimits(bottleneck: string): string {
  const [limit = ''] = bottleneck.split(':');
  const [, advice = ''] = Object.entries(ADVICE).find(([start]) => limit.startsWith(start)) ?? [];
  return `${limit}. ${advice}`.trimEnd();
}
