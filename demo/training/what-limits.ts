/** Says what limits a run. The library's advice after it names options, for which this page has no controls. */
export function whatLimits(bottleneck: string): string {
  return `${bottleneck.split(':')[0]}.`;
}
