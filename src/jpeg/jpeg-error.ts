/** Why a JPEG file can't be decoded: it is damaged, or of a kind that TensorFlow doesn't decode either. */
export class JpegError extends Error {
  readonly isUnsupported: boolean;

  constructor(reason: string, isUnsupported = false) {
    super(reason);
    this.isUnsupported = isUnsupported;
  }
}

/** The error for a file that ends too early: TensorFlow refuses it, even if only the end marker is missing. */
export function truncated(): JpegError {
  return new JpegError('its JPEG data is cut off');
}
