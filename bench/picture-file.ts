/** A file as a page knows it before it is opened; a `FileSystemFileHandle` is one. */
export interface PictureFile {
  getFile(): Promise<File>;
}
