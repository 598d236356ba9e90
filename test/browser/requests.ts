import type { PrepareRequest } from '../../workers/protocol.ts';

const target = { width: 2, height: 2 };

/** A request for a picture as the GPU engine takes it. */
export const planned: PrepareRequest = {
  decode: 'exact',
  orientation: 'ignore',
  output: 'coefficients',
  shape: { target, channels: 3, dataFormat: 'channelsLast' },
  geometry: { target, fit: 'stretch', interpolation: 'bilinear' },
  bytesWhereExact: false,
  wantsFingerprint: false,
};
