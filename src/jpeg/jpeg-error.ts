/** `decode` for a file that is damaged, `unsupported` for one of a kind that TensorFlow doesn't decode either. */
type JpegErrorTag = 'decode' | 'unsupported';

/** Why a JPEG file can't be decoded. */
export class JpegError extends Error {
  readonly tag: JpegErrorTag;

  constructor(tag: JpegErrorTag, reason: string) {
    super(reason);
    this.tag = tag;
  }
}

/** The error for a file that ends too early: TensorFlow refuses it, even if only the end marker is missing. */
export function truncated(): JpegError {
  return new JpegError('decode', 'its JPEG data is cut off');
}
