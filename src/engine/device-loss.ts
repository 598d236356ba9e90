import { ImageDatasetError } from '../errors.ts';

const watched = new WeakSet<GPUDevice>();
const losses = new WeakMap<GPUDevice, GPUDeviceLostInfo>();

/** Takes note if a device is lost: calls to it fail in silence from then on, and its error scopes see nothing. */
export function watchLoss(device: GPUDevice): void {
  if (watched.has(device)) return;
  watched.add(device);
  void device.lost.then((info) => losses.set(device, info));
}

/** @throws ImageDatasetError `device-lost` if the device is known to be lost */
export function refuseLost(device: GPUDevice): void {
  const info = losses.get(device);
  if (info) throw deviceLost(info.message, info);
}

/** The device is tfjs' own, and so is the remedy: its tensors are gone with it. */
export function deviceLost(what: string, cause: unknown): ImageDatasetError {
  const advice =
    "Its tensors are gone. Give tfjs another backend, such as await tf.setBackend('cpu'), or reload the page, and iterate again";
  return new ImageDatasetError('device-lost', `The GPU that tfjs computes on was lost (${what}). ${advice}.`, {
    cause,
  });
}
